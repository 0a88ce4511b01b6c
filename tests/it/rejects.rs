//! Rows that do not fit wait in a file until they are mended.

use crate::world::{World, texts};

#[test]
fn the_file_holds_the_row_and_the_reason_and_can_be_mended() {
    let world = World::new();
    world.write(
        "facts.csv",
        "subject;relation;object;quote\n\
         Romy Vale;wife;Iris Vale;\n\
         Romy Vale;frind;Otto Roe;\"so; \"\"they\"\"\nsay\"\n\
         Romy Vale;;Pia Dorn;\n",
    );
    let run = world.celebgraph(&["ingest", "facts.csv"]).exits(3);
    run.tells("facts.csv: read, 3 rows, 1 fact new, 0 known, 2 new people, 2 rejected\n")
        .tells("rejected facts.csv, line 3, column `relation` (2): unknown relation `frind`; did you mean `friend`")
        .tells("rejected facts.csv, line 5, column `relation` (2): the relation is missing\n")
        .tells("the rejected rows are kept in ./facts.rejects.csv: mend them there and run `celebgraph ingest ./facts.rejects.csv`");
    let kept = world.read("facts.rejects.csv");
    let lines: Vec<&str> = kept.lines().collect();
    assert_eq!(
        lines[0],
        "reject_line;reject_reason;subject;relation;object;quote"
    );
    assert!(lines[1].contains("unknown relation `frind`"), "{kept}");
    assert!(
        kept.contains(";Romy Vale;frind;Otto Roe;\"so; \"\"they\"\"\nsay\"\n"),
        "{kept}"
    );

    world.write(
        "facts.rejects.csv",
        kept.replace(";frind;", ";friend;")
            .replace(";;Pia", ";feud;Pia"),
    );
    world
        .celebgraph(&["ingest", "facts.rejects.csv"])
        .exits(0)
        .tells("facts.rejects.csv: read, 2 rows, 2 facts new, 0 known, 2 new people\n");
    let who = world.json(&["who", "Romy"]);
    assert_eq!(
        texts(&who["ties"], "relation"),
        ["spouse", "friend", "feud"]
    );
    let evidence = world.json(&["evidence", "Romy", "Otto"]);
    assert_eq!(
        evidence["ties"][0]["evidence"][0]["quote"],
        "so; \"they\"\nsay"
    );
    // The first file has nothing new to say.
    world
        .celebgraph(&["ingest", "facts.csv"])
        .exits(0)
        .tells("facts.csv: unchanged");
}

#[test]
fn rows_of_json_are_kept_as_json() {
    let world = World::new();
    world.write(
        "facts.json",
        r#"[{"subject": "Romy Vale", "relation": "wife", "object": "Iris Vale"},
            {"subject": "Romy Vale", "relation": "frind", "object": "Otto Roe", "works": ["a; b"]}, 7]"#,
    );
    world
        .celebgraph(&["ingest", "facts.json"])
        .exits(3)
        .tells("rejected facts.json, line 2: `relation`: unknown relation `frind`; did you mean `friend`")
        .tells("rejected facts.json, line 2: expected an object with keys and values");
    let kept = world.read("facts.rejects.json");
    let parsed: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(parsed["edges"][0]["reject_line"], 2);
    world.write("facts.rejects.json", kept.replace("frind\"", "friend\""));
    // The second entry is still no fact.
    world
        .celebgraph(&["ingest", "facts.rejects.json"])
        .exits(3)
        .tells("1 fact new");
    let evidence = world.json(&["evidence", "Romy", "Otto"]);
    assert_eq!(evidence["ties"][0]["works"], serde_json::json!(["a; b"]));
}

#[test]
fn rows_of_json_keep_the_names_of_their_nodes() {
    let world = World::new();
    world.write(
        "graph.json",
        r#"{"nodes": [{"id": 0, "label": "Romy Vale"}, {"id": 1, "name": "Otto Roe"}],
            "links": [{"source": 0, "target": 1, "relation": "duet"},
                      {"source": 0, "target": 1, "relation": "frind"}]}"#,
    );
    world.celebgraph(&["ingest", "graph.json"]).exits(3);
    let kept = world.read("graph.rejects.json");
    world.write("graph.rejects.json", kept.replace("frind\"", "friend\""));
    world.celebgraph(&["ingest", "graph.rejects.json"]).exits(0);
    assert_eq!(
        texts(&world.json(&["people"]), "name"),
        ["Otto Roe", "Romy Vale"]
    );
}

