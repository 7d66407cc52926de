//! Which columns of the extract are kept, and under which names. Whatever is not in this list is dropped while reading:
//! among it the four columns with the head's name and title.

/// How a column's text is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text that may be missing.
    Text,
    /// Text that is there, perhaps empty.
    Always,
    /// A whole number.
    Number,
    /// A day like 31-08-2026.
    Day,
    /// Metres of the National Grid: nothing at or below 0.
    Metres,
}

/// A column that is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Its name in the extract.
    pub header: &'static str,
    /// Its name in the table `school`.
    pub field: &'static str,
    /// How it is understood.
    pub kind: Kind,
    /// What people call it.
    pub words: &'static str,
}

const fn column(header: &'static str, field: &'static str, kind: Kind, words: &'static str) -> Column {
    Column { header, field, kind, words }
}

/// The unique reference number: names a row.
pub(super) const URN: &str = "URN";
/// The region's letter, for the filter alone.
pub(super) const REGION_CODE: &str = "GOR (code)";

/// Places of the columns that are asked for by name.
pub(super) const NAME: usize = 0;
pub(super) const STATUS: usize = 1;
pub(super) const PHASE: usize = 2;
pub(super) const TYPE: usize = 3;
pub(super) const LOW_AGE: usize = 4;
pub(super) const CLOSE_DATE: usize = 5;
pub(super) const TOWN: usize = 6;
pub(super) const EASTING: usize = 7;
pub(super) const NORTHING: usize = 8;
pub(super) const OPEN_DATE: usize = 9;

/// What is kept beside the number.
pub(super) const KEPT: [Column; 30] = [
    column("EstablishmentName", "name", Kind::Always, "Name"),
    column("EstablishmentStatus (name)", "status", Kind::Always, "Status"),
    column("PhaseOfEducation (name)", "phase", Kind::Text, "Phase"),
    column("TypeOfEstablishment (name)", "type_name", Kind::Text, "Type"),
    column("StatutoryLowAge", "low_age", Kind::Number, "Youngest age"),
    column("CloseDate", "close_date", Kind::Day, "Closed on"),
    column("Town", "town", Kind::Always, "Town"),
    column("Easting", "easting", Kind::Metres, "Easting"),
    column("Northing", "northing", Kind::Metres, "Northing"),
    column("OpenDate", "open_date", Kind::Day, "Opened on"),
    column("LA (code)", "la_code", Kind::Text, "Local authority code"),
    column("LA (name)", "la_name", Kind::Text, "Local authority"),
    column("EstablishmentNumber", "establishment_number", Kind::Text, "Establishment number"),
    column("EstablishmentTypeGroup (name)", "type_group", Kind::Text, "Group of types"),
    column("StatutoryHighAge", "high_age", Kind::Number, "Oldest age"),
    column("NurseryProvision (name)", "nursery", Kind::Text, "Nursery"),
    column("NumberOfPupils", "pupils", Kind::Number, "Pupils"),
    column("Trusts (name)", "trust", Kind::Text, "Trust"),
    column("Federations (name)", "federation", Kind::Text, "Federation"),
    column("UKPRN", "ukprn", Kind::Text, "UKPRN"),
    column("Street", "street", Kind::Text, "Street"),
    column("Locality", "locality", Kind::Text, "Locality"),
    column("Address3", "address3", Kind::Text, "Address, third line"),
    column("County (name)", "county", Kind::Text, "County"),
    column("Postcode", "postcode", Kind::Text, "Postcode"),
    column("SchoolWebsite", "website", Kind::Text, "Website"),
    column("TelephoneNum", "telephone", Kind::Text, "Telephone"),
    column("GOR (name)", "region", Kind::Text, "Region"),
    column("DistrictAdministrative (name)", "district", Kind::Text, "District"),
    column("LastChangedDate", "gias_changed", Kind::Day, "Changed in GIAS"),
];

impl Column {
    /// Whether a difference in it makes a school a changed one: that GIAS has looked at it does not.
    pub(super) fn counts(&self) -> bool {
        self.field != "gias_changed"
    }

    /// Whether a difference is worth reading: coordinates and codes tell nobody anything.
    pub(super) fn is_read(&self) -> bool {
        self.counts() && self.kind != Kind::Metres && !matches!(self.field, "la_code" | "establishment_number" | "ukprn")
    }
}

/// Every kept field of the table `school`, in the order of [`KEPT`], with something before each: `, urn_` or `, other.`.
pub(super) fn fields(before: &str) -> String {
    KEPT.iter().fold(String::new(), |mut all, column| {
        all.push_str(before);
        all.push_str(column.field);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_that_are_asked_for_by_name_are_right() {
        for (place, field) in [
            (NAME, "name"),
            (STATUS, "status"),
            (PHASE, "phase"),
            (TYPE, "type_name"),
            (LOW_AGE, "low_age"),
            (CLOSE_DATE, "close_date"),
            (TOWN, "town"),
            (EASTING, "easting"),
            (NORTHING, "northing"),
            (OPEN_DATE, "open_date"),
        ] {
            assert_eq!(KEPT[place].field, field);
        }
    }

    #[test]
    fn nothing_of_the_head_is_kept() {
        assert!(KEPT.iter().all(|column| !column.header.starts_with("Head")));
    }
}
