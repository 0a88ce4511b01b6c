//! Dates that admit what is not known: EDTF (ISO 8601-2:2019, annex A) levels 0 and 1, and their partial order.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date as Day;
use serde::{Serialize, Serializer};

/// A date of Extended Date/Time Format, level 1.
///
/// | written | means |
/// | --- | --- |
/// | `2005`, `2013-09`, `2013-09-14` | a year, a month, a day |
/// | `201X`, `20XX`, `2004-XX`, `2004-05-XX` | digits that are not specified |
/// | `2004~`, `2004?`, `2004%` | approximate, uncertain, both |
/// | `2001-21` to `2001-24` | spring, summer, autumn, winter |
/// | `2004/2006`, `2004/..`, `../2006`, `2004/`, `/2006` | an interval, open or of unknown end |
///
/// A time of day is read and dropped. Years of more than four digits (`Y17000`) are refused.
///
/// # Order
///
/// A date stands for every day that it may mean, and one is before another only when each of its days is: `2004` is before
/// `2005-06`, while `2005` and `2005-06` are incomparable ([`PartialOrd`] gives `None`). A qualifier widens a date by one unit of
/// its own precision on either side (`2004~` may be 2003 to 2005); a season, whose months depend on the hemisphere, is compared
/// as its year. Only a date written the same way is equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date(Form);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Point(Point),
    Interval(Bound, Bound),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Bound {
    Point(Point),
    Open,
    Unknown,
}

/// A year, a month or a day, with the digits that are not specified and a qualifier.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Point {
    /// Digits that are not specified are zero here.
    year: i16,
    /// How many of the year's last digits are not specified: 0, 1 or 2.
    vague: u8,
    month: Part,
    day: Part,
    qualifier: Option<Qualifier>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Absent,
    Unspecified,
    Is(i8),
}

/// What puts dates in a total order: first day, last day, spelling.
pub type SortKey = (Option<(i16, i8, i8)>, Option<(i16, i8, i8)>, String);

/// How sure a date is of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// `?`: the source is not certain.
    Uncertain,
    /// `~`: near that date.
    Approximate,
    /// `%`: both.
    Both,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date: {reason}")]
pub struct DateError {
    text: String,
    reason: String,
}

impl DateError {
    fn new(text: &str, reason: impl Into<String>) -> Self {
        let text = match text.char_indices().nth(40) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text.to_owned(),
        };
        Self {
            text,
            reason: reason.into(),
        }
    }
}

const EXPECTED: &str = "expected a year, year-month or year-month-day such as 2005, 2013-09 or 2013-09-14 (EDTF: 2004~ about, 2004? uncertain, 2004/2006)";

impl Date {
    /// A day of the calendar.
    ///
    /// # Errors
    ///
    /// [`DateError`] when there is no such day in that month of that year (-9999 to 9999).
    pub fn day(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        let text = format!("{year}-{month:02}-{day:02}");
        Day::new(year, month, day).map_err(|_| DateError::new(&text, "there is no such day"))?;
        Ok(Self::point(year, Part::Is(month), Part::Is(day)))
    }

    /// A whole year.
    pub fn year(year: i16) -> Self {
        Self::point(year, Part::Absent, Part::Absent)
    }

    fn point(year: i16, month: Part, day: Part) -> Self {
        Self(Form::Point(Point {
            year,
            vague: 0,
            month,
            day,
            qualifier: None,
        }))
    }

    /// The first day that the date may mean as (year, month, day); `None` when it is open or unknown to that side.
    pub fn earliest(&self) -> Option<(i16, i8, i8)> {
        self.first().map(triple)
    }

    /// The last day that the date may mean as (year, month, day); `None` when it is open or unknown to that side.
    pub fn latest(&self) -> Option<(i16, i8, i8)> {
        self.last().map(triple)
    }

    fn first(&self) -> Option<Day> {
        match self.0 {
            Form::Point(p) | Form::Interval(Bound::Point(p), _) => Some(p.days().0),
            Form::Interval(..) => None,
        }
    }

    fn last(&self) -> Option<Day> {
        match self.0 {
            Form::Point(p) | Form::Interval(_, Bound::Point(p)) => Some(p.days().1),
            Form::Interval(..) => None,
        }
    }

