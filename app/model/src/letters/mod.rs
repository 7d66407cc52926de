//! What a message says, as plain text and as HTML that any mail program shows: no pictures from elsewhere, no tracking. The
//! letters themselves stand in one file for each noun: every one is a function of what it tells, and is written out in its test.

pub mod accounts;
pub mod commitments;
pub mod digest;
pub mod interest;
pub mod invitations;
pub mod polls;
pub mod roles;
pub mod rollover;
pub mod twilights;
pub mod workshops;

/// Stands in both bodies where the secret address belongs; it is put in when the message is sent.
pub const LINK: &str = "{link}";

/// Stands in the HTML where the hub's logo belongs; it is put in when the message is sent. No text can hold it: there `<` is escaped.
const LOGO: &str = "<!--logo-->";

/// Begins a line of a list.
const DASH: &str = "- ";

/// In whose name a letter goes out: what stands above it, and who signs. Names and telephone may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letterhead<'a> {
    /// The hub's name.
    pub hub: &'a str,
    /// Whom to ask for by name.
    pub contact_name: &'a str,
    pub contact_phone: &'a str,
    pub contact_email: &'a str,
}

/// A letter in the hub's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    /// Plain paragraphs between greeting and button. Lines stay lines; for a list see [`Letter::list`].
    pub paragraphs: Vec<String>,
    /// The words on the button that leads to the message's link; empty without one.
    pub button: String,
    /// Plain paragraphs after the button.
    pub after: Vec<String>,
}

impl Letter {
    /// A paragraph that is a list: each item on a line of its own after a dash, and in HTML a real list.
    pub fn list<Item: AsRef<str>>(items: impl IntoIterator<Item = Item>) -> String {
        let line = |item: Item| format!("{DASH}{}", item.as_ref().split_whitespace().collect::<Vec<_>>().join(" "));
        items.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// As plain text, to somebody of this name.
    pub fn text(&self, name: &str, head: &Letterhead<'_>) -> String {
        let button = (!self.button.is_empty()).then(|| format!("{}:\n{LINK}", self.button));
        let paragraphs = self.paragraphs.iter().chain(button.as_ref()).chain(&self.after);
        plain_sheet(name, head, &paragraphs.map(|paragraph| format!("{paragraph}\n\n")).collect::<String>())
    }

    /// As HTML, to somebody of this name.
    pub fn html(&self, name: &str, head: &Letterhead<'_>) -> String {
        let before: String = self.paragraphs.iter().map(|words| paragraph(words)).collect();
        let after: String = self.after.iter().map(|words| paragraph(words)).collect();
        let button = if self.button.is_empty() {
            String::new()
        } else {
            format!(
                "<p style=\"margin:24px 0\"><a href=\"{LINK}\" style=\"display:inline-block;padding:12px 20px;border-radius:10px;\
                 background:#33298a;color:#ffffff;font-weight:bold;text-decoration:none\">{}</a></p>\
                 <p style=\"margin:0 0 16px;font-size:14px;color:#474565\">If the button does nothing, copy this address: {LINK}</p>",
                escape(&self.button)
            )
        };
        sheet(&self.subject, name, head, &format!("{before}{button}{after}"))
    }
}

/// A plain paragraph as HTML: its lines stay lines, and those that begin with a dash become a list.
fn paragraph(words: &str) -> String {
    let lines: Vec<&str> = words.lines().collect();
    let runs = lines.chunk_by(|one, other| one.starts_with(DASH) == other.starts_with(DASH));
    runs.map(|run| {
        if run.iter().all(|line| line.starts_with(DASH)) {
            let items = run.iter().map(|line| format!("<li style=\"margin:0 0 4px\">{}</li>", escape(line.trim_start_matches(DASH))));
            format!("<ul style=\"margin:0 0 16px;padding:0 0 0 24px\">{}</ul>", items.collect::<String>())
        } else {
            format!("<p style=\"margin:0 0 16px\">{}</p>", escape(&run.join("\n")).replace('\n', "<br>"))
        }
    })
    .collect()
}

/// The sheet that every letter is written on: the hub's name, a greeting, what it says, and whom to ask.
fn sheet(title: &str, name: &str, head: &Letterhead<'_>, inside: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body style=\"margin:0;background:#fcfaf6;color:#1c1a3b;font:16px/1.5 sans-serif\">\
         <div style=\"height:6px;background:#17143f;border-bottom:2px solid #f4b767\"></div>\
         <div style=\"max-width:560px;margin:0 auto;padding:24px\">\
         {LOGO}<p style=\"margin:0 0 24px;font-weight:bold\">{hub}</p>\
         <p style=\"margin:0 0 16px\">{greeting}</p>{inside}\
         <p style=\"margin:24px 0 0\">Kind regards,</p>\
         <p style=\"margin:8px 0 0;padding-top:12px;border-top:1px solid #e6dfd4;font-size:14px;color:#474565\">{names}<br>\
         <a href=\"mailto:{contact}\" style=\"color:#3a2f9c\">{contact}</a></p></div></body></html>",
        title = escape(title),
        hub = escape(head.hub),
        greeting = escape(&greeting(name)),
        contact = escape(head.contact_email),
        names = signers(head).into_iter().map(escape).collect::<Vec<_>>().join("<br>"),
    )
}

/// The same as plain text.
fn plain_sheet(name: &str, head: &Letterhead<'_>, inside: &str) -> String {
    format!("{}{inside}{}", opening(name), signature(head))
}

