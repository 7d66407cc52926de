//! Where a school is and whom it teaches, for schools that come from elsewhere than an extract.

use model::ids::SchoolId;

use crate::database::Changes;
use crate::error::StoreError;

/// What a map and a school's page need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// Street and number.
    pub street: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Metres east on the British National Grid.
    pub easting: i64,
    /// Metres north.
    pub northing: i64,
    /// Youngest and oldest statutory age in years.
    pub ages: (u8, u8),
    /// How many pupils there are: a published figure, and nothing about any of them.
    pub pupils: u32,
    /// Like `Community school`.
    pub kind: &'a str,
    /// Number and name of its local authority.
    pub authority: (&'a str, &'a str),
    /// The trust it belongs to.
    pub trust: Option<&'a str>,
}

/// Says where a school is.
///
/// # Errors
/// When the file can't be written to.
pub async fn set(changes: &mut Changes, school: SchoolId, place: &Place<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "update school set street = ?, postcode = ?, easting = ?, northing = ?, low_age = ?, high_age = ?, pupils = ?,
                           type_name = ?, la_code = ?, la_name = ?, trust = ?, phase = 'Primary'
         where id = ?",
    )
    .bind(place.street)
    .bind(place.postcode)
    .bind(place.easting)
    .bind(place.northing)
    .bind(i64::from(place.ages.0))
    .bind(i64::from(place.ages.1))
    .bind(i64::from(place.pupils))
    .bind(place.kind)
    .bind(place.authority.0)
    .bind(place.authority.1)
    .bind(place.trust)
    .bind(school)
    .execute(changes.connection())
    .await?;
    Ok(())
}
