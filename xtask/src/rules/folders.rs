//! How files are laid in folders: no circle between the rooms of a crate, and no prefix that three files of a folder share.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{first_line_of_tests, modules_of_the_crate};
use super::{Breach, source::Source};

/// The crates whose rooms use each other in one direction only.
const CRATES: [&str; 6] = ["app/model/src/", "app/src/", "server/pages/src/", "server/src/", "server/store/src/", "xtask/src/"];
/// Where else a shared prefix is a missing folder.
const TESTS: [&str; 2] = ["server/tests/it/", "server/store/tests/it/"];
const SHARED_BY: usize = 3;

pub fn check(sources: &[Source]) -> Vec<Breach> {
    CRATES.iter().flat_map(|root| circles(sources, root)).chain(prefixes(sources)).collect()
}

/// The first part of a path below the crate's root: a folder, or a file of its own.
fn room<'a>(path: &'a str, root: &str) -> Option<&'a str> {
    let room = path.strip_prefix(root)?.split(['/', '.']).next()?;
    (room != "lib").then_some(room)
}

fn circles(sources: &[Source], root: &str) -> Vec<Breach> {
    let within: Vec<&Source> = sources
        .iter()
        .filter(|source| source.path.starts_with(root) && source.path.ends_with(".rs") && !source.path.contains("/tests"))
        .collect();
    let rooms: BTreeSet<&str> = within.iter().filter_map(|source| room(&source.path, root)).collect();
    let mut uses: BTreeMap<&str, BTreeMap<&str, (&Source, usize)>> = BTreeMap::new();
    for source in within {
        let Some(own) = room(&source.path, root) else { continue };
        let tests = first_line_of_tests(source);
        for (line, module) in modules_of_the_crate(source, root) {
            if line < tests && module != own && rooms.contains(module) {
                uses.entry(own).or_default().entry(module).or_insert((source, line));
            }
        }
    }
    let mut breaches = Vec::new();
    for (own, used) in &uses {
        for (other, (source, line)) in used {
            if reaches(&uses, other, own) {
                breaches.push(source.breach(*line, format!("`{own}` and `{other}` use each other: move what both need")));
            }
        }
    }
    breaches
}

fn reaches(uses: &BTreeMap<&str, BTreeMap<&str, (&Source, usize)>>, from: &str, to: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(room) = next.pop() {
        if room == to {
            return true;
        }
        if seen.insert(room) {
            next.extend(uses.get(room).into_iter().flat_map(|used| used.keys().copied()));
        }
    }
    false
}

fn prefixes(sources: &[Source]) -> Vec<Breach> {
    let mut shared: BTreeMap<(&str, &str), Vec<&Source>> = BTreeMap::new();
    let is_ours = |path: &str| CRATES.iter().chain(&TESTS).any(|root| path.starts_with(root)) && path.ends_with(".rs");
    for source in sources.iter().filter(|source| is_ours(&source.path)) {
        if let Some((folder, file)) = source.path.rsplit_once('/')
            && let Some((prefix, _)) = file.split_once('_')
        {
            shared.entry((folder, prefix)).or_default().push(source);
        }
    }
    let too_many = shared.into_iter().filter(|(_, files)| files.len() >= SHARED_BY);
    too_many.map(|((folder, prefix), files)| files[0].breach(1, format!("`{prefix}_…` in {folder} is a folder of its own"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
        check(&sources).into_iter().map(|breach| format!("{}: {}", breach.path, breach.rule)).collect()
    }

    #[test]
    fn rooms_that_use_each_other_by_whatever_way_are_found() {
        let circle = [
            ("server/pages/src/mail/page.rs", "use crate::hub::words;"),
            ("server/pages/src/hub/words.rs", "use crate::audit;"),
            ("server/pages/src/audit/mod.rs", "fn f() { super::mail::read() }"),
        ];
        assert_eq!(found(&circle).len(), 3, "{:?}", found(&circle));
        assert_eq!(found(&circle[..2]), Vec::<String>::new());
        let tried_on = ("server/pages/src/audit/mod.rs", "#[cfg(test)]\nmod tests { use crate::mail; }");
        let within = ("server/pages/src/audit/tests.rs", "use crate::mail;");
        assert_eq!(found(&[circle[0], circle[1], tried_on, within]), Vec::<String>::new(), "tests may use what they try");
        let elsewhere = ("server/pages/src/audit/mod.rs", "#[cfg(test)]\nmod tests;\nuse crate::mail;");
        assert_eq!(found(&[circle[0], circle[1], elsewhere]).len(), 3);
    }

    #[test]
    fn three_files_of_one_prefix_are_a_folder() {
        let files = ["import_api", "import_page", "import_words"].map(|file| format!("server/pages/src/schools/{file}.rs"));
        let files: Vec<(&str, &str)> = files.iter().map(|file| (file.as_str(), "")).collect();
        assert_eq!(
            found(&files),
            ["server/pages/src/schools/import_api.rs: `import_…` in server/pages/src/schools is a folder of its own"]
        );
        assert_eq!(found(&files[..2]), Vec::<String>::new());
    }
}
