use serde_json::json;

use crate::world::{FACTS, PEOPLE, World, texts};

const HEAD: &str = "subject,relation,object\n";

#[test]
fn the_summary_counts_rows_facts_and_people_and_says_what_to_ask() {
    let world = World::new();
    world.write("facts.csv", FACTS);
    world.write("people.csv", PEOPLE);
    let run = world
        .celebgraph(&["ingest", "facts.csv", "people.csv"])
        .exits(0);
    assert_eq!(
        run.stdout,
        "\
facts.csv: read, 11 rows, 10 facts new, 1 known, 9 new people
people.csv: read, 2 rows, 2 rows about people, 0 new people

in all: 13 rows read, 10 facts new, 1 known, 0 rejected, 9 new people

Ask next:
  celebgraph who \"Otto Roe\"
  celebgraph path \"Otto Roe\" \"Romy Vale\"
  celebgraph timeline \"Otto Roe\"
  celebgraph family \"Romy Vale\"
  celebgraph export --around \"Otto Roe\" --depth 2 -o around.dot
"
    );
    assert_eq!(run.stderr, "");
    world
        .celebgraph(&["path", "Otto Roe", "Romy Vale"])
        .exits(0);
}

#[test]
fn the_json_summary_has_every_file() {
    let world = World::new();
    world.write(
        "facts.csv",
        format!("{HEAD}Romy Vale,wife,Iris Vale\nRomy Vale,wief,Iris Vale\n"),
    );
    let run = world
        .celebgraph(&["ingest", "facts.csv", "--json"])
        .exits(3);
    let summary = run.json();
    for (key, n) in [
        ("rows", 2),
        ("facts_new", 1),
        ("facts_known", 0),
        ("people_new", 2),
        ("rejected", 1),
    ] {
        assert_eq!(summary[key], n, "{key}");
    }
    assert_eq!(summary["dry_run"], false);
    let file = &summary["files"][0];
    assert_eq!(
        (&file["dataset"], &file["outcome"], &file["format"]),
        (&json!("facts.csv"), &json!("added"), &json!("facts"))
    );
    let reason = file["reasons"][0].as_str().unwrap();
    let expected = "line 3, column `relation` (2): unknown relation `wief`; did you mean `wife`";
    assert!(reason.starts_with(expected), "{reason}");
    assert!(
        file["rejects"]
            .as_str()
            .unwrap()
            .ends_with("facts.rejects.csv")
    );
    assert_eq!(run.stderr, "");
    world.write("bad.csv", "");
    let run = world
        .celebgraph(&["ingest", "bad.csv", "facts.csv", "--json"])
        .exits(3);
    let summary = run.json();
    assert_eq!(texts(&summary["failed"], "file"), ["bad.csv"]);
    assert!(
        summary["failed"][0]["error"]
            .as_str()
            .unwrap()
            .contains("the file is empty")
    );
    assert_eq!(texts(&summary["files"], "outcome"), ["unchanged"]);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let world = World::small();
    let before = world.exported();
    let again = world
        .celebgraph(&["ingest", "facts.csv", "people.csv"])
        .exits(0);
    assert!(
        again
            .stdout
            .starts_with("facts.csv: unchanged\npeople.csv: unchanged\n"),
        "{}",
        again.stdout
    );
    assert_eq!(world.exported(), before);
    // However it is named.
    let path = world.path("facts.csv");
    world
        .celebgraph(&["ingest", path.to_str().unwrap()])
        .exits(0)
        .tells("facts.csv: unchanged\n");
    assert_eq!(world.json(&["stats"])["datasets"], 2);
}

#[test]
fn a_changed_file_replaces_what_it_said_and_nothing_else() {
    let world = World::of(&[
        (
            "one.csv",
            "subject,relation,object\nRomy Vale,wife,Iris Vale\nRomy Vale,friend,Otto Roe\n",
        ),
        (
            "two.csv",
            "subject,relation,object\nRomy Vale,friend,Otto Roe\n",
        ),
    ]);
    world.write("one.csv", format!("{HEAD}Romy Vale,sister,Ana Vale\n"));
    world
        .celebgraph(&["ingest", "one.csv"])
        .exits(0)
        .tells("one.csv: read again, 1 row, 1 fact new, 0 known, 1 new person\n");
    let fresh = World::of(&[
        (
            "two.csv",
            "subject,relation,object\nRomy Vale,friend,Otto Roe\n",
        ),
        (
            "one.csv",
            "subject,relation,object\nRomy Vale,sister,Ana Vale\n",
        ),
    ]);
    assert_eq!(world.exported(), fresh.exported());
    assert_eq!(
        texts(&world.json(&["people"]), "name"),
        ["Ana Vale", "Otto Roe", "Romy Vale"]
    );
}

