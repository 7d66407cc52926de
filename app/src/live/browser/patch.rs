//! Changing what is drawn by no more than it differs: while somebody types, one letter of one line is new, and what else stands there needs
//! neither be made nor laid out again.

use leptos::prelude::document;
use web_sys::{Element, Node};

/// Makes the inside of `shown` read as `html`.
pub fn patch(shown: &Element, html: &str) {
    if let Ok(wanted) = document().create_element("span") {
        wanted.set_inner_html(html);
        patch_children(shown, &wanted);
    }
}

fn patch_children(shown: &Node, wanted: &Node) {
    let (old, new) = (children(shown), children(wanted));
    let start = old.iter().zip(&new).take_while(|(old, new)| old.is_equal_node(Some(new))).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old.is_equal_node(Some(new))).count();
    let behind = old.len().checked_sub(end).and_then(|index| old.get(index));
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if let ([old], [new]) = (old, new)
        && old.node_type() == new.node_type()
        && change(old, new)
    {
        return;
    }
    for node in new {
        let _ = shown.insert_before(node, behind);
    }
    for node in old {
        let _ = shown.remove_child(node);
    }
}

/// Changes a node into another of its kind, where that is possible.
fn change(old: &Node, new: &Node) -> bool {
    if old.node_type() == Node::TEXT_NODE {
        old.set_node_value(new.node_value().as_deref());
        return true;
    }
    let is_alike = match (old.clone_node(), new.clone_node()) {
        (Ok(old), Ok(new)) => old.is_equal_node(Some(&new)),
        _ => false,
    };
    if is_alike {
        patch_children(old, new);
    }
    is_alike
}

fn children(node: &Node) -> Vec<Node> {
    std::iter::successors(node.first_child(), Node::next_sibling).collect()
}
