//! What a folder says of its pages and forms, once: the address, who may come, the place in the navigation, what answers.

use std::borrow::Cow;

use leptos::prelude::AnyView;
use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};
use model::permission::Action;

use super::form::{Form, Taking};

/// Who may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Strangers too.
    Everybody,
    /// Whoever has signed in, for what is their own.
    SignedIn,
    /// Whoever may do this in the hub they work for.
    Hub(Action),
    /// Whoever may do this to the group that is named.
    Group(Action),
    /// Whoever may do this to the school that is named.
    School(Action),
    /// Whoever may do this to the board that is named.
    Board(Action),
    /// It depends on more than one thing, which what answers looks at.
    Asked,
}

impl Who {
    /// What one must be allowed to do, where that alone decides.
    pub fn action(self) -> Option<Action> {
        match self {
            Self::Hub(action) | Self::Group(action) | Self::School(action) | Self::Board(action) => Some(action),
            Self::Everybody | Self::SignedIn | Self::Asked => None,
        }
    }
}

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the pages of a group, under these words.
    Group(&'static str),
    /// Among the pages of the hub.
    Hub(&'static str),
}

/// A page, or what takes a form.
#[derive(Clone, Copy)]
pub struct Route {
    /// Its address, with `:group` and the like for what is named.
    pub path: &'static str,
    /// Who may come.
    pub who: Who,
    /// Its place in the navigation, if it has one.
    pub place: Option<Place>,
    /// What answers.
    pub answer: Answer,
}

/// What answers at an address.
#[derive(Clone, Copy)]
pub enum Answer {
    /// A page, when it is asked for.
    Page(fn() -> AnyView),
    /// What takes a form that is sent there, as it was sent.
    Form(fn(&str) -> Taking),
}

/// A page.
pub const fn page(path: &'static str, who: Who, view: fn() -> AnyView) -> Route {
    Route { path, who, place: None, answer: Answer::Page(view) }
}

/// What takes the form `F`.
pub const fn form<F: Form>(who: Who, take: fn(&str) -> Taking) -> Route {
    Route { path: F::ACTION, who, place: None, answer: Answer::Form(take) }
}

impl Route {
    /// The same with a place in the navigation.
    #[must_use]
    pub const fn in_navigation(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }
}

/// An address of a table as the router matches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern(pub &'static str);

impl Pattern {
    fn segments(self) -> impl Iterator<Item = PathSegment> {
        self.0.split('/').filter(|segment| !segment.is_empty()).map(|segment| match segment.strip_prefix(':') {
            Some(name) => PathSegment::Param(Cow::Borrowed(name)),
            None => PathSegment::Static(Cow::Borrowed(segment)),
        })
    }

    /// A page for one word goes before the page for any: smaller where it is asked first.
    pub fn rank(self) -> Vec<(bool, &'static str)> {
        self.0.split('/').map(|segment| (segment.starts_with(':'), segment)).collect()
    }
}

impl PossibleRouteMatch for Pattern {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut rest, mut params) = (path, Vec::new());
        for segment in self.segments() {
            let asked = rest.strip_prefix('/')?;
            let (asked, _) = asked.split_once('/').unwrap_or((asked, ""));
            match segment {
                PathSegment::Param(name) if !asked.is_empty() => params.push((name, asked.to_owned())),
                PathSegment::Static(word) if word == asked => {}
                _ => return None,
            }
            rest = &rest[1 + asked.len()..];
        }
        Some(PartialPathMatch::new(rest, params, &path[..path.len() - rest.len()]))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.segments());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_its_own_addresses_and_names_what_is_in_them() {
        let people = Pattern("/groups/:group/people");
        let found = people.test("/groups/7/people").expect("a match");
        assert!(found.is_complete());
        assert_eq!(found.params(), [(Cow::Borrowed("group"), "7".to_owned())]);
        assert!(people.test("/groups/7/people/").is_some_and(|found| found.is_complete()));
        assert!(people.test("/groups/7/people/8").is_some_and(|found| !found.is_complete()));
        assert!(people.test("/groups//people").is_none() && people.test("/groups/7").is_none());
        assert!(Pattern("/").test("/").is_some_and(|found| found.is_complete()));
    }

    #[test]
    fn one_word_goes_before_any() {
        assert!(Pattern("/hub/people/invite").rank() < Pattern("/hub/people/:person").rank());
        assert!(Pattern("/hub/people").rank() < Pattern("/hub/people/:person").rank());
    }
}
