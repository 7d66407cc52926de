//! The paper: what is read on the screen is what is printed, on one side of A4.

use leptos::prelude::*;
use model::commitments::{PAD_HEIGHT, PAD_WIDTH, Paper, PaperWorkshop, SignatureLine, is_drawing};
use store::commitments::SchoolCommitment;
use store::hub::HubFace;

use super::notes;

/// A commitment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it says.
    pub paper: Paper,
    /// The head's signature.
    pub head: Option<SignatureLine>,
    /// The lead participant's agreement.
    pub lead: Option<SignatureLine>,
    /// Whether the hub has a logo.
    pub has_logo: bool,
    /// Where to write to the hub.
    pub contact: String,
    /// Where a scan of the paper is, for those who may see it.
    pub scan: Option<String>,
    /// Whether whoever looks is told of dates that can't be right.
    pub conflicts: bool,
}

impl Sheet {
    /// A school's, as everybody who may read it is shown it.
    pub fn of(commitment: &SchoolCommitment, face: &HubFace) -> Self {
        let [head, lead] = commitment.lines();
        let (paper, contact) = (commitment.paper.clone(), face.contact_email.clone());
        Self { paper, head, lead, has_logo: face.has_logo, contact, scan: None, conflicts: false }
    }
}

/// Hub, code and year on top of a paper.
#[component]
pub fn SheetHead(
    /// What it says.
    paper: Paper,
    /// Whether the hub has a logo.
    has_logo: bool,
) -> impl IntoView {
    view! {
        <div class="paper__head">
            <div>
                <p class="sheet__hub">{paper.hub.clone()}</p>
                <p class="paper__stamp">{format!("{} Work Group, {}, academic year {}", paper.group, paper.ncp_code, paper.academic_year)}</p>
            </div>
            {has_logo.then(|| view! { <img class="paper__logo" src="/hub/logo" alt=paper.hub.clone()/> })}
        </div>
    }
    .into_any()
}

/// The school, and what comes before the clauses.
#[component]
pub fn SheetOpening(
    /// What it says.
    paper: Paper,
) -> impl IntoView {
    let urn = if paper.urn.is_empty() { String::new() } else { format!(", URN {}", paper.urn) };
    view! {
        <p class="sheet__school"><strong>{paper.school}</strong>{format!(", {}{urn}", paper.town)}</p>
        {paper.wording.introduction.into_iter().map(|words| view! { <p class="sheet__words">{words}</p> }).collect_view()}
    }
    .into_any()
}

