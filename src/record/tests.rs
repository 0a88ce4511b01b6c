use super::*;
use crate::model::{AsWritten, Evidence, Fact, Name, PersonRow, Relation, Source, Status};

fn fact(subject: &str, object: &str, source: &str) -> Fact {
    Fact {
        subject: Name::new(subject).unwrap(),
        relation: Relation::new("friend"),
        object: Name::new(object).unwrap(),
        kinship: None,
        status: Some(Status::Ended),
        certainty: None,
        start: Some("2004~".parse().unwrap()),
        end: None,
        works: vec!["One; Two".to_owned()],
        confidence: Some(0.25),
        evidence: Evidence {
            source: Source {
                name: source.to_owned(),
                ..Source::default()
            },
            quote: Some("“said”".to_owned()),
            line: 7,
            written: Some(AsWritten {
                relation: "pal".to_owned(),
                swapped: true,
            }),
            ..Evidence::default()
        },
    }
}

fn key(name: &str, digest: &str) -> DatasetKey {
    DatasetKey {
        name: name.to_owned(),
        format: "facts".to_owned(),
        digest: digest.to_owned(),
    }
}

fn write(record: &mut Record, name: &str, digest: &str, facts: &[Fact]) -> Option<Counts> {
    match record.write(key(name, digest)).unwrap() {
        Opened::Unchanged { .. } => None,
        Opened::Writer(mut writer) => {
            facts.iter().for_each(|fact| writer.fact(fact).unwrap());
            Some(writer.commit(facts.len() as u64, 0).unwrap())
        }
    }
}

fn writer(record: &mut Record, key: DatasetKey) -> Box<DatasetWriter<'_>> {
    match record.write(key).unwrap() {
        Opened::Writer(writer) => writer,
        Opened::Unchanged { .. } => panic!("unchanged"),
    }
}

/// Everything in the record, as comparable text.
fn content(record: &Record) -> Vec<String> {
    let mut facts = Vec::new();
    record.each_fact(|fact| facts.push(fact.id)).unwrap();
    let mut all: Vec<String> = record
        .statements(&facts)
        .unwrap()
        .iter()
        .map(|s| format!("{:?} {}", s.fact, s.dataset))
        .collect();
    record
        .each_name(|(_, name)| all.push(format!("name {name}")))
        .unwrap();
    all.extend(
        record
            .sources()
            .unwrap()
            .iter()
            .map(|s| format!("source {}", s.source)),
    );
    all.extend(
        record
            .datasets()
            .unwrap()
            .iter()
            .map(|d| format!("dataset {}", d.name)),
    );
    all.extend(
        record
            .told()
            .unwrap()
            .iter()
            .map(|t| format!("told {:?}", t.details)),
    );
    all.sort();
    all
}

#[test]
fn a_statement_comes_back_as_it_was() {
    let mut record = Record::in_memory().unwrap();
    let ada = fact("Ada", "Bo", "Paper");
    write(&mut record, "a", "1", std::slice::from_ref(&ada));
    let mut facts = Vec::new();
    record.each_fact(|row| facts.push(row.id)).unwrap();
    assert_eq!(record.statements(&facts).unwrap()[0].fact, ada);
}

#[test]
fn a_statement_without_a_source_is_the_datasets_own() {
    let mut record = Record::in_memory().unwrap();
    write(&mut record, "a.csv", "1", &[fact("Ada", "Bo", "")]);
    assert_eq!(record.sources().unwrap()[0].source.name, "a.csv");
}

#[test]
fn counts_tell_new_from_known() {
    let mut record = Record::in_memory().unwrap();
    let counts = write(
        &mut record,
        "a",
        "1",
        &[
            fact("Ada", "Bo", "x"),
            fact("Ada", "Bo", "y"),
            fact("Ada", "Cy", "x"),
        ],
    )
    .unwrap();
    assert_eq!(
        (counts.facts_new, counts.facts_known, counts.people_new),
        (2, 1, 3)
    );
    // `ADA` is a spelling of somebody known, Dee is not.
    let counts = write(
        &mut record,
        "b",
        "1",
        &[fact("Ada", "Cy", "z"), fact("ADA", "Dee", "z")],
    )
    .unwrap();
    assert_eq!(
        (counts.facts_new, counts.facts_known, counts.people_new),
        (1, 1, 1)
    );
}

#[test]
fn the_same_bytes_change_nothing_and_other_bytes_replace() {
    let mut record = Record::in_memory().unwrap();
    write(
        &mut record,
        "a",
        "1",
        &[fact("Ada", "Bo", "x"), fact("Cy", "Dee", "y")],
    );
    let before = content(&record);
    assert_eq!(write(&mut record, "a", "1", &[]), None);
    assert_eq!(content(&record), before);
    write(&mut record, "a", "2", &[fact("Ada", "Bo", "x")]).unwrap();
    let mut fresh = Record::in_memory().unwrap();
    write(&mut fresh, "a", "2", &[fact("Ada", "Bo", "x")]);
    assert_eq!(content(&record), content(&fresh));
}

