//! A page as its reader sees it: words, headings, links, fields with what is wrong in them, and facts. What is asked of it says what there is
//! instead where it does not hold.

use reqwest::Response;
use scraper::{ElementRef, Html, Node, Selector};

use super::html_forms::HtmlForm;

/// A page, parsed.
pub struct Page(Html);

/// A field as it stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageField {
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    /// What is in it; of a list, what is chosen.
    pub value: String,
}

impl Page {
    pub fn of(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    pub async fn of_answer(answer: Response) -> Self {
        Self::of(&answer.text().await.expect("a page"))
    }

    /// All words that are read on it, with single spaces: without its title, scripts, and what is hidden.
    pub fn words(&self) -> String {
        self.one("body").map(|body| words(body)).unwrap_or_default()
    }

    #[track_caller]
    pub fn says(&self, said: &str) {
        let words = self.words();
        assert!(words.contains(said), "“{said}” is not in: {words}");
    }

    #[track_caller]
    pub fn does_not_say(&self, said: &str) {
        let words = self.words();
        assert!(!words.contains(said), "“{said}” is in: {words}");
    }

    pub fn title(&self) -> String {
        self.one("head title").map(|title| title.text().collect()).unwrap_or_default()
    }

    /// The heading of the whole page.
    pub fn heading(&self) -> String {
        self.text("h1")
    }

    /// The words of the first element; empty without one.
    pub fn text(&self, selector: &str) -> String {
        self.one(selector).map(words).unwrap_or_default()
    }

    /// The words of every element.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).map(words).collect()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.all(selector).count()
    }

