//! `twilight check`: whether every document can be opened.
//!
//! A document that can't be costs nobody but its own people (L7), but they should not be the ones who find out.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use model::documents::Kind;
use model::live::replica::{Incoming, Malformed, Replica};
use model::live::scan::{Bounds, Refused, Scanned};
use store::live::{self, Listed, Row};
use store::{Database, StoreError};

/// How many documents were opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked(usize);

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("There is no document yet."),
            1 => f.write_str("The one document can be opened."),
            many => write!(f, "All {many} documents can be opened."),
        }
    }
}

/// Something is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    document: String,
    /// As lists show it; may be empty.
    title: String,
    /// In which row, in words.
    row: String,
    why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, title, row, why } = self;
        let title = if title.trim().is_empty() { "no title" } else { title };
        // A title is what somebody typed: a control character in it is not for a terminal.
        write!(f, "document {document} ({title:?}), {row}: {why}")
    }
}

/// Documents that can't be opened as they are.
#[derive(Debug)]
pub struct Faulty {
    faults: Vec<Fault>,
    documents: usize,
    of: usize,
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} documents can't be read as they are stored:", self.documents, self.of)?;
        self.faults.iter().try_for_each(|fault| writeln!(f, "  {fault}"))?;
        f.write_str("Nothing was changed. All other documents are as they should be.")
    }
}

impl std::error::Error for Faulty {}

/// Why the documents could not be walked through, or are not all well.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Some are not.
    #[error(transparent)]
    Faulty(#[from] Faulty),
    /// The file could not be read to its end.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens every document as a room would, one after another; that all is well is said as a sentence.
pub(super) async fn check(database: &Database) -> Result<Checked, CheckError> {
    let all = live::all(database).await?;
    let (of, mut faults, mut faulty) = (all.len(), Vec::new(), 0);
    for Listed { id, kind, title } in all {
        let found = faults_of(kind, &live::rows(database, &id).await?);
        faulty += usize::from(!found.is_empty());
        let fault = |(row, why)| Fault { document: id.clone(), title: title.clone(), row, why };
        faults.extend(found.into_iter().map(fault));
    }
    if faults.is_empty() { Ok(Checked(of)) } else { Err(Faulty { faults, documents: faulty, of }.into()) }
}

/// Every row that can't be read, with the reason; and the document itself when it can't be.
fn faults_of(kind: Kind, rows: &[Row]) -> Vec<(String, String)> {
    let mut replica = Replica::with_random_client();
    let mut faults = Vec::new();
    for row in rows {
        // yrs has panicked on other people's bytes.
        let taken = catch_unwind(AssertUnwindSafe(|| take_in(&mut replica, &row.bytes)));
        let name = || row.seq.map_or_else(|| "the snapshot".to_owned(), |seq| format!("update {seq}"));
        match taken {
            Ok(Ok(())) => {}
            Ok(Err(why)) => faults.push((name(), why.to_string())),
            Err(_) => {
                // It may be half-way through anything now.
                faults.push((name(), "it made its reader panic".to_owned()));
                return faults;
            }
        }
    }
    if catch_unwind(AssertUnwindSafe(|| kind.summarise(&replica))).is_err() {
        faults.push(("as a whole".to_owned(), "it made its reader panic".to_owned()));
    }
    faults
}

/// Takes in a row. One in which something stands where nothing may is told of, though a room opens the document without it.
fn take_in(replica: &mut Replica, bytes: &[u8]) -> Result<(), Malformed> {
    let incoming = Incoming::read(Scanned::read(bytes, &Bounds::STORED)?)?;
    let judged: Result<_, Refused> = replica.judge(&incoming);
    if replica.take_in(incoming).broken {
        return Err(Malformed::of_another_document());
    }
    judged?;
    Ok(())
}
