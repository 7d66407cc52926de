//! Files as Get Information about Schools publishes them: every column in its order, Windows-1252, days as 31-08-2026.
//! Everything in them is invented.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::OnceLock;

/// The header of the extract.
pub const HEADER: &str = "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),EstablishmentTypeGroup (code),EstablishmentTypeGroup (name),EstablishmentStatus (code),EstablishmentStatus (name),ReasonEstablishmentOpened (code),ReasonEstablishmentOpened (name),OpenDate,ReasonEstablishmentClosed (code),ReasonEstablishmentClosed (name),CloseDate,PhaseOfEducation (code),PhaseOfEducation (name),StatutoryLowAge,StatutoryHighAge,Boarders (code),Boarders (name),NurseryProvision (name),OfficialSixthForm (code),OfficialSixthForm (name),Gender (code),Gender (name),ReligiousCharacter (code),ReligiousCharacter (name),ReligiousEthos (name),Diocese (code),Diocese (name),AdmissionsPolicy (code),AdmissionsPolicy (name),SchoolCapacity,SpecialClasses (code),SpecialClasses (name),CensusDate,NumberOfPupils,NumberOfBoys,NumberOfGirls,PercentageFSM,TrustSchoolFlag (code),TrustSchoolFlag (name),Trusts (code),Trusts (name),SchoolSponsorFlag (name),SchoolSponsors (name),FederationFlag (name),Federations (code),Federations (name),UKPRN,FEHEIdentifier,FurtherEducationType (name),OfstedLastInsp,OfstedSpecialMeasures (code),OfstedSpecialMeasures (name),LastChangedDate,Street,Locality,Address3,Town,County (name),Postcode,SchoolWebsite,TelephoneNum,HeadTitle (name),HeadFirstName,HeadLastName,HeadPreferredJobTitle,BSOInspectorateName (name),InspectorateReport,DateOfLastInspectionVisit,NextInspectionVisit,TeenMoth (name),TeenMothPlaces,CCF (name),SENPRU (name),EBD (name),PlacesPRU,FTProv (name),EdByOther (name),Section41Approved (name),SEN1 (name),SEN2 (name),SEN3 (name),SEN4 (name),SEN5 (name),SEN6 (name),SEN7 (name),SEN8 (name),SEN9 (name),SEN10 (name),SEN11 (name),SEN12 (name),SEN13 (name),TypeOfResourcedProvision (name),ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,SenUnitCapacity,GOR (code),GOR (name),DistrictAdministrative (code),DistrictAdministrative (name),AdministrativeWard (code),AdministrativeWard (name),ParliamentaryConstituency (code),ParliamentaryConstituency (name),UrbanRural (code),UrbanRural (name),GSSLACode (name),Easting,Northing,MSOA (name),LSOA (name),InspectorateName (name),SENStat,SENNoStat,BoardingEstablishment (name),PropsName,PreviousLA (code),PreviousLA (name),PreviousEstablishmentNumber,OfstedRating (name),RSCRegion (name),Country (name),UPRN,SiteName,QABName (code),QABName (name),EstablishmentAccredited (code),EstablishmentAccredited (name),QABReport,CHNumber,MSOA (code),LSOA (code),FSM,AccreditationExpiryDate";

/// The header of the links.
pub const LINKS_HEADER: &str = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate";

/// A head who is in every file and must be in no database.
pub const HEAD: [&str; 2] = ["Zebulon", "Quackenbush"];