/// The six dates, and who leads and attends.
#[component]
pub fn SheetDates(
    /// What it says.
    paper: Paper,
    /// Whether dates that can't be right are said to be.
    #[prop(optional)]
    conflicts: bool,
) -> impl IntoView {
    let notes = if conflicts { notes::conflicts(&paper) } else { vec![String::new(); paper.workshops.len()] };
    let open = paper.workshops.iter().filter(|workshop| notes::is_open(workshop)).count();
    let count = paper.workshops.len();
    let rows = paper.workshops.into_iter().zip(notes).map(|(workshop, note)| view! { <DateRow workshop note/> }.into_any()).collect_view();
    let lead = if paper.lead.is_empty() { "to be confirmed".to_owned() } else { paper.lead };
    let participant = if paper.lead_participant.is_empty() { "to be named by the school".to_owned() } else { paper.lead_participant };
    let words = match count {
        0 => "The dates are not known yet. We will write to you when they are.".to_owned(),
        1 => "The year’s one workshop".to_owned(),
        count => format!("The year’s {} workshops", number_word(count)),
    };
    view! {
        {if count == 0 {
            view! { <p class="sheet__words">{words}</p> }.into_any()
        } else {
            view! {
                <div class="sheet__dates">
                    <table class="table table--cards sheet__table">
                        <caption class="sheet__caption">{words}</caption>
                        <thead><tr><th scope="col">"Workshop"</th><th scope="col">"Date and time"</th><th scope="col">"Twilight"</th><th scope="col">"Where"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }}
        {(open > 0).then(|| view! { <p class="sheet__open">{if open == 1 { "We will write to you when the open date is known." } else { "We will write to you when the open dates are known." }}</p> })}
        <p class="sheet__people">
            <span>"Lead participant of the school: "<strong>{participant}</strong>". "</span>
            <span>"Work Group Lead: "<strong>{lead}</strong>"."</span>
        </p>
    }
    .into_any()
}

#[component]
fn DateRow(workshop: PaperWorkshop, note: String) -> impl IntoView {
    let date = if workshop.date.is_empty() { "Date to be confirmed".to_owned() } else { workshop.date };
    let twilight = if workshop.twilight.is_empty() { "to be confirmed".to_owned() } else { workshop.twilight };
    let host = if workshop.host.is_empty() { "Host to be confirmed".to_owned() } else { workshop.host };
    view! {
        <tr>
            <th scope="row" class="sheet__date">{format!("{} ", workshop.number)}<span class="sheet__term">{workshop.half_term.words()}</span></th>
            <td data-label="Date and time">
                <time class="sheet__date" datetime=workshop.day>{date}</time>
                {(!workshop.time.is_empty()).then(|| view! { " "<span class="sheet__time">{workshop.time}</span> })}
                {(!note.is_empty()).then(|| view! { <span class="table__second no-print">{note}</span> })}
            </td>
            <td data-label="Twilight" class="sheet__date">{twilight}</td>
            <td data-label="Where">{host}{(workshop.mode != "In person").then(|| view! { <span class="table__second sheet__mode">{workshop.mode}</span> })}</td>
        </tr>
    }
    .into_any()
}

/// A whole paper: signed, or with lines for ink.
#[component]
pub fn WholeSheet(
    /// What is shown.
    sheet: Sheet,
    /// Whether its title is the page's.
    #[prop(default = true)]
    main: bool,
) -> impl IntoView {
    let paper = sheet.paper;
    let title = paper.wording.title.clone();
    let title = if main {
        view! { <h1 class="sheet__title">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="sheet__title">{title}</h2> }.into_any()
    };
    let clauses = paper.wording.clauses.iter().map(|clause| view! { <li>{clause.clone()}</li> }).collect_view();
    let (closing, version, hub) = (paper.wording.closing.clone(), paper.version, paper.hub.clone());
    let school = paper.school.clone();
    let check = sheet.head.as_ref().map(|head| head.check.clone());
    let (head_label, lead_label) =
        (format!("The headteacher’s signature, {}", paper.school), format!("The lead participant’s agreement, {}", paper.school));
    view! {
        <article class="paper sheet">
            <SheetHead paper=paper.clone() has_logo=sheet.has_logo/>
            {title}
            <SheetOpening paper=paper.clone()/>
            <ol class="sheet__clauses">{clauses}</ol>
            <SheetDates paper conflicts=sheet.conflicts/>
            <section class="sheet__signing" aria-label=head_label>
                <p class="sheet__words">{closing}</p>
                <SignatureBlock line=sheet.head scan=sheet.scan school=school.clone()/>
            </section>
            <section class="sheet__signing" aria-label=lead_label>
                <p class="sheet__words">{format!("As lead participant of {school} I agree: I come to every workshop, and lead the work in school.")}</p>
                <SignatureBlock line=sheet.lead scan=None school=school.clone()/>
            </section>
            <p class="sheet__foot">
                {format!("Wording, version {version}. Questions: {hub}, {}.", sheet.contact)}
                {check.map(|check| format!(" Check word {check}, the same on every copy."))}
            </p>
        </article>
    }
    .into_any()
}

#[component]
fn SignatureBlock(line: Option<SignatureLine>, scan: Option<String>, school: String) -> impl IntoView {
    let Some(line) = line else {
        return view! {
            <dl class="sheet__lines">
                <div class="sheet__line"><dt>{format!("Signed for {school}")}</dt><dd></dd></div>
                <div class="sheet__line"><dt>"Print name"</dt><dd></dd></div>
                <div class="sheet__line sheet__line--short"><dt>"Date"</dt><dd></dd></div>
            </dl>
        }
        .into_any();
    };
    let how = line.how();
    // Only what is a drawing was ever sealed; what is none is not put into a page either.
    let drawn = is_drawing(&line.drawing).then(|| {
        view! {
            <svg class="sheet__drawing" viewBox=format!("0 0 {PAD_WIDTH} {PAD_HEIGHT}") role="img" aria-label=format!("Drawn signature of {}", line.printed_name)>
                <path d=line.drawing.clone() fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>
            </svg>
        }
    });
    let note = (!line.note.is_empty()).then(|| format!(" {}.", line.note));
    let typed = if line.typed_name.is_empty() { "on paper".to_owned() } else { line.typed_name };
    view! {
        <dl class="sheet__lines">
            <div class="sheet__line"><dt>{format!("Signed for {school}")}</dt><dd class="sheet__hand">{drawn}<span>{typed}</span></dd></div>
            <div class="sheet__line"><dt>"Print name"</dt><dd>{line.printed_name}</dd></div>
            <div class="sheet__line sheet__line--short"><dt>"Date"</dt><dd>{line.day}</dd></div>
        </dl>
        <p class="sheet__how">{how}"."{note}{scan.map(|address| view! { " "<a href=address>"Look at the scan"</a> })}</p>
    }
    .into_any()
}

fn number_word(count: usize) -> String {
    const WORDS: [&str; 8] = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
    count.checked_sub(2).and_then(|place| WORDS.get(place)).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
