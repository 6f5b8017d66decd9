//! Dates in words.

use crate::base::Date;
use crate::base::lang::primary;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date as a text of the language says it: `1er mars 2026` (OQLF, Banque de
/// dépannage linguistique, « Date »), `March 1, 2026`; `2026-03-01` in languages
/// whose words guichet does not know.
pub fn long_date(date: Date, tag: &str) -> String {
    let month = usize::from(date.month().unsigned_abs()) - 1;
    let (day, year) = (date.day(), date.year());
    match primary(tag).as_str() {
        "fr" if day == 1 => format!("1er {} {year}", FRENCH[month]),
        "fr" => format!("{day} {} {year}", FRENCH[month]),
        "en" => format!("{} {day}, {year}", ENGLISH[month]),
        _ => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::long_date;
    use crate::base::date::parse_date;

    #[test]
    fn dates_follow_the_language() {
        let date = parse_date("2026-03-01").unwrap();
        assert_eq!(long_date(date, "fr-CA"), "1er mars 2026");
        assert_eq!(long_date(date, "en-CA"), "March 1, 2026");
        assert_eq!(long_date(date, "es"), "2026-03-01");
        let date = parse_date("2026-12-31").unwrap();
        assert_eq!(long_date(date, "fr"), "31 décembre 2026");
    }
}