    /// Whether this date is before the other: `None` when what is known does not decide it.
    ///
    /// ```
    /// # use celebgraph::model::Date;
    /// let date = |text: &str| text.parse::<Date>().unwrap();
    /// assert_eq!(date("2004").is_before(&date("2005-06")), Some(true));
    /// assert_eq!(date("2005").is_before(&date("2005-06")), None);
    /// assert_eq!(date("2005-06").is_before(&date("2004")), Some(false));
    /// ```
    pub fn is_before(&self, other: &Self) -> Option<bool> {
        if let (Some(mine), Some(theirs)) = (self.last(), other.first())
            && mine < theirs
        {
            return Some(true);
        }
        if let (Some(mine), Some(theirs)) = (self.first(), other.last())
            && mine >= theirs
        {
            return Some(false);
        }
        None
    }

    /// Whether every day that `other` may mean is a day that this date may mean: `2013` covers `2013-09-14`.
    pub fn covers(&self, other: &Self) -> bool {
        let starts = match (self.first(), other.first()) {
            (None, _) => true,
            (Some(mine), Some(theirs)) => mine <= theirs,
            (Some(_), None) => false,
        };
        let ends = match (self.last(), other.last()) {
            (None, _) => true,
            (Some(mine), Some(theirs)) => mine >= theirs,
            (Some(_), None) => false,
        };
        starts && ends
    }

    /// A key that puts dates in a total order for display: by the first day, then the last, then the spelling.
    pub fn sort_key(&self) -> SortKey {
        (self.earliest(), self.latest(), self.to_string())
    }

    /// The year for a label, with its qualifier and without month and day: `2013`, `2004~`, `201X`, `2004/2006`.
    pub fn year_label(&self) -> String {
        let cut = |p: Point| Point {
            month: Part::Absent,
            day: Part::Absent,
            ..p
        };
        match self.0 {
            Form::Point(p) => cut(p).to_string(),
            Form::Interval(a, b) => {
                let side = |bound| match bound {
                    Bound::Point(p) => Bound::Point(cut(p)),
                    other => other,
                };
                Self(Form::Interval(side(a), side(b))).to_string()
            }
        }
    }
}

/// The day, or the first one of the calendar: callers have checked their parts, so that this never shows.
fn day_or_min(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap_or(Day::MIN)
}

fn triple(day: Day) -> (i16, i8, i8) {
    (day.year(), day.month(), day.day())
}

