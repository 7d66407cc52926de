//! Icons: drawn for us on a grid of 24, always beside a word or with an accessible name.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Done or saved.
    Check,
    /// To the page before, or to the left.
    Back,
    /// On to a page, or to the right.
    Forward,
    /// Opens what is below.
    Down,
    /// Adds something.
    Plus,
    /// Takes one away.
    Minus,
    /// Shuts or removes.
    Close,
    /// Can be dragged.
    Grip,
    /// More actions.
    More,
    /// A time or a length of time.
    Clock,
    /// A question.
    Question,
    /// Something is wrong.
    Warning,
    /// Writing.
    Pencil,
    /// A date.
    Calendar,
    /// People.
    People,
    /// Parts in a row.
    Steps,
    /// The one point.
    Target,
    /// Before and after.
    Around,
    /// Light or dark.
    Moon,
    /// On paper.
    Print,
    /// Not yet.
    Ring,
    /// On the way.
    Half,
    /// Done, as a filled disc.
    Done,
    /// Happening now.
    Sunrise,
    /// Out of the lists.
    Archive,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Onwards.
    ArrowRight,
    /// Up in a list.
    ArrowUp,
    /// Down in a list.
    ArrowDown,
    /// Kept safe, or closed to others.
    Lock,
    /// Again.
    Refresh,
    /// A thought to start from.
    Bulb,
    /// Email.
    Mail,
    /// Search.
    Search,
    /// Delete.
    Trash,
    /// Copy.
    Copy,
    /// Leave.
    SignOut,
    /// Something said.
    Speech,
    /// Tea.
    Cup,
    /// A number line.
    PlaceValue,
    /// Counters.
    Facts,
    /// Plus and minus.
    AddSubtract,
    /// Times and divided by.
    MultiplyDivide,
    /// Plus and times.
    AllOperations,
    /// A bar with a shaded part.
    Fraction,
    /// A triangle.
    Shape,
}

