use super::*;

fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_level_one_form_is_read_and_written_back() {
    for text in [
        "2005",
        "2013-09",
        "2013-09-14",
        "2004~",
        "2004?",
        "2004%",
        "2004-06~",
        "2004-06-11?",
        "201X",
        "20XX",
        "2004-XX",
        "2004-05-XX",
        "2004-XX-XX",
        "2001-21",
        "2001-24",
        "-0044",
        "0000",
        "2004/2006",
        "2004-02-01/2005~",
        "2004/..",
        "../2006",
        "2004/",
        "/2006",
        "2000-02-29",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
    assert_eq!(date("2022-08-05T10:30:00Z").to_string(), "2022-08-05");
    assert_eq!(date("2022-08-05 00:00:00").to_string(), "2022-08-05");
}

#[test]
fn what_is_no_date_is_refused_with_a_reason() {
    for (text, reason) in [
        ("", "expected a year"),
        ("last year", "expected a year"),
        ("05", "expected a year"),
        ("2013-9-14", "expected a year"),
        ("14/09/2013", "expected a year"),
        ("2013-13", "no month 13"),
        ("2013-00", "no month 0"),
        ("2013-02-30", "no day 30 in month 2"),
        ("1900-02-29", "no day 29"),
        ("2001-21-05", "season has no days"),
        ("20133", "four digits"),
        ("Y17000", "four digits"),
        ("2006/2004", "ends before it starts"),
        ("../..", "neither start nor end"),
        ("201X-05", "all its digits"),
        ("2004-XX-05", "needs its month"),
        ("２００４", "expected a year"),
        ("2004-05-06-07", "expected a year"),
    ] {
        let error = text
            .parse::<Date>()
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default();
        assert!(error.contains(reason), "{text}: {error:?}");
    }
}

#[test]
fn order_is_partial() {
    let table = [
        ("2004", "2005-06", Some(Ordering::Less)),
        ("2005", "2005-06", None),
        ("2005", "2005", Some(Ordering::Equal)),
        ("2005-06-01", "2005-06", None),
        ("2005-05-31", "2005-06", Some(Ordering::Less)),
        ("2004~", "2005", None),
        ("2004~", "2006", Some(Ordering::Less)),
        ("2004?", "2004", None),
        ("201X", "2019-12-31", None),
        ("201X", "2020", Some(Ordering::Less)),
        ("19XX", "2000-01-01", Some(Ordering::Less)),
        ("2004/..", "2010", None),
        ("2004/..", "2003", Some(Ordering::Greater)),
        ("../2006", "2007", Some(Ordering::Less)),
        ("2001-22", "2001-07", None),
        ("2001-24", "2002-01", None),
        ("2001-24", "2002-03", Some(Ordering::Less)),
        ("-0044", "0001", Some(Ordering::Less)),
        ("2004-02~", "2004-03-31", None),
        ("2004-02~", "2004-04-01", Some(Ordering::Less)),
    ];
    for (a, b, expected) in table {
        assert_eq!(date(a).partial_cmp(&date(b)), expected, "{a} <=> {b}");
        assert_eq!(
            date(b).partial_cmp(&date(a)),
            expected.map(Ordering::reverse),
            "{b} <=> {a}"
        );
    }
}

#[test]
fn a_less_precise_date_covers_a_more_precise_one() {
    assert!(date("2013").covers(&date("2013-09-14")));
    assert!(!date("2013-09-14").covers(&date("2013")));
    assert!(date("2013~").covers(&date("2012")));
    assert!(date("2004/..").covers(&date("2010")));
    assert!(!date("2010").covers(&date("2004/..")));
}

#[test]
fn labels_keep_the_year_and_its_qualifier() {
    assert_eq!(date("2013-09-14").year_label(), "2013");
    assert_eq!(date("2004-06~").year_label(), "2004~");
    assert_eq!(date("2004-02/2006").year_label(), "2004/2006");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,30}") {
        if let Ok(date) = text.parse::<Date>() {
            proptest::prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }
    }

    #[test]
    fn near_misses_are_read_or_refused_without_a_panic(text in "[-0-9XYT/.?~% :]{0,24}") {
        if let Ok(date) = text.parse::<Date>() {
            proptest::prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
            proptest::prop_assert!(date.earliest().is_none() || date.latest().is_none() || date.earliest() <= date.latest());
        }
    }

    #[test]
    fn order_is_transitive(a in 1900i16..2030, b in 1900i16..2030, c in 1900i16..2030, x in 0usize..4, y in 0usize..4, z in 0usize..4) {
        let form = |year: i16, kind: usize| date(&[format!("{year}"), format!("{year}~"), format!("{year}-06"), format!("{year}/..")][kind]);
        let (a, b, c) = (form(a, x), form(b, y), form(c, z));
        if a < b && b < c {
            proptest::prop_assert!(a < c);
        }
    }
}
