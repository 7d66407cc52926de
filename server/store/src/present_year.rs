//! The present year of a group, as SQL.

/// SQL for the present year of a group, seen from the academic year `$now`: the latest that has begun, or the first when none
/// has. A group that is formed in June for September is there from June on.
macro_rules! present_year {
    ($group:literal, $now:literal) => {
        concat!(
            "(select present.academic_year from group_year as present where present.work_group = ",
            $group,
            " order by present.academic_year <= ",
            $now,
            " desc, abs(present.academic_year - ",
            $now,
            ") limit 1)"
        )
    };
    // The same where what is known is a day, like `2026-11-24`.
    ($group:literal, on $day:literal) => {
        concat!(
            "(select present.academic_year from group_year as present where present.work_group = ",
            $group,
            " order by present.academic_year <= strftime('%Y', ",
            $day,
            ") - (strftime('%m', ",
            $day,
            ") < '09') desc, abs(present.academic_year - strftime('%Y', ",
            $day,
            ") + (strftime('%m', ",
            $day,
            ") < '09')) limit 1)"
        )
    };
}
pub(crate) use present_year;

/// The ids of every group's [`present_year!`] on a day, as SQL. What was in earlier years is over. The day is a placeholder
/// like `?2`.
macro_rules! present_years {
    ($day:literal) => {
        concat!(
            "(select any_year.id from group_year as any_year where any_year.academic_year = ",
            $crate::present_year::present_year!("any_year.work_group", on $day),
            ")"
        )
    };
}
pub(crate) use present_years;
