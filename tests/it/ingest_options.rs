//! The flags of `ingest` that say how to read.

use crate::world::{World, texts};

#[test]
fn columns_are_mapped_by_name_or_number() {
    let world = World::new();
    world.write(
        "t.csv",
        "star,verb,other,year\nRomy Vale,wed,Iris Vale,2001\n",
    );
    world
        .celebgraph(&["ingest", "t.csv"])
        .exits(3)
        .tells("t.csv, line 1: no column for `subject`, `relation`, `object`")
        .tells("found `star`, `verb`, `other`, `year`; name the column with --map subject=HEADER");
    let map = [
        "--map",
        "subject=star",
        "--map",
        "relation=Verb",
        "--map",
        "object=3",
        "--map",
        "start=year",
    ];
    let args: Vec<&str> = ["ingest", "t.csv"].into_iter().chain(map).collect();
    world.celebgraph(&args).exits(0);
    let tie = &world.json(&["who", "Romy"])["ties"][0];
    assert_eq!(
        (&tie["relation"], &tie["start"]),
        (&"spouse".into(), &"2001".into())
    );
    for (map, reason) in [
        (
            "subject=nobody",
            "there is no column `nobody` for `subject`; the columns are `star`, `verb`",
        ),
        ("subject=0", "there is no column `0` for `subject`"),
    ] {
        world
            .celebgraph(&["ingest", "t.csv", "--map", map])
            .exits(3)
            .tells(reason);
    }
    for map in ["subject", "subjekt=star", "=star"] {
        world
            .celebgraph(&["ingest", "t.csv", "--map", map])
            .exits(2);
    }
}

#[test]
fn people_columns_are_mapped_too() {
    let world = World::new();
    world.write("p.csv", "wer,auch,beruf\nRomy Vale,Rome,singer\n");
    let map = [
        "--map",
        "name=wer",
        "--map",
        "aliases=auch",
        "--map",
        "occupation=beruf",
    ];
    let args: Vec<&str> = ["ingest", "p.csv"].into_iter().chain(map).collect();
    world.celebgraph(&args).exits(0);
    let who = world.json(&["who", "rome"]);
    assert_eq!(who["details"]["occupation"], serde_json::json!(["singer"]));
}

#[test]
fn a_mapping_that_changes_reads_the_file_again() {
    let world = World::new();
    world.write("t.csv", "a,kind,b,c\nRomy Vale,friend,Iris Vale,Otto Roe\n");
    world.celebgraph(&["ingest", "t.csv"]).exits(0);
    world
        .celebgraph(&["ingest", "t.csv", "--map", "object=c"])
        .exits(0)
        .tells("t.csv: read again, 1 row, 1 fact new, 0 known, 1 new person\n");
    assert_eq!(
        texts(&world.json(&["people"]), "name"),
        ["Otto Roe", "Romy Vale"]
    );
}

#[test]
fn delimiters_are_found_out_or_named() {
    for (delimiter, named) in [
        (",", None),
        (";", None),
        ("\t", None),
        ("|", None),
        (":", Some(":")),
        ("\t", Some("tab")),
    ] {
        let world = World::new();
        let row = |cells: [&str; 4]| cells.join(delimiter) + "\r\n";
        let text = row(["subject", "relation", "object", "quote"])
            + &row([
                "Romy Vale",
                "friend",
                "Iris Vale",
                &format!("\"a{delimiter}b\r\nc\""),
            ]);
        world.write("t.csv", format!("\u{feff}{text}"));
        let mut args = vec!["ingest", "t.csv"];
        args.extend(named.iter().flat_map(|name| ["--delimiter", name]));
        world.celebgraph(&args).exits(0).tells("1 row, 1 fact new");
        let evidence = world.json(&["evidence", "Romy", "Iris"]);
        let quote = &evidence["ties"][0]["evidence"][0]["quote"];
        assert_eq!(*quote, format!("a{delimiter}b\r\nc"), "{delimiter:?}");
    }
    // As Excel tells it.
    let world = World::new();
    world.write(
        "t.csv",
        "sep=:\r\nsubject:relation:object\r\nRomy Vale:friend:Iris, Vale\r\nRomy Vale:frind:Otto Roe\r\n",
    );
    world
        .celebgraph(&["ingest", "t.csv"])
        .exits(3)
        .tells("t.csv, line 4, column `relation` (2)");
    assert_eq!(
        world.json(&["who", "Romy"])["ties"][0]["person"],
        "Iris, Vale"
    );
    let world = World::new();
    world.write("t.csv", "subject;relation;object\n");
    world
        .celebgraph(&["ingest", "t.csv", "--delimiter", "::"])
        .exits(2)
        .tells("`::` is no delimiter: expected one of , ; | tab");
    // What is named is not second-guessed.
    world
        .celebgraph(&["ingest", "t.csv", "--delimiter", ","])
        .exits(3)
        .tells("no column for");
}