/// A row of the extract. What is not set is as in most rows.
#[derive(Clone, Debug)]
pub struct School {
    pub urn: u32,
    values: Vec<(&'static str, String)>,
}

impl School {
    /// An open primary school in England.
    pub fn new(urn: u32, name: &str) -> Self {
        let n = urn % 10_000;
        let mut school = Self { urn, values: Vec::new() };
        for (column, value) in [
            ("LA (code)", "998".to_owned()),
            ("LA (name)", "Lantern Vale".to_owned()),
            ("EstablishmentNumber", format!("{n:04}")),
            ("EstablishmentName", name.to_owned()),
            ("TypeOfEstablishment (code)", "01".to_owned()),
            ("TypeOfEstablishment (name)", "Community school".to_owned()),
            ("EstablishmentTypeGroup (name)", "Local authority maintained schools".to_owned()),
            ("EstablishmentStatus (code)", "1".to_owned()),
            ("EstablishmentStatus (name)", "Open".to_owned()),
            ("OpenDate", "01-09-1996".to_owned()),
            ("PhaseOfEducation (name)", "Primary".to_owned()),
            ("StatutoryLowAge", "4".to_owned()),
            ("StatutoryHighAge", "11".to_owned()),
            ("NurseryProvision (name)", "No Nursery Classes".to_owned()),
            ("NumberOfPupils", (80 + urn % 400).to_string()),
            ("PercentageFSM", "17.3".to_owned()),
            ("Trusts (name)", String::new()),
            ("UKPRN", format!("10{urn:06}")),
            ("LastChangedDate", "04-09-2026".to_owned()),
            ("Street", format!("{} Orchard Lane", urn % 90 + 1)),
            ("Town", "Thistlewick".to_owned()),
            ("County (name)", "Lanternshire".to_owned()),
            ("Postcode", format!("ZZ{} {}QX", urn % 20 + 1, urn % 9 + 1)),
            ("SchoolWebsite", format!("https://www.school-{urn}.example/")),
            ("TelephoneNum", "01632960000".to_owned()),
            ("HeadTitle (name)", "Mx".to_owned()),
            ("HeadFirstName", HEAD[0].to_owned()),
            ("HeadLastName", HEAD[1].to_owned()),
            ("HeadPreferredJobTitle", "Headteacher".to_owned()),
            ("GOR (code)", "F".to_owned()),
            ("GOR (name)", "West Midlands".to_owned()),
            ("DistrictAdministrative (name)", "Two Rivers".to_owned()),
            ("ParliamentaryConstituency (name)", "Two Rivers and the Vale, a constituency with a long name".to_owned()),
            ("AdministrativeWard (name)", "Upper and Lower Thistlewick with Sallowford".to_owned()),
            ("UrbanRural (name)", "(England/Wales) Rural village, in a setting that the statisticians describe at length".to_owned()),
            ("Easting", (380_000 + urn % 40_000).to_string()),
            ("Northing", (270_000 + urn * 7 % 40_000).to_string()),
            ("PropsName", "Lantern Vale County Council, Education and Children’s Services".to_owned()),
            (
                "InspectorateReport",
                format!("https://reports.inspectors.example/provider/21/{urn}?and=what-else-stands-in-such-an-address-{urn}"),
            ),
            ("Country (name)", "England".to_owned()),
            ("UPRN", format!("1000{urn:08}")),
        ] {
            school.values.push((column, value));
        }
        school
    }

    /// The same with another value.
    #[must_use]
    pub fn with(mut self, column: &'static str, value: &str) -> Self {
        assert!(columns_by_name().contains_key(column), "{column}");
        match self.values.iter_mut().find(|(name, _)| *name == column) {
            Some((_, old)) => value.clone_into(old),
            None => self.values.push((column, value.to_owned())),
        }
        self
    }

    /// The same, closed.
    #[must_use]
    pub fn closed(self, day: &str) -> Self {
        self.with("EstablishmentStatus (code)", "2").with("EstablishmentStatus (name)", "Closed").with("CloseDate", day)
    }

    /// The row for a header of which each column's place in a whole one is given.
    fn row(&self, columns: &[usize]) -> String {
        let urn = self.urn.to_string();
        let mut all = vec![""; columns_by_name().len()];
        for (column, value) in &self.values {
            all[columns_by_name()[column]] = value;
        }
        all[0] = &urn;
        let mut row = String::with_capacity(2000);
        for (place, column) in columns.iter().enumerate() {
            let (comma, value) = (if place == 0 { "" } else { "," }, all[*column]);
            if value.contains([',', '"', '\n']) {
                write!(row, "{comma}\"{}\"", value.replace('"', "\"\"")).expect("text");
            } else {
                row.push_str(comma);
                row.push_str(value);
            }
        }
        row
    }
}

fn columns_by_name() -> &'static HashMap<&'static str, usize> {
    static COLUMNS: OnceLock<HashMap<&str, usize>> = OnceLock::new();
    COLUMNS.get_or_init(|| HEADER.split(',').enumerate().map(|(place, name)| (name, place)).collect())
}

/// Writes an extract.
pub fn write_extract(path: &Path, schools: &[School]) {
    write_rows(path, HEADER, schools.iter(), &[]);
}

/// The same with lines of one's own at the end.
pub fn write_extract_with(path: &Path, schools: &[School], lines: &[&str]) {
    write_rows(path, HEADER, schools.iter(), lines);
}

/// An extract with some of the columns, in another order.
pub fn write_subset(path: &Path, header: &str, schools: &[School]) {
    write_rows(path, header, schools.iter(), &[]);
}

/// Writes the file of links: number, linked number, type, day.
pub fn write_links(path: &Path, links: &[(u32, u32, &str, &str)]) {
    let mut text = format!("{LINKS_HEADER}\r\n");
    for (urn, other, kind, day) in links {
        writeln!(text, "{urn},{other},\"A school, of some name\",{kind},{day}\r").expect("text");
    }
    std::fs::write(path, windows_1252(&text)).expect("a file");
}

/// Both ends of an academy order, as the file has them.
pub fn academised(before: u32, after: u32) -> [(u32, u32, &'static str, &'static str); 2] {
    [(before, after, "Successor", "01-09-2025"), (after, before, "Predecessor", "01-09-2025")]
}

/// What is in a file made by [`write_many`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Many {
    pub rows: u64,
    pub open_primaries: u64,
    /// Lines that are none.
    pub bad: u64,
    /// Values that are none, of schools that are there all the same.
    pub odd: u64,
}

