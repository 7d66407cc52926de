//! Ids as values in SQL, where they are text: for the store alone.

use sqlx_core::database::Database;
use sqlx_core::decode::Decode;
use sqlx_core::encode::{Encode, IsNull};
use sqlx_core::error::BoxDynError;
use sqlx_core::types::Type;

use super::*;

macro_rules! sql {
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

sql!(
    HubId,
    SchoolId,
    PersonId,
    WorkGroupId,
    GroupYearId,
    ParticipationId,
    InvitationId,
    WorkshopId,
    DocumentId,
    CommitmentId,
    ClausesId,
    InterestId,
    DecisionId,
    MessageId,
    FormingStepId,
    RolloverId,
    SchoolImportId,
    AuditId
);
