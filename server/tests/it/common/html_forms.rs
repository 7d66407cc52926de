//! The forms of a page as a browser reads them, filled in by a test.

use scraper::{ElementRef, Selector};

use super::page;

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

    /// Types something into the field of this name.
    pub fn set(&mut self, name: &str, value: &str) {
        let fields = self.fields.iter_mut().filter(|field| field.name == name);
        fields.for_each(|field| value.clone_into(&mut field.value));
    }

    /// What a browser sends.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        let sent = self.fields.iter().filter(|field| !matches!(field.kind.as_str(), "checkbox" | "radio") || field.checked);
        sent.map(|field| (field.name.as_str(), field.value.as_str())).collect()
    }
}

impl HtmlForm {
    /// What is in it.
    pub(super) fn of(form: ElementRef) -> Self {
        let own = |name: &str| form.attr(name).unwrap_or_default().to_owned();
        let names = Selector::parse("input[name], textarea[name], select[name]").expect("a selector");
        Self {
            action: own("action"),
            multipart: own("enctype").starts_with("multipart"),
            fields: form.select(&names).map(Field::of).collect(),
        }
    }
}

impl Field {
    fn of(element: ElementRef) -> Self {
        let kind = match element.value().name() {
            "input" => element.attr("type").unwrap_or("text"),
            name => name,
        };
        let options = Selector::parse("option").expect("a selector");
        Self {
            name: element.attr("name").unwrap_or_default().to_owned(),
            kind: kind.to_owned(),
            value: page::value(element),
            checked: element.attr("checked").is_some(),
            options: element.select(&options).map(|option| option.attr("value").unwrap_or_default().to_owned()).collect(),
        }
    }
}