    /// An attribute of the first element.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.one(selector)?.attr(name).map(str::to_owned)
    }

    /// Where the links lead that are called so.
    pub fn links(&self, name: &str) -> Vec<String> {
        self.all("a[href]").filter(|link| words(*link) == name).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }

    #[track_caller]
    pub fn leads_to(&self, address: &str) {
        let addresses = self.addresses();
        assert!(addresses.iter().any(|one| one == address), "no link to {address} among {addresses:?}");
    }

    #[track_caller]
    pub fn does_not_lead_to(&self, address: &str) {
        assert!(!self.addresses().iter().any(|one| one == address), "a link to {address}");
    }

    /// Where all its links lead.
    pub fn addresses(&self) -> Vec<String> {
        self.all("a[href]").filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }

    /// What its buttons say.
    pub fn buttons(&self) -> Vec<String> {
        self.texts("button")
    }

    #[track_caller]
    pub fn offers(&self, button: &str) {
        assert!(self.buttons().iter().any(|one| one == button), "no button “{button}” among {:?}", self.buttons());
    }

    #[track_caller]
    pub fn does_not_offer(&self, button: &str) {
        assert!(!self.buttons().iter().any(|one| one == button), "a button “{button}”");
    }

    /// What its summary of errors lists: the words, and the field that each leads to (`#name`; empty without one).
    pub fn problems(&self) -> Vec<(String, String)> {
        let field = |line: ElementRef| line.select(&selector("a")).next().and_then(|link| link.attr("href")).unwrap_or_default().to_owned();
        self.all("#problem li").map(|line| (words(line), field(line))).collect()
    }

    /// The field of this name, or of this id where several have the name.
    #[track_caller]
    pub fn field(&self, name: &str) -> PageField {
        let of = |attribute: &str| {
            self.one(&format!("input[{attribute}='{name}'], textarea[{attribute}='{name}'], select[{attribute}='{name}']"))
        };
        let Some(field) = of("name").or_else(|| of("id")) else { panic!("no field {name} in: {}", self.words()) };
        let described: Vec<ElementRef> = field
            .attr("aria-describedby")
            .unwrap_or_default()
            .split(' ')
            .filter(|id| !id.is_empty())
            .filter_map(|id| self.by_id(id))
            .collect();
        let described =
            |class: &str| described.iter().find(|one| one.value().classes().any(|own| own.ends_with(class))).map(|one| words(*one));
        let id = field.attr("id").unwrap_or_default();
        PageField {
            label: self.text(&format!("label[for='{id}']")),
            hint: described("hint"),
            error: described("error").map(|error| error.trim_start_matches("Error: ").to_owned()),
            value: value(field),
        }
    }

    pub fn has_field(&self, name: &str) -> bool {
        self.count(&format!("[name='{name}']")) > 0
    }

    /// The values of the boxes and options of this name that are chosen.
    pub fn chosen(&self, name: &str) -> Vec<String> {
        let boxes = format!("input[name='{name}'][checked], select[name='{name}'] option[selected]");
        self.all(&boxes).map(|one| one.attr("value").unwrap_or_default().to_owned()).collect()
    }

    /// The values that can be chosen under this name.
    pub fn choices(&self, name: &str) -> Vec<String> {
        let boxes = format!("input[name='{name}'], select[name='{name}'] option");
        self.all(&boxes).map(|one| one.attr("value").unwrap_or_default().to_owned()).collect()
    }

    /// What its lists of facts say, by their terms.
    pub fn facts(&self) -> Vec<(String, String)> {
        let said = |term: ElementRef| term.next_siblings().filter_map(ElementRef::wrap).find(|one| one.value().name() == "dd").map(words);
        self.all("dt").filter_map(|term| Some((words(term), said(term)?))).collect()
    }

    /// What is said of this term.
    #[track_caller]
    pub fn fact(&self, term: &str) -> String {
        let facts = self.facts();
        let found = facts.iter().find(|(name, _)| name == term).map(|(_, said)| said.clone());
        found.unwrap_or_else(|| panic!("no “{term}” among {facts:?}"))
    }

    /// The rows of its tables: the words of every cell.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let cells = selector("th, td");
        self.all("tbody tr").map(|row| row.select(&cells).map(words).collect()).collect()
    }

    /// The forms that are sent by `POST`.
    pub fn forms(&self) -> Vec<HtmlForm> {
        self.all("form[method='post' i]").map(HtmlForm::of).collect()
    }

    /// The form that is sent to this address.
    #[track_caller]
    pub fn form(&self, action: &str) -> HtmlForm {
        let forms = self.forms();
        let actions: Vec<String> = forms.iter().map(|form| form.action.clone()).collect();
        forms.into_iter().find(|form| form.action == action).unwrap_or_else(|| panic!("no form to {action} among {actions:?}"))
    }

    /// The lines of every element, where they are kept as somebody wrote them.
    pub fn lines(&self, selector: &str) -> Vec<String> {
        self.all(selector).flat_map(|element| element.text().collect::<String>().lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// It lists these problems and no other: the words, and the field that each leads to.
    #[track_caller]
    pub fn finds_wrong(&self, problems: &[(&str, &str)]) {
        let found = self.problems();
        let found: Vec<(&str, &str)> = found.iter().map(|(words, field)| (words.as_str(), field.as_str())).collect();
        assert_eq!(found, problems);
    }

    fn one(&self, css: &str) -> Option<ElementRef<'_>> {
        self.0.select(&selector(css)).next()
    }

    fn all(&self, css: &str) -> impl Iterator<Item = ElementRef<'_>> {
        // Collected, for the selector goes with this call.
        self.0.select(&selector(css)).collect::<Vec<_>>().into_iter()
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.one(&format!("[id='{id}']"))
    }

    /// Whether it loads the program that takes it over.
    pub fn has_program(&self) -> bool {
        self.count("[href*='/twilight.js'], [src*='/twilight.js'], [data-bindings*='/twilight.js']") > 0
    }

    /// That this is nowhere in it: in no word, no field, and nothing that is not seen.
    #[track_caller]
    pub fn does_not_hold(&self, text: &str) {
        let html = self.0.html();
        assert!(!html.contains(text), "“{text}” is in: {html}");
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// What is in a field; of a list, what is chosen.
pub fn value(field: ElementRef) -> String {
    let own = |element: ElementRef| element.attr("value").unwrap_or_default().to_owned();
    match field.value().name() {
        "textarea" => field.text().collect(),
        "select" => {
            let chosen = field.select(&selector("option[selected]")).next();
            chosen.or_else(|| field.select(&selector("option")).next()).map(own).unwrap_or_default()
        }
        _ => own(field),
    }
}

/// What is read of an element, with single spaces. Where a block ends, a word does too.
fn words(element: ElementRef) -> String {
    let mut text = String::new();
    read(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(element: ElementRef, text: &mut String) {
    let name = element.value().name();
    if matches!(name, "script" | "style" | "template" | "title") || element.attr("hidden").is_some() {
        return;
    }
    let inline = matches!(
        name,
        "a" | "b" | "em" | "strong" | "span" | "i" | "code" | "time" | "small" | "abbr" | "sup" | "sub" | "mark" | "bdi" | "wbr"
    );
    if !inline {
        text.push(' ');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(own) => text.push_str(own),
            Node::Element(_) => read(ElementRef::wrap(child).expect("an element"), text),
            _ => {}
        }
    }
    if !inline {
        text.push(' ');
    }
}