/// What a plain sheet says, without what stands on every one.
fn inside_of_plain_sheet<'a>(sheet: &'a str, name: &str, head: &Letterhead<'_>) -> &'a str {
    let inside = sheet.strip_prefix(opening(name).as_str()).unwrap_or(sheet);
    inside.strip_suffix(signature(head).as_str()).unwrap_or(inside)
}

fn opening(name: &str) -> String {
    format!("{}\n\n", greeting(name))
}

fn signature(head: &Letterhead<'_>) -> String {
    format!("Kind regards,\n\n{}\n{}\n", signers(head).join("\n"), head.contact_email)
}

/// Who signs: a person to ask by name, the hub, and its telephone, as far as they are known.
fn signers<'a>(head: &Letterhead<'a>) -> Vec<&'a str> {
    [head.contact_name, head.hub, head.contact_phone].into_iter().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The HTML of a letter with the hub's logo from `address`, or without one.
pub fn with_logo(html: &str, address: Option<&str>, hub: &str) -> String {
    let picture = address.map(|address| {
        format!(
            "<p style=\"margin:0 0 12px\"><img src=\"{}\" alt=\"The logo of {}\" height=\"56\" style=\"height:56px;width:auto;max-width:100%\"></p>",
            escape(address),
            escape(hub)
        )
    });
    html.replace(LOGO, &picture.unwrap_or_default())
}

/// How a letter begins.
fn greeting(name: &str) -> String {
    if name.trim().is_empty() { "Hello,".to_owned() } else { format!("Hello {},", name.trim()) }
}

/// A plain body with its secret addresses: each in its place.
pub fn fill_text(text: &str, links: &[(String, String)]) -> String {
    links.iter().fold(text.to_owned(), |text, (place, link)| text.replace(place, link))
}

/// An HTML body with its secret addresses: each in its place.
pub fn fill_html(html: &str, links: &[(String, String)]) -> String {
    links.iter().fold(html.to_owned(), |html, (place, link)| html.replace(place, &escape(link)))
}

/// Text inside HTML, in elements and in quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// A letter to Amy Ash as she reads it: the subject, then the whole of the plain body. Its tests write each letter out so.
#[cfg(test)]
fn written(letter: &Letter) -> String {
    let head = Letterhead { hub: "Lantern Vale Maths Hub", contact_email: "hello@lanternvale.example", ..Letterhead::default() };
    format!("{}\n\n{}", letter.subject, letter.text("Amy Ash", &head))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: Letterhead<'_> =
        Letterhead { hub: "Lantern Vale <Maths> Hub", contact_name: "", contact_phone: "", contact_email: "hello@lanternvale.example" };

    #[test]
    fn both_bodies_say_the_same_and_keep_the_secret_out() {
        let letter = Letter {
            subject: "Join".into(),
            paragraphs: vec!["First & foremost.".into()],
            button: "Open".into(),
            after: vec!["Last.".into()],
        };
        let (text, html) = (letter.text("Amy", &HEAD), letter.html("Amy", &HEAD));
        for words in ["Hello Amy,", "Last.", LINK, "hello@lanternvale.example"] {
            assert!(text.contains(words) && html.contains(words), "{words}");
        }
        assert!(text.contains("First & foremost.") && html.contains("First &amp; foremost."));
        assert!(html.contains("Lantern Vale &lt;Maths&gt; Hub") && !html.contains("<Maths>"));
    }

    #[test]
    fn a_letter_is_signed_by_whom_to_ask() {
        let head = Letterhead { contact_name: "Nell Ashby", contact_phone: "01632 960001", ..HEAD };
        let (text, html) = (Letter::default().text("Amy", &head), Letter::default().html("Amy", &head));
        let end = "Kind regards,\n\nNell Ashby\nLantern Vale <Maths> Hub\n01632 960001\nhello@lanternvale.example\n";
        assert!(text.ends_with(end), "{text}");
        assert!(html.contains("Nell Ashby<br>Lantern Vale &lt;Maths&gt; Hub<br>01632 960001<br>"), "{html}");
    }

    #[test]
    fn a_logo_stands_at_the_head_or_nothing_does() {
        let html = Letter::default().html("<!--logo-->", &HEAD);
        assert_eq!(html.matches(LOGO).count(), 1, "a name is no place for a picture");
        assert!(with_logo(&html, Some("cid:logo"), "A & B").contains("src=\"cid:logo\" alt=\"The logo of A &amp; B\""));
        assert!(!with_logo(&html, None, "A").contains("<img"));
    }

    #[test]
    fn lines_stay_lines_and_a_list_is_a_list_in_both_bodies() {
        let dates = Letter::list(["Tue 3 Nov 2026,\n13:30", "Wed 4 <Nov>"]);
        let letter = Letter { paragraphs: vec!["One\ntwo".into(), format!("The dates:\n{dates}")], ..Letter::default() };
        let (text, html) = (letter.text("Amy", &HEAD), letter.html("Amy", &HEAD));
        assert!(text.contains("One\ntwo\n\nThe dates:\n- Tue 3 Nov 2026, 13:30\n- Wed 4 <Nov>\n"), "{text}");
        assert!(html.contains(">One<br>two</p>") && html.contains(">The dates:</p><ul"), "{html}");
        assert!(html.contains(">Tue 3 Nov 2026, 13:30</li>") && html.contains(">Wed 4 &lt;Nov&gt;</li></ul>"), "{html}");
    }
}