/// Writes an extract of so many rows, mixed as the real one: a third open primary schools in England, and closed ones,
/// secondary schools, nurseries, Wales, and a few rows that can't be understood.
pub fn write_many(path: &Path, rows: u32) -> Many {
    const FIRST: [&str; 12] = ["Oak", "Elm", "Ash", "Hazel", "Willow", "Fern", "Heron", "Kestrel", "Lark", "Mill", "Bridge", "Abbey"];
    const SECOND: [&str; 12] = ["Hollow", "Bank", "Lane", "Field", "Croft", "Hill", "Green", "Brook", "Meadow", "Cross", "End", "Vale"];
    const TOWNS: [&str; 9] = [
        "Thistlewick",
        "Sallowford",
        "Brackenby",
        "Long Marrow",
        "Nether Quill",
        "Pennyfold",
        "Stoke Lantern",
        "Upper Wend",
        "Château Green",
    ];
    let mut many = Many { rows: u64::from(rows), open_primaries: 0, bad: 0, odd: 0 };
    let schools = (0..rows).map(|n| {
        let (first, second) = (FIRST[(n % 12) as usize], SECOND[(n / 12 % 12) as usize]);
        let name = match n % 11 {
            0 => format!("St Mary’s Church of England Voluntary Aided Primary School, {second} {n}"),
            1 => format!("{first} {second} Infant and Nursery School {n}"),
            2 => format!("René {first} \"{second}\" Primary Academy {n}"),
            _ => format!("{first} {second} Primary School {n}"),
        };
        let school = School::new(100_000 + n, &name).with("Town", TOWNS[(n % 9) as usize]);
        match n % 24 {
            0..=7 => school,
            8 => school.with("EstablishmentStatus (name)", "Open, but proposed to close"),
            9..=16 => school.closed("31-08-2019"),
            17..=19 => school.with("PhaseOfEducation (name)", "Secondary"),
            20 => school.with("PhaseOfEducation (name)", "Nursery"),
            21 => school.with("GOR (code)", "W").with("GOR (name)", "Wales (pseudo)"),
            22 => school.with("Easting", "0").with("Northing", "0"),
            _ if n % 2400 == 23 => school.with("OpenDate", "31-02-2020"),
            _ => school.with("PhaseOfEducation (name)", "Not applicable").with("TypeOfEstablishment (name)", "Community special school"),
        }
    });
    let schools: Vec<School> = schools.collect();
    for n in 0..rows {
        many.open_primaries += u64::from(matches!(n % 24, 0..=8 | 22) || n % 2400 == 23);
        many.odd += u64::from(n % 2400 == 23);
    }
    write_rows(
        path,
        HEADER,
        schools.iter(),
        &["12,a row that broke off", "not a number,998", "999999,998,\"a quotation mark that nobody closed"],
    );
    many.rows += 3;
    many.bad += 3;
    many
}

fn write_rows<'a>(path: &Path, header: &str, schools: impl Iterator<Item = &'a School>, more: &[&str]) {
    let mut file = BufWriter::new(std::fs::File::create(path).expect("a file"));
    let columns: Vec<usize> = header.split(',').map(|name| columns_by_name()[name]).collect();
    let mut line = |text: &str| {
        file.write_all(&windows_1252(text)).expect("written");
        file.write_all(b"\r\n").expect("written");
    };
    line(header);
    schools.for_each(|school| line(&school.row(&columns)));
    more.iter().for_each(|text| line(text));
}

/// Text in the encoding of the files: the letters that are used here.
pub fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '’' => 0x92,
        '‘' => 0x91,
        '–' => 0x96,
        letter => u8::try_from(u32::from(letter)).expect("a letter of Windows-1252"),
    };
    text.chars().map(byte).collect()
}