#[test]
fn a_folder_is_read_with_its_folders_and_without_other_files() {
    let world = World::new();
    world.write("in/b.csv", format!("{HEAD}Romy Vale,wife,Iris Vale\n"));
    world.write(
        "in/deep/er/a.TSV",
        "subject\trelation\tobject\nRomy Vale\tfriend\tOtto Roe\n",
    );
    world.write(
        "in/c.json",
        r#"[{"subject": "Ana Vale", "relation": "mother", "object": "Iris Vale"}]"#,
    );
    world.write("in/README.md", "not a table");
    world.write("in/.hidden.csv", "not a table either");
    let run = world.celebgraph(&["ingest", "in"]).exits(0);
    run.tells("in/b.csv: read, 1 row,")
        .tells("1 other file left out: neither tables nor graphs\n");
    assert_eq!(
        texts(&world.json(&["sources"])["datasets"], "name"),
        ["in/b.csv", "in/c.json", "in/deep/er/a.TSV"]
    );
    world.write("none/README.md", "not a table");
    world
        .celebgraph(&["ingest", "none"])
        .exits(3)
        .tells("there are no tables to read")
        .tells("hint: in folders, files named .csv");
    // On the command line any name does.
    world.write("facts.txt", format!("{HEAD}Zed Alone,friend,Zoe Alone\n"));
    world.celebgraph(&["ingest", "facts.txt"]).exits(0);
}

#[test]
fn standard_input_is_read() {
    let world = World::new();
    let text = format!("{HEAD}Romy Vale,wife,Iris Vale\nRomy Vale,wief,Iris Vale\n");
    let run = world
        .celebgraph_reading(&["ingest", "-"], text.clone())
        .exits(3);
    assert!(run.stdout.starts_with("stdin-"), "{}", run.stdout);
    let again = world.celebgraph_reading(&["ingest", "-"], text).exits(0);
    again.tells(": unchanged");
    let named = world.celebgraph_reading(
        &["ingest", "-", "--dataset", "piped"],
        format!("{HEAD}Romy Vale,friend,Otto Roe\n"),
    );
    named
        .exits(0)
        .tells("piped: read, 1 row, 1 fact new, 0 known, 1 new person\n");
    // The row that did not fit waits beside the record.
    assert!(world.read("stdin.rejects.csv").contains("wief"));
}

#[test]
fn a_dry_run_makes_no_record_and_changes_none() {
    let world = World::new();
    world.write(
        "facts.csv",
        format!("{HEAD}Romy Vale,wife,Iris Vale\nRomy Vale,wief,Iris Vale\n"),
    );
    let run = world
        .celebgraph(&["ingest", "--dry-run", "facts.csv"])
        .exits(3);
    run.tells("facts.csv: read, 2 rows, 1 fact new, 0 known, 2 new people, 1 rejected\n")
        .tells("would be 2 rows read, 1 fact new, 0 known, 1 rejected, 2 new people\nnothing was changed (--dry-run)\n");
    assert_eq!(world.files(), ["facts.csv"]);

    let world = World::small();
    let before = (
        world.exported(),
        std::fs::read(world.path("celebgraph.db")).unwrap(),
    );
    world.write("facts.csv", format!("{HEAD}Lena Moss,wife,Nia Sol\n"));
    world.write("more.toml", crate::ontology::STYLIST);
    world
        .celebgraph(&["ingest", "-n", "facts.csv", "--ontology", "more.toml"])
        .exits(0)
        .tells("facts.csv: read again, 1 row, 1 fact new, 0 known, 1 new person\n");
    assert_eq!(world.exported(), before.0);
    assert!(std::fs::read(world.path("celebgraph.db")).unwrap() == before.1);
    assert!(!world.celebgraph(&["relations"]).stdout.contains("stylist"));
}

#[test]
fn a_record_is_for_everybody_whom_its_folder_is_for() {
    let world = World::small();
    let here = world.exported();
    let moved = World::new();
    for name in ["celebgraph.db", "facts.csv", "people.csv"] {
        std::fs::copy(world.path(name), moved.path(name)).unwrap();
    }
    // The two move together: the files are still known.
    moved
        .celebgraph(&["ingest", "facts.csv", "people.csv"])
        .exits(0)
        .tells("facts.csv: unchanged\n");
    assert_eq!(moved.exported(), here);
}
