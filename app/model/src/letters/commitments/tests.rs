use super::super::written;
use super::*;
use crate::calendar::half_term::HalfTerm;
use crate::commitments::Wording;
use crate::ids::ClausesId;

fn paper() -> Paper {
    let workshop = |number, half_term| PaperWorkshop {
        number,
        half_term,
        day: String::new(),
        date: String::new(),
        time: String::new(),
        twilight: String::new(),
        host: String::new(),
        mode: String::new(),
    };
    let first = PaperWorkshop {
        day: "2026-11-24".into(),
        date: "Tue 24 Nov 2026".into(),
        time: "13:00 to 17:15".into(),
        host: "Oak Hollow".into(),
        ..workshop(1, HalfTerm::Autumn2)
    };
    Paper {
        hub: "Lantern Vale Maths Hub".into(),
        school: "Elm Bank Primary School".into(),
        urn: "900001".into(),
        town: "Thistlewick".into(),
        group: "Two Rivers".into(),
        academic_year: "2026/27".into(),
        ncp_code: "NCP26-11".into(),
        clauses: ClausesId::generate(),
        version: 1,
        wording: Wording {
            title: "Our commitment".into(),
            introduction: vec!["What this is.".into()],
            clauses: vec!["Release the maths subject lead.".into(), "Share what is learnt.".into()],
            closing: "I, the head of Elm Bank Primary School, agree.".into(),
        },
        lead: "Helen Frost, Oak Hollow".into(),
        lead_participant: "Rosa Bell".into(),
        workshops: vec![first, workshop(2, HalfTerm::Spring1)],
    }
}

fn signed(paper: &Paper) -> Signed<'_> {
    Signed { paper, printed_name: "Judith Abara", method: SigningMethod::Screen, day: "Wed 4 Nov 2026".into(), check: "0123456789ab" }
}

#[test]
fn a_head_is_asked_to_sign() {
    assert_eq!(
        written(&request(&paper(), "the phase called Embedding in 2025/26", false)),
        "Elm Bank Primary School: please sign for the Two Rivers Work Group, 2026/27

Hello Amy Ash,

Thank you for all that Elm Bank Primary School put into the phase called Embedding in 2025/26. The next phase is called Sustaining, and it goes on from year to year.

In 2026/27 Elm Bank Primary School is in the Two Rivers Work Group (NCP26-11). We ask its headteacher to read a few short points and to sign for the year. It takes about two minutes, on a phone too. You need no account and no password.

The workshops, for which your maths subject lead needs to be released:

- Workshop 1 (Autumn 2): Tue 24 Nov 2026, 13:00 to 17:15, at Oak Hollow
- Workshop 2 (Spring 1): date to be confirmed, host to be confirmed

Read and sign:
{link}

The link is yours alone: please do not pass it on. It shows you your signed copy afterwards.

The Work Group Lead is Helen Frost, Oak Hollow.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}

#[test]
fn who_signs_again_renews_and_who_is_new_begins() {
    assert_eq!(
        request(&paper(), "", true).paragraphs[0],
        "Another year begins, and your commitment to the Work Group is due to be renewed for 2026/27."
    );
    assert_eq!(
        request(&paper(), "", false).paragraphs[0],
        "Elm Bank Primary School is about to take part in the phase of Teaching for Mastery that is called Sustaining."
    );
}

#[test]
fn a_head_is_reminded_of_the_next_workshop() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    assert_eq!(
        written(&reminder(&paper(), day("2026-11-10"))),
        "A reminder: Elm Bank Primary School and the Two Rivers Work Group

Hello Amy Ash,

We have not had your signature yet for Elm Bank Primary School in the Two Rivers Work Group, 2026/27 (NCP26-11). The next workshop is on Tue 24 Nov 2026.

It takes about two minutes and no password. If you would rather sign on paper, the page prints as a form.

Read and sign:
{link}

If somebody else signs for your school now, please tell us by answering this message.

The Work Group Lead is Helen Frost, Oak Hollow.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
    let afterwards = reminder(&paper(), day("2026-11-25"));
    assert!(afterwards.paragraphs[0].ends_with("2026/27 (NCP26-11)."), "{afterwards:?}");
}

#[test]
fn a_head_gets_a_copy() {
    assert_eq!(
        written(&copy(&signed(&paper()), Copy::Head)),
        "Your copy: Elm Bank Primary School and the Two Rivers Work Group, 2026/27

Hello Amy Ash,

Thank you. This is your copy of what was signed on the screen for Elm Bank Primary School on Wed 4 Nov 2026.

Our commitment (Two Rivers Work Group, NCP26-11, 2026/27)

1. Release the maths subject lead.

2. Share what is learnt.

I, the head of Elm Bank Primary School, agree.

Signed: Judith Abara, Wed 4 Nov 2026. Check word: 0123456789ab.

- Workshop 1 (Autumn 2): Tue 24 Nov 2026, 13:00 to 17:15, at Oak Hollow
- Workshop 2 (Spring 1): date to be confirmed, host to be confirmed

Open and print the signed copy:
{link}

The check word stands on every copy. It changes if anything in the record does.

The Work Group Lead is Helen Frost, Oak Hollow.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}

#[test]
fn a_lead_participant_is_asked_to_agree_unless_they_have() {
    let paper = paper();
    let opening = |of, signed: &Signed<'_>| {
        let letter = copy(signed, of);
        format!("{}\n{}\n{}", letter.subject, letter.paragraphs[0], letter.button)
    };
    assert_eq!(
        opening(Copy::ToAgree, &signed(&paper)),
        "Please agree: Elm Bank Primary School and the Two Rivers Work Group, 2026/27
Judith Abara has signed for Elm Bank Primary School: it was signed on the screen on Wed 4 Nov 2026. As lead participant you are asked to agree to it as well.
Read it and agree"
    );
    let ink = Signed { printed_name: "", method: SigningMethod::Ink, ..signed(&paper) };
    assert_eq!(
        opening(Copy::Agreed, &ink),
        "Your copy: Elm Bank Primary School and the Two Rivers Work Group, 2026/27
the headteacher has signed for Elm Bank Primary School: it was signed on paper on Wed 4 Nov 2026. You have agreed to it already: there is nothing more for you to do.
Open and print the signed copy"
    );
}

#[test]
fn a_head_is_told_that_a_signature_counts_no_more() {
    assert_eq!(
        written(&set_aside(&signed(&paper()), "Another head signed by mistake", false)),
        "Set aside: the signature for Elm Bank Primary School and the Two Rivers Work Group, 2026/27

Hello Amy Ash,

The signature of Judith Abara for Elm Bank Primary School (Two Rivers Work Group, NCP26-11, 2026/27) of Wed 4 Nov 2026 has been set aside and counts no more.

The reason: Another head signed by mistake

We will ask you to sign anew. Until then there is nothing to do.

It stays in the record, with the reason beside it.

The Work Group Lead is Helen Frost, Oak Hollow.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
    let participant = set_aside(&signed(&paper()), "", true);
    assert_eq!(participant.button, "See where it stands");
    assert_eq!(
        participant.paragraphs[2],
        "The headteacher will be asked to sign anew. If you had agreed, that stands as long as nothing on the paper changes."
    );
}

#[test]
fn the_hub_is_told_of_a_signature() {
    assert_eq!(
        written(&told(&signed(&paper()))),
        "Signed: Elm Bank Primary School, Two Rivers Work Group, 2026/27

Hello Amy Ash,

Judith Abara signed for Elm Bank Primary School (Two Rivers Work Group, NCP26-11, 2026/27).

See where the group stands:
{link}

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
    );
}