#[test]
fn mended_rows_go_in_with_the_flags_of_their_file() {
    for map in [
        ["subject=star", "relation=verb", "object=other"],
        ["subject=1", "relation=2", "object=3"],
    ] {
        let world = World::new();
        world.write(
            "t.csv",
            "star,verb,other\nRomy Vale,wed,Iris Vale\nRomy Vale,frind,Otto Roe\n",
        );
        let flags: Vec<&str> = map.iter().flat_map(|map| ["--map", map]).collect();
        let ingest = |file: &str| {
            let args: Vec<&str> = ["ingest", file]
                .into_iter()
                .chain(flags.iter().copied())
                .collect();
            world.celebgraph(&args)
        };
        ingest("t.csv").exits(3);
        let kept = world.read("t.rejects.csv");
        world.write("t.rejects.csv", kept.replace(",frind,", ",friend,"));
        ingest("t.rejects.csv").exits(0).tells("1 fact new");
    }
}

#[test]
fn rejects_of_an_earlier_run_are_passed_over_in_folders() {
    let world = World::new();
    world.write(
        "in/facts.csv",
        "subject,relation,object\nRomy Vale,frind,Otto Roe\n",
    );
    world.celebgraph(&["ingest", "in"]).exits(3);
    assert!(world.path("in/facts.rejects.csv").exists());
    world.write(
        "in/facts.rejects-2.csv",
        "subject,relation,object\nRomy Vale,friend,Otto Roe\n",
    );
    world
        .celebgraph(&["ingest", "in"])
        .exits(0)
        .tells("in/facts.csv: unchanged")
        .tells("\n2 other files left out");
    // A name that only looks alike is read.
    world.write(
        "in/myrejects.csv",
        "subject,relation,object\nRomy Vale,friend,Otto Roe\n",
    );
    world
        .celebgraph(&["ingest", "in"])
        .exits(0)
        .tells("in/myrejects.csv: read, 1 row");
}

#[test]
fn rejects_are_never_overwritten_with_others() {
    let world = World::new();
    let table = |word: &str| format!("subject,relation,object\nRomy Vale,{word},Otto Roe\n");
    world.write("facts.csv", table("frind"));
    world.celebgraph(&["ingest", "facts.csv"]).exits(3);
    let first = world.read("facts.rejects.csv");
    world.write("facts.csv", table("frindd"));
    world
        .celebgraph(&["ingest", "facts.csv"])
        .exits(3)
        .tells("kept in ./facts.rejects-2.csv");
    assert_eq!(world.read("facts.rejects.csv"), first);
    assert!(world.read("facts.rejects-2.csv").contains("frindd"));
    // The same rows again make no third file.
    world.write("facts.csv", table("frind"));
    world
        .celebgraph(&["ingest", "facts.csv"])
        .exits(3)
        .tells("kept in ./facts.rejects.csv");
    assert_eq!(
        world.files(),
        [
            "celebgraph.db",
            "facts.csv",
            "facts.rejects-2.csv",
            "facts.rejects.csv"
        ]
    );
}

#[test]
fn the_user_names_another_place() {
    let world = World::new();
    world.write(
        "facts.csv",
        "subject,relation,object\nRomy Vale,frind,Otto Roe\n",
    );
    world
        .celebgraph(&["ingest", "facts.csv", "--rejects", "mend.csv"])
        .exits(3)
        .tells("kept in mend.csv");
    assert!(world.read("mend.csv").contains("Romy Vale,frind,Otto Roe"));
    assert!(!world.path("facts.rejects.csv").exists());
    world.write(
        "facts.csv",
        "subject,relation,object\nRomy Vale,frindd,Otto Roe\n",
    );
    world
        .celebgraph(&["ingest", "facts.csv", "--rejects", "facts.csv/x"])
        .exits(4)
        .tells("rejected rows cannot be kept in facts.csv/x");
}

#[test]
fn of_many_the_first_are_told_and_all_are_kept() {
    let world = World::new();
    let rows: String = (0..50)
        .map(|n| format!("Person {n},frind,Otto Roe\n"))
        .collect();
    world.write("facts.csv", format!("subject,relation,object\n{rows}"));
    let run = world.celebgraph(&["ingest", "facts.csv"]).exits(3);
    assert_eq!(run.stderr.matches("unknown relation `frind`").count(), 20);
    run.tells("rejected 30 more\n");
    assert_eq!(
        world.read("facts.rejects.csv").matches(",frind,").count(),
        50
    );
}
