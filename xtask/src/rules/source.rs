//! A source file as the rules see it: Rust without its comments and the insides of its strings.

use std::{fs, ops::Range, path::Path};

use super::Breach;
use crate::{Result, quoted::quoted};

/// Where our own source stands; everything else in a checkout is built or downloaded.
const FOLDERS: [&str; 6] = ["app", "end2end", "frontend", "server", "style", "xtask"];

pub struct Source {
    /// Relative to the checkout, with `/`.
    pub path: String,
    pub code: String,
    pub lines: usize,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with(".rs") { without_comments_and_strings(text) } else { text.to_owned() };
        Self { path: path.to_owned(), code, lines: text.lines().count() }
    }

    /// A table of facts is as long as the facts are.
    pub fn is_data(&self) -> bool {
        self.path.ends_with("/table.rs")
    }

    pub fn breach(&self, line: usize, rule: impl Into<String>) -> Breach {
        Breach { path: self.path.clone(), line, rule: rule.into() }
    }

    pub fn line_at(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }

    /// Every identifier with its offset.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut offset = 0;
        self.code.split(|next: char| !(next.is_alphanumeric() || next == '_')).filter_map(move |word| {
            let start = self.code[offset..].find(word).map(|skipped| offset + skipped)?;
            offset = start + word.len();
            (!word.is_empty()).then_some((start, word))
        })
    }

    /// Whether the identifier begins a path (`store::…`, `use store as s`), so that it can only be a crate or a module.
    pub fn is_path_root(&self, offset: usize, word: &str) -> bool {
        let before = self.code[..offset].trim_end();
        let after = self.code[offset + word.len()..].trim_start();
        let imported = before.ends_with("use") || before.ends_with("extern crate");
        !before.ends_with("::") && !before.ends_with('.') && (after.starts_with("::") || imported)
    }

    /// The bodies of the functions marked `#[server]`.
    pub fn server_function_bodies(&self) -> Vec<Range<usize>> {
        let starts = self.code.match_indices("#[server").map(|(offset, _)| offset);
        let marked = starts.filter(|&offset| self.code[offset + "#[server".len()..].starts_with([']', '(']));
        marked.filter_map(|offset| body_after(&self.code, offset)).collect()
    }
}

pub fn read_all(workspace: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders: Vec<_> = FOLDERS.iter().map(|folder| workspace.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() || folder.ends_with("node_modules") || folder.ends_with("target") {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(workspace)?.display().to_string().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if [".rs", ".css", ".ts", "Cargo.toml"].iter().any(|end| name.ends_with(end)) {
                sources.push(Source::new(&name, &fs::read_to_string(&path)?));
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn body_after(code: &str, offset: usize) -> Option<Range<usize>> {
    let function = offset + code[offset..].find(" fn ")?;
    let start = function + code[function..].find('{')?;
    let mut depth = 0;
    for (at, next) in code[start..].char_indices() {
        match next {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(start..start + at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Blanks them, character by character, so that lines stay where they were.
fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let blank = length_to_blank(rest, code.ends_with(|last: char| last.is_alphanumeric() || last == '_'));
        if blank > 0 {
            code.extend(rest[..blank].chars().map(|hidden| if hidden == '\n' { '\n' } else { ' ' }));
            rest = &rest[blank..];
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    code
}

/// How much of the text, from its start, is one comment, string or character; 0 when it is code.
fn length_to_blank(text: &str, inside_word: bool) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |end| end + 2);
    }
    if let Some(hashes) = text.strip_prefix('r').filter(|_| !inside_word).map(|rest| rest.len() - rest.trim_start_matches('#').len())
        && text[1 + hashes..].starts_with('"')
    {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = hashes + 2;
        return text[start..].find(&end).map_or(text.len(), |at| start + at + end.len());
    }
    if text.starts_with('"') {
        return quoted(text, '"');
    }
    // A lifetime has no closing quote right after its first character.
    let mut following = text.strip_prefix('\'').unwrap_or_default().chars();
    match (following.next(), following.next()) {
        (Some('\\'), _) => quoted(text, '\''),
        (Some(character), Some('\'')) => 2 + character.len_utf8(),
        _ => 0,
    }
}
