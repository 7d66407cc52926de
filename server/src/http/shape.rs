//! The shape of what the program takes over in the browser, written beside it.
//!
//! The program takes a page over by walking through its nodes in step with its own. What an extension, a translator or a proxy has put
//! between them would lead it astray: sometimes into a panic, sometimes to another element of the same kind, and then nobody notices. So
//! the page says of what nodes it was made, as a number, and `public/scripts/program.js` makes the same number of those that are there.
//! Where the two differ, the page is drawn anew. A fault in here costs no more than that.

/// How the element begins that holds what the program takes over (`app::shell`).
const ROOT: &str = "<div id=\"app\">";
/// Elements without an end.
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements with nothing but text in them, whatever it looks like.
const RAW: [&str; 5] = ["iframe", "noscript", "script", "style", "textarea"];

/// Nodes without a name.
const TEXT: &str = "#";
const COMMENT: &str = "!";

/// The page with its shape in it. A page without a program stays as it is.
pub(super) fn with_shape(page: Vec<u8>) -> Vec<u8> {
    let split = std::str::from_utf8(&page).ok().and_then(|page| page.split_once(ROOT));
    match split {
        Some((before, app)) => {
            let root = ROOT.trim_end_matches('>');
            format!("{before}{root} data-shape=\"{:08x}\">{app}", shape(app)).into_bytes()
        }
        None => page,
    }
}

/// Of the nodes up to the end of the element whose inside `html` begins with, as a parser makes them of our HTML.
fn shape(html: &str) -> u32 {
    let (mut sum, mut depth, mut rest) = (Sum::default(), 1_u32, html);
    while let Some(at) = rest.find('<').filter(|_| depth > 0) {
        if at > 0 {
            sum.add(TEXT);
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            sum.add(COMMENT);
            rest = after(comment, "-->");
        } else if rest.starts_with("<!") {
            sum.add(COMMENT);
            rest = after(rest, ">");
        } else if rest.starts_with("</") {
            depth -= 1;
            rest = after(rest, ">");
        } else {
            let (tag, inside) = rest.split_at(tag_length(rest));
            let name = tag[1..].split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>')).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            sum.add(&name);
            rest = inside;
            if RAW.contains(&name.as_str()) {
                let end = inside.find(&format!("</{name}")).unwrap_or(inside.len());
                // A parser leaves out a line end at the beginning.
                let text = if name == "textarea" { inside[..end].strip_prefix('\n').unwrap_or(&inside[..end]) } else { &inside[..end] };
                if !text.is_empty() {
                    sum.add(TEXT);
                }
                rest = after(&inside[end..], ">");
            } else if !tag.ends_with("/>") && !VOID.contains(&name.as_str()) {
                depth += 1;
            }
        }
    }
    sum.0
}

/// What stands behind the first `end`.
fn after<'a>(html: &'a str, end: &str) -> &'a str {
    html.split_once(end).map_or("", |(_, rest)| rest)
}

/// Up to the `>` that is in no attribute.
fn tag_length(html: &str) -> usize {
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (None, '>') => return at + 1,
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// FNV-1a over the nodes' names, in their order.
struct Sum(u32);

impl Default for Sum {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Sum {
    fn add(&mut self, node: &str) {
        for byte in node.bytes().chain([b' ']) {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(nodes: &str) -> u32 {
        let mut sum = Sum::default();
        nodes.split_whitespace().for_each(|node| sum.add(node));
        sum.0
    }

    #[test]
    fn a_shape_is_that_of_the_nodes_a_parser_makes() {
        for (html, nodes) in [
            ("</div><p>", ""),
            ("<p>a<!>b</p></div>", "p # ! #"),
            ("<!--<() />--><a title=\"a > b\" href='/'>x</a></div> ", "! a #"),
            ("<input value=\"</div>\"><br/>x</div>", "input br #"),
            ("<svg><linearGradient/><path d=\"M0\"/></svg><div></div></div>", "svg lineargradient path div"),
            ("<textarea>\n</textarea><textarea>\n\n</textarea><textarea>&lt;</textarea></div>", "textarea textarea # textarea #"),
            ("<noscript><p>words</p></noscript></div>", "noscript #"),
            ("<p>never closed", "p"),
        ] {
            assert_eq!(shape(html), of(nodes), "{html}");
        }
    }

    #[test]
    fn only_a_page_with_a_program_has_one() {
        let page = |root: &str| format!("<body><p>a</p>{root}<p>b</p></div></body>").into_bytes();
        let shaped = String::from_utf8(with_shape(page(ROOT))).expect("text");
        assert_eq!(shaped, format!("<body><p>a</p><div id=\"app\" data-shape=\"{:08x}\"><p>b</p></div></body>", of("p #")));
        assert_eq!(with_shape(page("<div>")), page("<div>"));
    }
}
