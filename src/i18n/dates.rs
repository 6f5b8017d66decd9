//! Dates as people write them.
//!
//! French: `4 mai 2011`, `1er mai 2011`, month without a capital (OQLF, *Écriture de
//! la date*); English: `May 4, 2011` (Translation Bureau of Canada, *The Canadian
//! Style*, 5.14). Other languages get the ISO form, which no one misreads.

use crate::base::{Date, lang};

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

/// The date in words, in the language of a tag.
pub fn format_date(tag: &str, date: Date) -> String {
    let (day, year) = (date.day(), date.year());
    match lang::primary(tag).as_str() {
        "fr" => {
            let ordinal = if day == 1 { "er" } else { "" };
            format!("{day}{ordinal} {} {year}", month(&FRENCH, date))
        }
        "en" => format!("{} {day}, {year}", month(&ENGLISH, date)),
        _ => format_iso(date),
    }
}

/// `2011-05-04`: for machines, and for the `datetime` of a `time` element.
pub fn format_iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

fn month(names: &[&'static str; 12], date: Date) -> &'static str {
    let idx = usize::try_from(date.month() - 1).unwrap_or_default();
    names[idx]
}

#[cfg(test)]
mod tests {
    use super::{format_date, format_iso};
    use crate::base::date::parse_date;

    #[test]
    fn dates_follow_the_language() {
        for (tag, iso, wanted) in [
            ("fr-CA", "2011-05-04", "4 mai 2011"),
            ("fr", "2026-08-01", "1er août 2026"),
            ("en-CA", "2011-05-04", "May 4, 2011"),
            ("de", "2011-05-04", "2011-05-04"),
        ] {
            let date = parse_date(iso).unwrap();
            assert_eq!(format_date(tag, date), wanted);
            assert_eq!(format_iso(date), iso);
        }
    }
}
