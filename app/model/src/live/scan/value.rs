//! Values in content: lib0's "any" encoding, and JSON as text.

use super::limits::MAX_VALUE_DEPTH;
use super::{Reader, Refused, What};

/// How many values may still come.
pub(crate) struct Budget {
    pub(super) spent: usize,
    pub(super) at_most: usize,
}

impl Budget {
    pub(super) fn new(at_most: usize) -> Self {
        Self { spent: 0, at_most }
    }

    fn one(&mut self) -> Result<(), Refused> {
        self.spent += 1;
        if self.spent > self.at_most { Err(Refused::TooMany(What::Values, self.at_most)) } else { Ok(()) }
    }
}

/// A list or a map that is being read.
struct Open {
    left: usize,
    is_map: bool,
}

/// Reads over one value and everything in it. What is open stands in a list of its own and not on the stack.
pub(super) fn any(reader: &mut Reader<'_>, budget: &mut Budget) -> Result<(), Refused> {
    let mut open: Vec<Open> = Vec::new();
    loop {
        budget.one()?;
        match reader.byte()? {
            120 | 121 | 126 | 127 => {}
            125 => reader.signed()?,
            124 => reader.skip(4)?,
            122 | 123 => reader.skip(8)?,
            119 => drop(reader.text()?),
            116 => drop(reader.bytes()?),
            kind @ (117 | 118) => {
                let is_map = kind == 118;
                let left = reader.count(if is_map { 2 } else { 1 })?;
                if open.len() == MAX_VALUE_DEPTH {
                    return Err(Refused::TooDeep(What::Values, MAX_VALUE_DEPTH));
                }
                open.push(Open { left, is_map });
            }
            unknown => return Err(Refused::UnknownKind(unknown)),
        }
        while open.pop_if(|open| open.left == 0).is_some() {}
        let Some(innermost) = open.last_mut() else {
            return Ok(());
        };
        innermost.left -= 1;
        if innermost.is_map {
            reader.text()?;
        }
    }
}

/// Reads over one value that has been scanned before.
pub(crate) fn pass_any(reader: &mut Reader<'_>) -> Result<(), Refused> {
    any(reader, &mut Budget::new(usize::MAX))
}

/// Looks how deep a JSON text goes and how much is in it. Whether it is JSON at all is for its parser to say.
pub(super) fn json(text: &str, budget: &mut Budget) -> Result<(), Refused> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    budget.one()?;
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_VALUE_DEPTH {
                    return Err(Refused::TooDeep(What::Values, MAX_VALUE_DEPTH));
                }
                budget.one()?;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => budget.one()?,
            _ => {}
        }
    }
    Ok(())
}