#[test]
fn encodings_are_named_or_marked() {
    let world = World::new();
    world.write(
        "t.csv",
        b"subject,relation,object\nBj\xf6rn Vale,friend,Zo\xeb Roe\n",
    );
    world.celebgraph(&["ingest", "t.csv"]).exits(3).tells(
        "line 2, column `subject` (1): not UTF-8; name the encoding of the file with --encoding",
    );
    world
        .celebgraph(&["ingest", "t.csv", "--encoding", "windows-1252"])
        .exits(0);
    assert_eq!(
        texts(&world.json(&["people"]), "name"),
        ["Björn Vale", "Zoë Roe"]
    );
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let text = "subject,relation,object\nBjörn Vale,feud,Zoë Roe\n";
    world.write("marked.csv", utf16(&format!("\u{feff}{text}")));
    world.celebgraph(&["ingest", "marked.csv"]).exits(0);
    world.write("named.csv", utf16(text));
    world
        .celebgraph(&["ingest", "named.csv"])
        .exits(3)
        .tells("this is not text");
    world
        .celebgraph(&["ingest", "named.csv", "--encoding", "utf-16le"])
        .exits(0);
    assert_eq!(world.json(&["stats"])["ties"], 2);
    world
        .celebgraph(&["ingest", "t.csv", "--encoding", "klingon"])
        .exits(2)
        .tells("unknown encoding `klingon`");
}

#[test]
fn strict_refuses_the_file_and_leaves_the_record_as_it_was() {
    let world = World::small();
    let before = world.exported();
    world.write(
        "facts.csv",
        "subject,relation,object\nNia Sol,friend,Lena Moss\nNia Sol,frind,Otto Roe\n",
    );
    world.write(
        "good.csv",
        "subject,relation,object\nUma Poe,friend,Lena Moss\n",
    );
    let run = world.celebgraph(&["ingest", "--strict", "facts.csv", "new.csv"]);
    run.exits(3).tells("new.csv: there is no such file");
    let run = world
        .celebgraph(&["ingest", "--strict", "facts.csv"])
        .exits(3);
    run.tells("facts.csv: refused, 1 row does not fit\n")
        .tells("rejected facts.csv, line 3, column `relation` (2): unknown relation `frind`; did you mean `friend`");
    assert_eq!(world.exported(), before);
    assert_eq!(
        world.files(),
        ["celebgraph.db", "facts.csv", "good.csv", "people.csv"]
    );
    // The other files of the run go in.
    world
        .celebgraph(&["ingest", "--strict", "facts.csv", "good.csv"])
        .exits(3);
    assert_eq!(world.json(&["stats"])["datasets"], 3);
    let world = World::new();
    world.write(
        "facts.csv",
        "subject,relation,object\nNia Sol,frind,Otto Roe\n",
    );
    world
        .celebgraph(&["ingest", "--strict", "facts.csv"])
        .exits(3);
    assert_eq!(world.json(&["stats"])["people"], 0);
}
