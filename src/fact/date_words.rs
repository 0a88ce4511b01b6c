//! Dates as spreadsheets hold them, besides EDTF.

use crate::model::{Date, DateError};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads EDTF, and besides it the forms that leave no doubt: `14 September 2013`, `September 14, 2013`, `Sept. 2013`,
/// `2013-9-14`, `2013/09/14`, `9/14/2013` (there is no month 14), `c. 2004`, `about 2004`.
///
/// # Errors
///
/// [`DateError`] for anything else, `9/10/2013` among it: which number is the month differs by country.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    text.parse().or_else(|error| match to_edtf(text) {
        Some(edtf) => edtf.parse(),
        None => Err(error),
    })
}

/// The EDTF form of a date in words; `None` when it is not of a form that is known.
fn to_edtf(text: &str) -> Option<String> {
    if text.len() > 40 || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    for about in ["c.", "ca.", "circa ", "about ", "around ", "approx. ", "~"] {
        if let Some(rest) = lower.strip_prefix(about) {
            let rest = rest.trim();
            let plain = to_edtf(rest).unwrap_or_else(|| rest.to_owned());
            return Some(format!("{plain}~"));
        }
    }
    if let Some(dashed) = padded(&lower).or_else(|| by_numbers(&lower)) {
        return Some(dashed);
    }
    let words: Vec<&str> = lower
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [month_name, year] => Some(format!("{}-{:02}", four(year)?, month(month_name)?)),
        [a, b, year] => {
            let (month, day) = match month(a) {
                Some(month) => (month, b),
                None => (month(b)?, a),
            };
            let day: u8 = day
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse()
                .ok()?;
            Some(format!("{}-{month:02}-{day:02}", four(year)?))
        }
        _ => None,
    }
}

/// `2013-9-4` with its zeros.
fn padded(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let year = four(parts.next()?)?;
    let mut out = year.to_owned();
    for part in parts {
        let number: u8 = part.parse().ok()?;
        out.push_str(&format!("-{number:02}"));
    }
    Some(out)
}

/// `2013/09/14`, and `9/14/2013` or `14.9.2013` where one of the two numbers can only be the day.
fn by_numbers(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    let number = |text: &str| text.parse::<u8>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (four(year)?, number(month)?, number(day)?),
        [a, b, year] => match (number(a)?, number(b)?) {
            (day @ 13.., month) | (month, day @ 13..) => (four(year)?, month, day),
            (a, b) if a == b => (four(year)?, a, b),
            _ => return None,
        },
        _ => return None,
    };
    Some(format!("{year}-{month:02}-{day:02}"))
}

fn four(year: &str) -> Option<&str> {
    (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some(year)
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|month| month.starts_with(word) || (word == "sept" && *month == "september"))?;
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_without_doubt_are_read() {
        for (text, edtf) in [
            ("2013-09-14", "2013-09-14"),
            (" 2013 ", "2013"),
            ("14 September 2013", "2013-09-14"),
            ("September 14, 2013", "2013-09-14"),
            ("Sept. 14th, 2013", "2013-09-14"),
            ("14-Sep-2013", "2013-09-14"),
            ("May 2011", "2011-05"),
            ("2013-9-4", "2013-09-04"),
            ("2013/09/14", "2013-09-14"),
            ("9/14/2013", "2013-09-14"),
            ("14.9.2013", "2013-09-14"),
            ("5/5/2013", "2013-05-05"),
            ("c. 2004", "2004~"),
            ("circa May 2004", "2004-05~"),
        ] {
            assert_eq!(
                parse_date(text).map(|d| d.to_string()),
                Ok(edtf.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn forms_with_doubt_are_refused() {
        for text in [
            "9/10/2013",
            "10.9.2013",
            "13/13/2013",
            "13",
            "May",
            "31 June 2013",
            "soon",
            "ma 2011",
            "32 May 2011",
            "circa",
        ] {
            assert!(parse_date(text).is_err(), "{text}");
        }
    }
}
