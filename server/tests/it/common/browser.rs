//! A browser as a test needs one.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use app::error::Problem;
use reqwest::Response;
use reqwest::header::SET_COOKIE;

use super::page::Page;
use super::{TestApp, header};

/// A browser without JavaScript: it keeps cookies and follows where it is led.
pub struct Browser<'a> {
    /// Where it goes.
    pub app: &'a TestApp,
    cookies: BTreeMap<String, String>,
}

/// Where a browser has come to.
pub struct Place {
    /// Its address, after all that led on to it.
    pub address: String,
    /// The answer's status.
    pub status: u16,
    /// The page's HTML.
    pub text: String,
    page: OnceCell<Page>,
}

impl Place {
    fn new(address: String, status: u16, text: String) -> Self {
        Self { address, status, text, page: OnceCell::new() }
    }

    /// The page as its reader sees it.
    pub fn page(&self) -> &Page {
        self.page.get_or_init(|| Page::of(&self.text))
    }

    /// Whether the form there was refused for this reason.
    pub fn refuses(&self, problem: Problem) -> bool {
        let words = problem.to_string();
        self.status == 422 && self.page().problems().iter().any(|(said, _)| *said == words)
    }
}

impl<'a> Browser<'a> {
    /// Without any cookie.
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: BTreeMap::new() }
    }

    /// Of somebody of the demonstration.
    pub async fn signed_in(app: &'a TestApp, email: &str) -> Self {
        let cookie = app.sign_in(email).await;
        let (name, value) = cookie.split_once('=').expect("a cookie");
        Self { app, cookies: [(name.to_owned(), value.to_owned())].into() }
    }

    /// With these cookies, written as in a header.
    pub fn with_cookies(app: &'a TestApp, line: &str) -> Self {
        let pairs = line.split("; ").filter_map(|pair| pair.split_once('='));
        Self { app, cookies: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
    }

    /// Its cookies as a header.
    pub fn line(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, answer: &Response) {
        for line in answer.headers().get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Opens a page, and follows where it is led.
    pub async fn open(&mut self, path: &str) -> Place {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let answer = self.app.get_as(&self.line(), &path).await;
            self.keep(&answer);
            if answer.status().is_redirection() {
                path = header(&answer, "location").to_owned();
                continue;
            }
            let status = answer.status().as_u16();
            return Place::new(path, status, answer.text().await.expect("a page"));
        }
        panic!("led around in circles: {path}")
    }

    /// Sends a form, and follows where it is led.
    pub async fn send(&mut self, path: &str, form: &[(&str, &str)]) -> Place {
        let answer = self.app.post_as(&self.line(), path, form).await;
        self.keep(&answer);
        if answer.status().is_redirection() {
            let next = header(&answer, "location").to_owned();
            return self.open(&next).await;
        }
        let status = answer.status().as_u16();
        Place::new(path.to_owned(), status, answer.text().await.expect("an answer"))
    }
}
