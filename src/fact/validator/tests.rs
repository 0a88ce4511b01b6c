use super::*;
use crate::model::{Certainty, Status};

fn check(row: Row<'_>) -> Result<Checked, RowError> {
    let ontology = Ontology::builtin().unwrap();
    Validator::new(&ontology).check(&row, 7)
}

fn row<'a>(subject: &'a str, relation: &'a str, object: &'a str) -> Row<'a> {
    Row {
        subject,
        relation,
        object,
        ..Row::default()
    }
}

#[test]
fn inverses_are_turned_and_symmetric_pairs_ordered() {
    for (subject, relation, object, expected) in [
        (
            "Ada Lin",
            "child",
            "Bo Lin",
            ("Ada Lin", "child", "Bo Lin", None, false),
        ),
        (
            "Bo Lin",
            "parent",
            "Ada Lin",
            ("Ada Lin", "child", "Bo Lin", None, true),
        ),
        (
            "Ada Lin",
            "mother of",
            "Bo Lin",
            ("Ada Lin", "child", "Bo Lin", None, false),
        ),
        (
            "Zoe Fox",
            "married to",
            "Ada Lin",
            ("Ada Lin", "spouse", "Zoe Fox", None, true),
        ),
        (
            "Zoe Fox",
            "aunt",
            "Ada Lin",
            (
                "Ada Lin",
                "relative",
                "Zoe Fox",
                Some("niece_or_nephew"),
                true,
            ),
        ),
        (
            "Zoe Fox",
            "aunt of",
            "Ada Lin",
            (
                "Ada Lin",
                "relative",
                "Zoe Fox",
                Some("aunt_or_uncle"),
                true,
            ),
        ),
        (
            "Ada Lin",
            "aunt of",
            "Zoe Fox",
            (
                "Ada Lin",
                "relative",
                "Zoe Fox",
                Some("niece_or_nephew"),
                false,
            ),
        ),
        (
            "Ada Lin",
            "cousin",
            "Zoe Fox",
            ("Ada Lin", "relative", "Zoe Fox", Some("cousin"), false),
        ),
        (
            "Bo Lin",
            "protege",
            "Zoe Fox",
            ("Zoe Fox", "mentor", "Bo Lin", None, true),
        ),
    ] {
        let fact = check(row(subject, relation, object)).unwrap().fact;
        let swapped = fact.evidence.written.is_some_and(|w| w.swapped);
        assert_eq!(
            (
                fact.subject.as_str(),
                fact.relation.as_str(),
                fact.object.as_str(),
                fact.kinship.as_ref().map(Kinship::as_str),
                swapped
            ),
            expected,
            "{subject} {relation} {object}"
        );
    }
}

#[test]
fn words_set_status_certainty_and_gender_and_columns_overrule_them() {
    let checked = check(row("Ada Lin", "ex-husband", "Bo Fox")).unwrap();
    assert_eq!(checked.fact.status, Some(Status::Ended));
    assert_eq!(checked.people.len(), 1);
    assert_eq!(checked.people[0].name.as_str(), "Bo Fox");
    assert_eq!(checked.people[0].details[0].value, "male");
    let checked = check(Row {
        status: "current",
        certainty: "Rumoured",
        ..row("Ada Lin", "ex-husband", "Bo Fox")
    })
    .unwrap();
    assert_eq!(checked.fact.status, Some(Status::Current));
    assert_eq!(checked.fact.certainty, Some(Certainty::Rumored));
    assert_eq!(
        check(row("Ada Lin", "friend", "Bo Fox"))
            .unwrap()
            .fact
            .status,
        None
    );
}

#[test]
fn sources_works_and_numbers_are_read() {
    let fact = check(Row {
        source: "https://a.example/1",
        works: "One; Two | One",
        confidence: "85%",
        published: "5 August 2022",
        quote: "  said so ",
        ..row("Ada Lin", "duet", "Bo Fox")
    })
    .unwrap()
    .fact;
    assert_eq!(fact.evidence.source.url, "https://a.example/1");
    assert_eq!(fact.evidence.source.name, "");
    assert_eq!(fact.works, ["One", "Two"]);
    assert_eq!(fact.confidence, Some(0.85));
    assert_eq!(fact.evidence.published.unwrap().to_string(), "2022-08-05");
    assert_eq!(fact.evidence.quote.as_deref(), Some("said so"));
}

#[test]
fn what_does_not_fit_names_its_column_and_reason() {
    let base = row("Ada Lin", "friend", "Bo Fox");
    for (row, column, reason) in [
        (
            row("", "friend", "Bo"),
            Column::Subject,
            "the name is missing",
        ),
        (
            row("Ada", "friend", " "),
            Column::Object,
            "the name is missing",
        ),
        (
            row("Ada", "", "Bo"),
            Column::Relation,
            "the relation is missing",
        ),
        (
            row("Ada", "freind", "Bo"),
            Column::Relation,
            "did you mean `friend`",
        ),
        (
            row("Beyoncé", "friend", "BEYONCE"),
            Column::Object,
            "the same person",
        ),
        (
            row("Ada", "relative", "Bo"),
            Column::Kinship,
            "needs a kinship",
        ),
        (
            Row {
                kinship: "cousin",
                ..base
            },
            Column::Kinship,
            "does not go with",
        ),
        (
            Row {
                kinship: "blob",
                ..base
            },
            Column::Kinship,
            "unknown kinship",
        ),
        (
            Row {
                status: "maybe",
                ..base
            },
            Column::Status,
            "not one of current",
        ),
        (
            Row {
                certainty: "sure-ish",
                ..base
            },
            Column::Certainty,
            "not one of asserted",
        ),
        (
            Row {
                start: "2013-02-30",
                ..base
            },
            Column::Start,
            "no day 30",
        ),
        (
            Row {
                end: "9/10/2013",
                ..base
            },
            Column::End,
            "is not a date",
        ),
        (
            Row {
                published: "soon",
                ..base
            },
            Column::Published,
            "is not a date",
        ),
        (
            Row {
                confidence: "NaN",
                ..base
            },
            Column::Confidence,
            "from 0 to 1",
        ),
        (
            Row {
                confidence: "2",
                ..base
            },
            Column::Confidence,
            "from 0 to 1",
        ),
    ] {
        let error = check(row).unwrap_err();
        assert_eq!(error.column, Some(column), "{error}");
        assert!(error.reason.contains(reason), "{error}");
    }
}
