//! Where the pages of polls are.

use model::ids::{PollId, WorkGroupId, WorkshopId};

/// All polls of a group.
pub fn of_group(group: WorkGroupId) -> String {
    format!("/groups/{group}/polls")
}

/// Opening one, for a workshop where that is known.
pub fn new(group: WorkGroupId, workshop: Option<WorkshopId>) -> String {
    let workshop = workshop.map(|workshop| format!("?workshop={workshop}")).unwrap_or_default();
    format!("/groups/{group}/polls/new{workshop}")
}

/// One as whoever leads the group sees it, or with `page` (like `/close`) one of its further pages.
pub fn of_poll(group: WorkGroupId, poll: PollId, page: &str) -> String {
    format!("/groups/{group}/polls/{poll}{page}")
}

/// A poll as those see it who are asked, by its secret.
pub fn asked(secret: &str) -> String {
    format!("/polls/{}", digits(secret))
}

/// Somebody's own answer, by its secret beside the poll's.
pub fn own(secret: &str, own: &str) -> String {
    format!("/polls/{}/{}", digits(secret), digits(own))
}

/// A secret is only ever hexadecimal digits; anything else must not become part of an address.
fn digits(secret: &str) -> &str {
    if secret.bytes().all(|byte| byte.is_ascii_hexdigit()) { secret } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_secret_leads_nowhere_else() {
        assert_eq!((asked("0a1b").as_str(), own("0a", "1b").as_str()), ("/polls/0a1b", "/polls/0a/1b"));
        assert_eq!((asked("../hub").as_str(), own("0a", "//evil.example").as_str()), ("/polls/", "/polls/0a/"));
    }
}