#[test]
fn a_writer_that_is_dropped_leaves_no_trace() {
    let mut record = Record::in_memory().unwrap();
    write(&mut record, "a", "1", &[fact("Ada", "Bo", "x")]);
    let before = content(&record);
    for name in ["a", "b"] {
        if let Opened::Writer(mut writer) = record.write(key(name, "2")).unwrap() {
            writer.fact(&fact("Eve", "Fox", "z")).unwrap();
        }
        assert_eq!(content(&record), before);
    }
    // The record is of use afterwards.
    assert!(write(&mut record, "b", "2", &[fact("Eve", "Fox", "z")]).is_some());
}

#[test]
fn forgetting_takes_what_only_that_dataset_or_source_supported() {
    let mut record = Record::in_memory().unwrap();
    write(
        &mut record,
        "x/a.csv",
        "1",
        &[fact("Ada", "Bo", "x"), fact("Cy", "Dee", "y")],
    );
    let before = content(&record);
    write(
        &mut record,
        "x/b.csv",
        "1",
        &[fact("Ada", "Bo", "z"), fact("Eve", "Bo", "z")],
    );
    let forgotten = record.forget_dataset("b.csv").unwrap();
    assert_eq!(
        (
            forgotten.statements,
            forgotten.facts,
            forgotten.names,
            forgotten.sources
        ),
        (2, 1, 1, 1)
    );
    assert_eq!(content(&record), before);
    let source = record
        .sources()
        .unwrap()
        .into_iter()
        .find(|s| s.source.name == "y")
        .unwrap();
    let forgotten = record.forget_source(source.id).unwrap();
    assert_eq!(
        (forgotten.statements, forgotten.facts, forgotten.names),
        (1, 1, 2)
    );
    assert!(!record.datasets().unwrap()[0].whole);
    // The file still says it, so that reading it again brings it back.
    write(
        &mut record,
        "x/a.csv",
        "1",
        &[fact("Ada", "Bo", "x"), fact("Cy", "Dee", "y")],
    )
    .unwrap();
    assert_eq!(content(&record), before);
    assert!(matches!(
        record.forget_dataset("none"),
        Err(RecordError::NoSuch { .. })
    ));
}

#[test]
fn what_was_told_of_people_is_forgotten_with_its_dataset() {
    let mut record = Record::in_memory().unwrap();
    let mut writer = writer(&mut record, key("people.csv", "1"));
    let person = PersonRow {
        name: Name::new("Ada").unwrap(),
        aliases: vec![Name::new("Addie").unwrap()],
        details: vec![crate::model::Detail {
            field: crate::model::Field::Born,
            value: "1980".into(),
        }],
        listed: true,
        line: 2,
    };
    writer.person(&person).unwrap();
    writer.commit(1, 0).unwrap();
    assert_eq!(record.told().unwrap().len(), 1);
    record.forget_dataset("people.csv").unwrap();
    assert!(content(&record).is_empty());
    for table in ["alias", "detail", "person", "name"] {
        let rows: i64 = record
            .conn
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn a_full_disk_is_a_clear_error_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut record = Record::open(&path).unwrap();
    write(&mut record, "a", "1", &[fact("Ada", "Bo", "x")]);
    let before = content(&record);
    record
        .conn
        .pragma_update(None, "max_page_count", 40)
        .unwrap();
    let mut writer = writer(&mut record, key("b", "1"));
    let full = (0..10_000).find_map(|n| {
        writer
            .fact(&fact(&format!("P{n}"), &format!("Q{n}"), "z"))
            .err()
    });
    let message = full.unwrap().to_string();
    drop(writer);
    assert!(
        message.contains("r.db is full; nothing was changed"),
        "{message}"
    );
    assert_eq!(content(&record), before);
}

#[test]
fn one_writer_waits_for_another_or_says_that_it_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut one = Record::open(&path).unwrap();
    let mut other = Record::open(&path).unwrap();
    other.patience = Duration::from_millis(50);
    other.conn.busy_timeout(other.patience).unwrap();
    let writer = writer(&mut one, key("a", "1"));
    let error = other.write(key("b", "1")).unwrap_err();
    assert!(matches!(error, RecordError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("r.db is busy"), "{error}");
    writer.commit(0, 0).unwrap();
    assert!(matches!(other.write(key("b", "1")), Ok(Opened::Writer(_))));
}

#[test]
fn the_file_is_readable_for_other_tools() {
    let mut record = Record::in_memory().unwrap();
    write(&mut record, "a.csv", "1", &[fact("Ada", "Bo", "Paper")]);
    let row: (String, String, String, String, String) = record
        .conn
        .query_row(
            "SELECT subject, relation, object, status, source FROM statement",
            [],
            |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            },
        )
        .unwrap();
    assert_eq!(
        row,
        (
            "Ada".into(),
            "friend".into(),
            "Bo".into(),
            "ended".into(),
            "Paper".into()
        )
    );
    let broken: i64 = record
        .conn
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(broken, 0);
}

#[test]
fn an_index_that_a_load_dropped_is_there_again() {
    let mut record = Record::in_memory().unwrap();
    write(&mut record, "a.csv", "1", &[fact("Ada", "Bo", "Paper")]);
    for (index, _) in schema::INDEXES {
        let found: i64 = record
            .conn
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name = ?1",
                [index],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(found, 1, "{index}");
    }
}
