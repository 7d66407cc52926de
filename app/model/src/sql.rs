//! Types as values in SQL: for the store alone.

use sqlx_core::database::Database;
use sqlx_core::decode::Decode;
use sqlx_core::encode::{Encode, IsNull};
use sqlx_core::error::BoxDynError;
use sqlx_core::types::Type;

use crate::calendar::academic_year::AcademicYear;
use crate::calendar::half_term::HalfTerm;
use crate::ids::*;

/// What is text there: as it is written, and read back.
macro_rules! text {
    ($($name:ident),* $(,)?) => {$(
        impl<Db: Database> Type<Db> for $name
        where
            String: Type<Db>,
        {
            fn type_info() -> Db::TypeInfo {
                String::type_info()
            }

            fn compatible(kind: &Db::TypeInfo) -> bool {
                String::compatible(kind)
            }
        }

        impl<'q, Db: Database> Encode<'q, Db> for $name
        where
            String: Encode<'q, Db>,
        {
            fn encode_by_ref(&self, into: &mut <Db as Database>::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                self.to_string().encode(into)
            }
        }

        impl<'r, Db: Database> Decode<'r, Db> for $name
        where
            &'r str: Decode<'r, Db>,
        {
            fn decode(value: <Db as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                Ok(<&str>::decode(value)?.parse()?)
            }
        }
    )*};
}

text!(
    HubId,
    SchoolId,
    PersonId,
    WorkGroupId,
    GroupYearId,
    ParticipationId,
    InvitationId,
    WorkshopId,
    PollId,
    PollAnswerId,
    DocumentId,
    CommitmentId,
    ClausesId,
    InterestId,
    DecisionId,
    MessageId,
    FormingStepId,
    RolloverId,
    SchoolImportId,
    AuditId,
    CalendarFeedId,
    GuestId,
    GuestClaimId,
    AttendanceId,
    PlanTemplateId,
    HalfTerm
);

impl<Db: Database> Type<Db> for AcademicYear
where
    i32: Type<Db>,
{
    fn type_info() -> Db::TypeInfo {
        i32::type_info()
    }

    fn compatible(kind: &Db::TypeInfo) -> bool {
        i32::compatible(kind)
    }
}

impl<'q, Db: Database> Encode<'q, Db> for AcademicYear
where
    i32: Encode<'q, Db>,
{
    fn encode_by_ref(&self, into: &mut <Db as Database>::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.starts_in().encode(into)
    }
}

impl<'r, Db: Database> Decode<'r, Db> for AcademicYear
where
    i32: Decode<'r, Db>,
{
    fn decode(value: <Db as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        i32::decode(value).map(Self::starting)
    }
}
