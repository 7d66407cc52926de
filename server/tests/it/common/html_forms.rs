//! The forms of a page as a browser reads them, filled in by a test.

/// A form that is sent by `POST`.
#[derive(Clone, Debug)]
pub struct HtmlForm {
    pub action: String,
    pub multipart: bool,
    pub fields: Vec<Field>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    /// `text`, `hidden`, `checkbox`, `radio`, `textarea`, `select` …
    pub kind: String,
    /// What is in it; of a list, what is chosen.
    pub value: String,
    /// Whether it is ticked.
    pub checked: bool,
    /// What there is to choose from.
    pub options: Vec<String>,
}

impl HtmlForm {
    /// Whether somebody can put anything into it.
    pub fn is_filled_in(&self) -> bool {
        self.seen().next().is_some()
    }

    /// The fields that a person fills in, and that a page may fill in again: no password, and no file.
    pub fn seen(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !matches!(field.kind.as_str(), "hidden" | "password" | "file"))
    }

    /// Fills in everything in another way than it was.
    pub fn fill(&mut self) {
        let mut radios: Vec<String> = Vec::new();
        for field in self.fields.iter_mut().rev() {
            match field.kind.as_str() {
                "hidden" | "file" => {}
                "checkbox" => field.checked = !field.checked,
                "radio" => {
                    field.checked = !radios.contains(&field.name);
                    radios.push(field.name.clone());
                }
                "select" => field.value = field.options.last().cloned().unwrap_or_default(),
                "textarea" => field.value = format!("Kept for {}\non two lines", field.name),
                "time" => field.value = "14:35".to_owned(),
                "number" => field.value = "7".to_owned(),
                _ => field.value = format!("kept-{}", field.name),
            }
        }
    }

    /// What a browser sends.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        let sent = self.fields.iter().filter(|field| !matches!(field.kind.as_str(), "checkbox" | "radio") || field.checked);
        sent.map(|field| (field.name.as_str(), field.value.as_str())).collect()
    }
}

/// The forms of a page that are sent by `POST`.
pub fn forms(page: &str) -> Vec<HtmlForm> {
    let parts = page.split("<form").skip(1).filter_map(|rest| rest.split_once("</form>")).map(|(form, _)| form);
    parts.map(form).filter(|(post, _)| *post).map(|(_, form)| form).collect()
}

fn form(text: &str) -> (bool, HtmlForm) {
    let (head, inside) = text.split_at(end_of_tag(text));
    let mut fields = Vec::new();
    for (at, _) in inside.match_indices('<') {
        let tag = &inside[at + 1..];
        let end = end_of_tag(tag);
        let (own, after) = (&tag[..end], &tag[end..]);
        let value = |name: &str| attribute(own, name).unwrap_or_default();
        let field = |kind: String, text: String, options: Vec<String>| Field {
            name: value("name"),
            kind,
            value: text,
            checked: attribute(own, "checked").is_some(),
            options,
        };
        let found = if own.starts_with("input") {
            field(attribute(own, "type").unwrap_or_else(|| "text".to_owned()), value("value"), Vec::new())
        } else if own.starts_with("textarea") {
            let text = after.trim_start_matches('>').split("</textarea>").next().unwrap_or_default();
            field("textarea".to_owned(), unescape(text.strip_prefix('\n').unwrap_or(text)), Vec::new())
        } else if own.starts_with("select") {
            let inside = after.split("</select>").next().unwrap_or_default();
            let options: Vec<&str> = inside.split("<option").skip(1).map(|option| &option[..end_of_tag(option)]).collect();
            let of = |option: &str| attribute(option, "value").unwrap_or_default();
            let chosen = options.iter().find(|option| attribute(option, "selected").is_some()).or(options.first());
            field(
                "select".to_owned(),
                chosen.map(|option| of(option)).unwrap_or_default(),
                options.iter().map(|option| of(option)).collect(),
            )
        } else {
            continue;
        };
        if !found.name.is_empty() {
            fields.push(found);
        }
    }
    let post = attribute(head, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    let multipart = attribute(head, "enctype").is_some_and(|kind| kind.starts_with("multipart"));
    (post, HtmlForm { action: attribute(head, "action").unwrap_or_default(), multipart, fields })
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    let end = text.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    end.unwrap_or(text.len())
}

/// The value of an attribute; empty for one without, `None` where there is none.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(&format!(" {name}"))?;
        let after = &rest[at + 1 + name.len()..];
        let outside = rest[..at].matches('"').count().is_multiple_of(2);
        if outside && let Some(value) = after.strip_prefix("=\"") {
            return Some(unescape(value.split('"').next().unwrap_or_default()));
        }
        if outside && (after.is_empty() || after.starts_with([' ', '>', '/'])) {
            return Some(String::new());
        }
        // A quote that was open stays open for what follows.
        rest = if outside { after } else { &rest[at + 1 + rest[at + 1..].find('"')? + 1..] };
    }
}

fn unescape(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (sign, letter)| text.replace(sign, letter))
}