impl IconName {
    /// What is drawn inside the `svg`.
    fn drawing(self) -> &'static str {
        match self {
            Self::Check => r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#,
            Self::Back => r#"<path d="M14.5 6l-6 6 6 6"/>"#,
            Self::Forward => r#"<path d="M9.5 6l6 6-6 6"/>"#,
            Self::Down => r#"<path d="M6 9.5l6 6 6-6"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Minus => r#"<path d="M5 12h14"/>"#,
            Self::Close => r#"<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>"#,
            Self::Grip => {
                r#"<circle class="icon__solid" cx="9" cy="6" r="1.4"/><circle class="icon__solid" cx="9" cy="12" r="1.4"/><circle class="icon__solid" cx="9" cy="18" r="1.4"/><circle class="icon__solid" cx="15" cy="6" r="1.4"/><circle class="icon__solid" cx="15" cy="12" r="1.4"/><circle class="icon__solid" cx="15" cy="18" r="1.4"/>"#
            }
            Self::More => {
                r#"<circle class="icon__solid" cx="6" cy="12" r="1.5"/><circle class="icon__solid" cx="12" cy="12" r="1.5"/><circle class="icon__solid" cx="18" cy="12" r="1.5"/>"#
            }
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#,
            Self::Question => {
                r#"<circle cx="12" cy="12" r="8.75"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.5 2.5c-.8.4-1.1.9-1.1 1.7"/><circle class="icon__solid" cx="12" cy="16.6" r="1.05"/>"#
            }
            Self::Warning => r#"<path d="M12 4.5L3.5 19h17z"/><path d="M12 10v4"/><circle class="icon__solid" cx="12" cy="16.5" r=".95"/>"#,
            Self::Pencil => r#"<path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5z"/><path d="M13.5 7.5l3 3"/>"#,
            Self::Calendar => r#"<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>"#,
            Self::People => {
                r#"<circle cx="9.5" cy="8.5" r="3.25"/><path d="M3.5 19c.3-3.5 2.7-5.25 6-5.25s5.7 1.75 6 5.25"/><path d="M15.5 5.6a3.25 3.25 0 0 1 0 5.8M17.5 14.3c1.8.8 2.8 2.4 3 4.7"/>"#
            }
            Self::Steps => r#"<rect x="3.5" y="7.5" width="17" height="9" rx="2"/><path d="M9.2 7.5v9M14.8 7.5v9"/>"#,
            Self::Target => r#"<circle cx="12" cy="12" r="8.25"/><circle cx="12" cy="12" r="3.5"/>"#,
            Self::Around => r#"<path d="M3.5 12h17M7.5 8l-4 4 4 4M16.5 8l4 4-4 4"/>"#,
            Self::Moon => r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#,
            Self::Print => {
                r#"<path d="M7.5 9V4.5h9V9"/><rect x="4" y="9" width="16" height="7.5" rx="1.75"/><path d="M7.5 13.5h9v6h-9z"/>"#
            }
            Self::Ring => r#"<circle cx="12" cy="12" r="7.75"/>"#,
            Self::Half => r#"<circle cx="12" cy="12" r="7.75"/><path class="icon__solid" d="M12 4.25a7.75 7.75 0 0 1 0 15.5z"/>"#,
            Self::Done => r#"<circle class="icon__solid" cx="12" cy="12" r="8.75"/><path class="icon__cut" d="M8.2 12.3l2.6 2.6 5-5.2"/>"#,
            Self::Sunrise => {
                r#"<path class="icon__solid" d="M6.5 17a5.5 5.5 0 0 1 11 0z"/><path d="M3 17h18M12 5.5v2.5M5.3 9.3l1.7 1.5M18.7 9.3L17 10.8"/>"#
            }
            Self::Speech => r#"<path d="M4.5 5.5h15v10h-8l-4 3.5v-3.5h-3z"/>"#,
            Self::Cup => {
                r#"<path d="M5 9.5h11v5a4.5 4.5 0 0 1-4.5 4.5h-2A4.5 4.5 0 0 1 5 14.5z"/><path d="M16 11h1.5a2 2 0 0 1 0 4.5H16M8.5 4v2.5M12.5 4v2.5"/>"#
            }
            Self::Archive => {
                r#"<rect x="3.5" y="4.5" width="17" height="4.5" rx="1.25"/><path d="M5 9v9a1.75 1.75 0 0 0 1.75 1.75h10.5A1.75 1.75 0 0 0 19 18V9M9.75 13h4.5"/>"#
            }
            Self::Undo => r#"<path d="M8.5 5L4.5 9l4 4"/><path d="M4.5 9h9.75a4.75 4.75 0 0 1 0 9.5H11"/>"#,
            Self::Redo => r#"<path d="M15.5 5l4 4-4 4"/><path d="M19.5 9H9.75a4.75 4.75 0 0 0 0 9.5H13"/>"#,
            Self::ArrowRight => r#"<path d="M4.5 12h15M13.5 6l6 6-6 6"/>"#,
            Self::ArrowUp => r#"<path d="M12 19.5v-15M6 10.5l6-6 6 6"/>"#,
            Self::ArrowDown => r#"<path d="M12 4.5v15M6 13.5l6 6 6-6"/>"#,
            Self::Lock => r#"<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8.25 10.5V8a3.75 3.75 0 0 1 7.5 0v2.5"/>"#,
            Self::Refresh => {
                r#"<path d="M19 10a7.5 7.5 0 0 0-13.5-2L4 9.8M4 5v4.8h4.8"/><path d="M5 14a7.5 7.5 0 0 0 13.5 2l1.5-1.8M20 19v-4.8h-4.8"/>"#
            }
            Self::Bulb => r#"<path d="M9.5 17c0-2.2-3-3.6-3-7.25a5.5 5.5 0 0 1 11 0c0 3.65-3 5.05-3 7.25z"/><path d="M10 20.25h4"/>"#,
            Self::Mail => r#"<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M4 7.5l8 5.5 8-5.5"/>"#,
            Self::Search => r#"<circle cx="10.75" cy="10.75" r="6.25"/><path d="M15.5 15.5l4.5 4.5"/>"#,
            Self::Trash => r#"<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.9 12.5h9.2L17.5 7M10.25 11v5M13.75 11v5"/>"#,
            Self::Copy => {
                r#"<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5"/>"#
            }
            Self::SignOut => r#"<path d="M10 4.5H6a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 6 19.5h4M10.5 12h9.5M16 8l4 4-4 4"/>"#,
            Self::PlaceValue => r#"<path d="M3 13h18M6 10.5v5M18 10.5v5M10 11.5v3M14 11.5v3"/>"#,
            Self::Facts => {
                r#"<circle class="icon__solid" cx="6.5" cy="9" r="1.7"/><circle class="icon__solid" cx="12" cy="9" r="1.7"/><circle class="icon__solid" cx="17.5" cy="9" r="1.7"/><circle class="icon__solid" cx="6.5" cy="15" r="1.7"/><circle class="icon__solid" cx="12" cy="15" r="1.7"/>"#
            }
            Self::AddSubtract => r#"<path d="M8 5.5v6M5 8.5h6M13.5 16h6"/>"#,
            Self::MultiplyDivide => {
                r#"<path d="M5.5 6l5 5M10.5 6l-5 5M13 16h7"/><circle class="icon__solid" cx="16.5" cy="13" r="1.1"/><circle class="icon__solid" cx="16.5" cy="19" r="1.1"/>"#
            }
            Self::AllOperations => r#"<path d="M8 5.5v6M5 8.5h6M14 13.5l5 5M19 13.5l-5 5"/>"#,
            Self::Fraction => {
                r#"<rect x="3.5" y="8" width="17" height="8.5" rx="1.5"/><path class="icon__solid" d="M5 8h5v8.5H5a1.5 1.5 0 0 1-1.5-1.5V9.5A1.5 1.5 0 0 1 5 8z"/><path d="M10 8v8.5M15.25 8v8.5"/>"#
            }
            Self::Shape => r#"<path d="M12 5.5L4 18.5h16z"/>"#,
        }
    }
}

/// An icon. Without `label` it is decoration beside a word and hidden from screen readers.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// More classes than `icon`: `icon--small`, `icon--alone`, `icon--ok` …
    #[prop(optional)]
    class: &'static str,
    /// The accessible name, where no word stands beside it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    let role = label.is_some().then_some("img");
    let hidden = label.is_none().then_some("true");
    view! {
        <svg class=class viewBox="0 0 24 24" role=role aria-label=label aria-hidden=hidden inner_html=name.drawing()></svg>
    }
}
