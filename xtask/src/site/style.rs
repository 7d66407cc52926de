//! `style/main.css` and the files it imports as one sheet, without comments and idle white space.
//!
//! A subset on purpose: `@import url("./file.css") layer(name);` in `main.css` only. Anything else is refused rather
//! than passed on, because an `@import` in the middle of a sheet is ignored by browsers without a word.

use std::{fs, path::Path};

use crate::{Result, quoted::quoted};

pub fn bundle(main: &Path) -> Result<String> {
    let mut sheet = String::new();
    for line in read(main)?.lines() {
        match line.trim().strip_prefix("@import") {
            None => sheet.push_str(line),
            Some(import) => {
                let (file, layer) = parse_import(import)
                    .ok_or_else(|| format!("{}: expected `@import url(\"./file.css\") layer(name);`, found `{line}`", main.display()))?;
                let path = main.with_file_name(file);
                let imported = read(&path)?;
                refuse_unbundled(&path, &imported)?;
                sheet.push_str(&format!("@layer {layer}{{{imported}}}"));
            }
        }
        sheet.push('\n');
    }
    Ok(minify(&sheet))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()).into())
}

/// The file and the layer in ` url("./file.css") layer(name);`.
fn parse_import(import: &str) -> Option<(&str, &str)> {
    let (file, rest) = import.trim().strip_prefix("url(\"./")?.split_once("\")")?;
    let layer = rest.trim().strip_prefix("layer(")?.strip_suffix(");")?;
    Some((file, layer))
}

fn refuse_unbundled(path: &Path, sheet: &str) -> Result<()> {
    let minified = minify(sheet);
    if minified.contains("@import") {
        return Err(format!("{}: only main.css imports", path.display()).into());
    }
    let relative = minified.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    for address in relative {
        if !["/", "#", "data:"].iter().any(|start| address.starts_with(start)) {
            return Err(format!("{}: addresses start with / because the bundle stands elsewhere: {address:.40}", path.display()).into());
        }
    }
    Ok(())
}

/// Takes out comments, and white space where the grammar gives it no meaning; strings and `url(…)` stay to the letter.
///
/// Space round `:`, `>`, `+`, `-`, `*`, `(` and `)` stays: there it can tell a descendant selector or a sum from something
/// else, and brotli makes the difference nothing.
fn minify(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        let taken = if rest.starts_with("/*") {
            push_space(&mut out);
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if next.is_ascii_whitespace() {
            push_space(&mut out);
            next.len_utf8()
        } else if next == '"' || next == '\'' {
            copy(&mut out, rest, quoted(rest, next))
        } else if next == '\\' {
            copy(&mut out, rest, escape_end(rest))
        } else if rest.starts_with("url(") && !rest[4..].trim_start().starts_with(['"', '\'']) {
            copy(&mut out, rest, rest.find(')').map_or(rest.len(), |end| end + 1))
        } else {
            if matches!(next, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            copy(&mut out, rest, next.len_utf8())
        };
        rest = &rest[taken..];
    }
    out.truncate(out.trim_end().len());
    out
}

fn copy(out: &mut String, text: &str, length: usize) -> usize {
    out.push_str(&text[..length]);
    length
}

/// One space, unless what stands before already ends the token.
fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
        out.push(' ');
    }
}

/// White space after an escape belongs to it, or tells it from what follows.
fn escape_end(text: &str) -> usize {
    let escaped = 1 + text.chars().nth(1).map_or(0, char::len_utf8);
    escaped + usize::from(text[escaped..].starts_with([' ', '\n', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifying_drops_comments_and_idle_space() {
        let sheet = "/* why */ .a ,\n .b {\n  color : red ;\n  margin: 0 auto;\n}\n\n.c { }";
        assert_eq!(minify(sheet), ".a,.b{color : red;margin: 0 auto;}.c{}");
    }

    #[test]
    fn minifying_keeps_space_that_means_something() {
        for kept in [".a :hover{x: calc(1px + 2px)}", ".a > .b + .c{}", "@media (width < 40rem) and (hover){}", ".a:is(.b) .c{}"] {
            assert_eq!(minify(kept), kept);
        }
        assert_eq!(minify(".a/* */.b{}"), ".a .b{}");
    }

    #[test]
    fn minifying_leaves_strings_addresses_and_escapes() {
        for kept in [r#".a{content: "a  ; /* \" */ }  b"}"#, ".a{b: url(data:x,/*  y)}", r".sm\:a\, b{}"] {
            assert_eq!(minify(kept), kept);
        }
    }

    #[test]
    fn imports_are_wrapped_in_their_layer() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("main.css"), "@layer base;\n@import url(\"./a.css\") layer(base);\n")?;
        fs::write(folder.path().join("a.css"), "a { b: c }")?;
        assert_eq!(bundle(&folder.path().join("main.css"))?, "@layer base;@layer base{a{b: c}}");
        Ok(())
    }

    #[test]
    fn what_cannot_be_bundled_is_refused() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let main = folder.path().join("main.css");
        fs::write(&main, "@import url(\"./a.css\") layer(base);")?;
        for sheet in ["@import url(\"./b.css\");", ".a { b: url(\"c.svg\") }"] {
            fs::write(folder.path().join("a.css"), sheet)?;
            assert!(bundle(&main).is_err(), "{sheet}");
        }
        fs::write(&main, "@import \"a.css\";")?;
        assert!(bundle(&main).is_err());
        Ok(())
    }
}
