//! Civil dates: no clock is read here; today comes in as a value.

/// A day of the Gregorian calendar.
pub type Date = jiff::civil::Date;

/// Reads `YYYY-MM-DD`, strictly.
pub fn parse_date(text: &str) -> Option<Date> {
    let is_shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(idx, b)| if idx == 4 || idx == 7 { b == b'-' } else { b.is_ascii_digit() });
    if is_shaped { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn only_real_iso_dates_are_read() {
        assert!(parse_date("2026-02-28").is_some());
        for bad in ["2026-02-30", "26-02-28", "2026/02/28", "2026-2-8", "", "2026-02-28T00:00"] {
            assert!(parse_date(bad).is_none(), "{bad}");
        }
    }
}