impl Point {
    /// First and last day that the point may mean, both included.
    fn days(&self) -> (Day, Day) {
        let last_year = self.year + [0, 9, 99][usize::from(self.vague.min(2))];
        let (first, last, widen) = match (self.month, self.day) {
            (Part::Is(month @ 1..=12), Part::Is(day)) => {
                let day = day_or_min(self.year, month, day);
                (day, day, Unit::Day)
            }
            (Part::Is(month @ 1..=12), _) => {
                let first = day_or_min(self.year, month, 1);
                (first, first.last_of_month(), Unit::Month)
            }
            (Part::Is(24), _) => {
                let year = day_or_min(self.year, 1, 1);
                let before = Unit::Month.shift(year, -1);
                let after = Unit::Month.shift(year.last_of_year(), 2).last_of_month();
                (before, after, Unit::Year)
            }
            _ => (
                day_or_min(self.year, 1, 1),
                day_or_min(last_year, 12, 31),
                Unit::Year,
            ),
        };
        match self.qualifier {
            None => (first, last),
            Some(_) => {
                let first = widen.shift(first, -1);
                let last = match widen {
                    // The month after one of 28 days may have 31.
                    Unit::Month => widen.shift(last, 1).last_of_month(),
                    _ => widen.shift(last, 1),
                };
                (first, last)
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    fn shift(self, day: Day, by: i32) -> Day {
        let span = jiff::Span::new();
        let moved = match self {
            Unit::Day => span.try_days(by),
            Unit::Month => span.try_months(by),
            Unit::Year => span.try_years(by),
        };
        // Only at the ends of the calendar does this fail, and there the end itself is the bound.
        moved.and_then(|span| day.checked_add(span)).unwrap_or(day)
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            Some(Ordering::Equal)
        } else if self.is_before(other) == Some(true) {
            Some(Ordering::Less)
        } else if other.is_before(self) == Some(true) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = |reason: String| DateError::new(text, reason);
        if !text.is_ascii() {
            return Err(fail(EXPECTED.into()));
        }
        let Some((from, to)) = text.split_once('/') else {
            return Ok(Self(Form::Point(parse_point(text).map_err(fail)?)));
        };
        let bound = |side: &str| match side {
            ".." => Ok(Bound::Open),
            "" => Ok(Bound::Unknown),
            _ => parse_point(side).map(Bound::Point),
        };
        let (from, to) = (bound(from).map_err(fail)?, bound(to).map_err(fail)?);
        match (from, to) {
            (Bound::Point(a), Bound::Point(b)) if b.days().1 < a.days().0 => {
                Err(fail("the interval ends before it starts".into()))
            }
            (Bound::Point(_), _) | (_, Bound::Point(_)) => Ok(Self(Form::Interval(from, to))),
            _ => Err(fail("the interval has neither start nor end".into())),
        }
    }
}

fn parse_point(text: &str) -> Result<Point, String> {
    let (text, qualifier) = match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], Some(Qualifier::Uncertain)),
        Some(b'~') => (&text[..text.len() - 1], Some(Qualifier::Approximate)),
        Some(b'%') => (&text[..text.len() - 1], Some(Qualifier::Both)),
        _ => (text, None),
    };
    let text = drop_time(text)?;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = digits.split('-');
    let year_text = parts.next().unwrap_or_default();
    if year_text.len() != 4 {
        if year_text.starts_with('Y') || (year_text.len() > 4 && all_digits(year_text)) {
            return Err("years have four digits".into());
        }
        return Err(EXPECTED.into());
    }
    let vague = year_text.bytes().rev().take_while(|b| *b == b'X').count();
    let known = &year_text[..4 - vague];
    if vague > 2 || !all_digits(known) {
        return Err(EXPECTED.into());
    }
    let scale = [1, 10, 100][vague];
    let year = known.parse::<i16>().map_err(|_| EXPECTED)? * scale;
    let year = if negative { -year } else { year };
    if negative && vague > 0 {
        return Err("a year before 0 needs all its digits".into());
    }
    let month = part(parts.next())?;
    let day = part(parts.next())?;
    if parts.next().is_some() {
        return Err(EXPECTED.into());
    }
    let vague = vague as u8;
    let point = Point {
        year,
        vague,
        month,
        day,
        qualifier,
    };
    match (month, day) {
        (Part::Absent, Part::Absent) => Ok(point),
        _ if vague > 0 => Err("a month needs a year with all its digits".into()),
        (Part::Unspecified, Part::Absent | Part::Unspecified) => Ok(point),
        (Part::Unspecified, Part::Is(_)) => Err("a day needs its month".into()),
        (Part::Is(1..=12), Part::Absent | Part::Unspecified) => Ok(point),
        (Part::Is(month @ 1..=12), Part::Is(day)) => match Day::new(year, month, day) {
            Ok(_) => Ok(point),
            Err(_) => Err(format!("there is no day {day} in month {month} of {year}")),
        },
        (Part::Is(21..=24), Part::Absent) => Ok(point),
        (Part::Is(21..=24), _) => Err("a season has no days".into()),
        (Part::Is(month), _) => Err(format!("there is no month {month}")),
        (Part::Absent, _) => Err(EXPECTED.into()),
    }
}

/// `2022-08-05T10:00:00Z` and the `2022-08-05 00:00:00` of spreadsheets: the day stays.
fn drop_time(text: &str) -> Result<&str, String> {
    let Some(at) = text.find(['T', ' ']) else {
        return Ok(text);
    };
    let (day, time) = (&text[..at], text[at + 1..].trim());
    let looks_like_time = time.len() >= 5
        && time.as_bytes()[2] == b':'
        && time
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.,+-Z".contains(&b));
    if day.len() == 10 && looks_like_time {
        Ok(day)
    } else {
        Err(EXPECTED.into())
    }
}

fn part(text: Option<&str>) -> Result<Part, String> {
    match text {
        None => Ok(Part::Absent),
        Some("XX") => Ok(Part::Unspecified),
        Some(digits) if digits.len() == 2 && all_digits(digits) => {
            Ok(Part::Is(digits.parse().map_err(|_| EXPECTED)?))
        }
        Some(_) => Err(EXPECTED.into()),
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0 {
            Form::Point(p) => p.to_string(),
            Form::Interval(a, b) => format!("{a}/{b}"),
        };
        f.pad(&text)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Point(p) => p.fmt(f),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            f.write_str("-")?;
        }
        let digits = format!("{:04}", self.year.unsigned_abs());
        let known = 4 - usize::from(self.vague);
        f.write_str(&digits[..known])?;
        f.write_str(&"XX"[..usize::from(self.vague)])?;
        for part in [self.month, self.day] {
            match part {
                Part::Absent => {}
                Part::Unspecified => f.write_str("-XX")?,
                Part::Is(number) => write!(f, "-{number:02}")?,
            }
        }
        f.write_str(match self.qualifier {
            None => "",
            Some(Qualifier::Uncertain) => "?",
            Some(Qualifier::Approximate) => "~",
            Some(Qualifier::Both) => "%",
        })
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
