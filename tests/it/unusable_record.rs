//! Records that are not there, not records, damaged, or not to be written: a clear word and exit code 4, never a panic.

use std::fs;

use rusqlite::Connection;

use crate::world::{Answer, FACTS, World};

/// What a question and an ingestion say of a record.
fn both(world: &World, record: &str) -> [Answer; 2] {
    world.write("facts.csv", FACTS);
    [&["stats"][..], &["ingest", "facts.csv"]].map(|args| {
        let args: Vec<&str> = args.iter().chain(&["--graph", record]).copied().collect();
        world.celebgraph(&args)
    })
}

#[test]
fn files_of_other_kinds_are_named_and_left_alone() {
    let other = World::new();
    let conn = Connection::open(other.path("other.db")).unwrap();
    conn.execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES (1)")
        .unwrap();
    drop(conn);
    let database = fs::read(other.path("other.db")).unwrap();
    for (content, reason) in [
        (
            &b"subject,relation,object\nRomy Vale,wife,Iris Vale\n"[..],
            "is not a celebgraph record",
        ),
        (&[0; 5000], "is not a celebgraph record"),
        (&[0xff; 100], "is not a celebgraph record"),
        (
            &database,
            "is not a celebgraph record, but another SQLite database",
        ),
    ] {
        let world = World::new();
        world.write("x.db", content);
        for answer in both(&world, "x.db") {
            answer
                .exits(4)
                .tells(&format!("error: x.db {reason}"))
                .tells("hint: --graph FILE names another file");
        }
        assert!(
            fs::read(world.path("x.db")).unwrap() == content,
            "{reason}: it was changed"
        );
        assert_eq!(world.files(), ["facts.csv", "x.db"], "{reason}");
    }
}

#[test]
fn an_empty_file_is_no_record_and_becomes_one() {
    let world = World::new();
    world.write("x.db", "");
    let [question, ingestion] = both(&world, "x.db");
    question
        .exits(4)
        .tells("error: x.db is not a celebgraph record: it is empty");
    ingestion.exits(0);
    assert_eq!(world.json(&["stats", "--graph", "x.db"])["people"], 9);
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let world = World::small();
    let conn = Connection::open(world.path("celebgraph.db")).unwrap();
    conn.pragma_update(None, "user_version", 999).unwrap();
    drop(conn);
    for answer in both(&world, "celebgraph.db") {
        answer
            .exits(4)
            .tells(
                "celebgraph.db was written by a newer celebgraph (schema 999, this one knows up to",
            )
            .tells("hint: install the newer celebgraph");
    }
}

#[test]
fn a_record_cut_short_is_damaged() {
    let world = World::small();
    let whole = fs::read(world.path("celebgraph.db")).unwrap();
    for length in [
        10,
        99,
        100,
        512,
        4096,
        4100,
        whole.len() / 2,
        whole.len() - 4096,
    ] {
        let world = World::new();
        world.write("x.db", &whole[..length]);
        for answer in both(&world, "x.db") {
            let answer = answer.exits(4).tells("x.db");
            assert!(
                answer.stderr.starts_with("error: "),
                "{length}: {}",
                answer.stderr
            );
        }
    }
}

#[test]
fn a_record_with_a_page_overwritten_never_answers_from_it() {
    let world = World::small();
    let right = world.exported();
    let whole = fs::read(world.path("celebgraph.db")).unwrap();
    let pages = whole.len() / 4096;
    let mut told = 0;
    for page in 0..pages {
        let mut broken = whole.clone();
        broken[page * 4096..(page + 1) * 4096].fill(0xff);
        let world = World::new();
        world.write("celebgraph.db", broken);
        let answer = world.celebgraph(&["export", "--format", "json"]);
        assert!(
            !answer.stderr.contains("panicked"),
            "page {page}: {}",
            answer.stderr
        );
        if answer.code == 4 {
            told += 1;
            answer.tells("celebgraph.db");
        } else {
            // The page is of no use to this question.
            assert_eq!((answer.code, &answer.stdout), (0, &right), "page {page}");
        }
    }
    assert!(told >= 8, "{told} of {pages}");
}

#[test]
fn a_value_changed_by_hand_is_named() {
    for (sql, value) in [
        ("UPDATE evidence SET start = 'soon' WHERE line = 2", "soon"),
        ("UPDATE evidence SET works = '[' WHERE line = 2", "EOF"),
        ("UPDATE name SET text = '' WHERE text = 'Iris Vale'", "name"),
    ] {
        let world = World::small();
        let conn = Connection::open(world.path("celebgraph.db")).unwrap();
        assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
        drop(conn);
        let answer = world.celebgraph(&["export", "--format", "json"]).exits(4);
        assert!(
            answer.stderr.starts_with("error: celebgraph.db"),
            "{}",
            answer.stderr
        );
        answer.tells(value);
    }
}

#[test]
fn a_place_where_no_file_can_be_is_named() {
    let world = World::new();
    world.write("file", "");
    world.write("folder/x", "");
    for (record, reason) in [
        (
            "none/x.db",
            "none/x.db cannot be written: the file or its folder is read-only or missing",
        ),
        (
            "file/x.db",
            "file/x.db cannot be written: the file or its folder is read-only or missing",
        ),
        ("folder", "folder"),
    ] {
        let [question, ingestion] = both(&world, record);
        question.exits(4).tells(record);
        ingestion.exits(4).tells(reason);
    }
    assert_eq!(world.files(), ["facts.csv", "file", "folder"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_a_clear_error_and_can_still_be_asked() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.write("locked/facts.csv", FACTS);
    world
        .celebgraph(&["ingest", "locked", "--graph", "locked/x.db"])
        .exits(0);
    // SQLite left nothing but the record.
    let mode =
        |mode| fs::set_permissions(world.path("locked"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let is_mighty = fs::write(world.path("locked/try"), "").is_ok();
    if is_mighty {
        eprintln!("skipped: this user may write anywhere");
    } else {
        let new = world.celebgraph(&["ingest", "locked", "--graph", "locked/y.db"]);
        new.exits(4)
            .tells("locked/y.db cannot be written: the file or its folder is read-only or missing");
        world
            .celebgraph(&["stats", "--graph", "locked/x.db"])
            .exits(0);
        world.write("new.csv", "subject,relation,object\nA Vale,friend,B Vale\n");
        world
            .celebgraph(&["ingest", "new.csv", "--graph", "locked/x.db"])
            .exits(4)
            .tells("locked/x.db");
    }
    mode(0o755);
}

#[test]
fn a_table_in_place_of_the_record_and_the_record_in_place_of_a_table() {
    let world = World::small();
    world
        .celebgraph(&["ingest", "celebgraph.db"])
        .exits(3)
        .tells("celebgraph.db, line 1: this is not text");
    world
        .celebgraph(&["ingest", "facts.csv", "--graph", "people.csv"])
        .exits(4);
    assert_eq!(world.read("people.csv"), crate::world::PEOPLE);
}
