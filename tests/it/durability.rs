//! Killed, crowded, cut off: the record holds whole files only, and going on completes it.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::world::World;

const FILES: [&str; 6] = ["f0.csv", "f1.csv", "f2.csv", "f3.csv", "f4.csv", "f5.csv"];
const ROWS: usize = 10_000;

/// Writes the first of six files of 60,000 facts in all.
fn write_files(world: &World, count: usize) {
    for (at, name) in FILES.iter().enumerate().take(count) {
        let mut text = String::from("subject,relation,object,start,source,published,quote\n");
        for n in at * ROWS..(at + 1) * ROWS {
            let word = ["friend", "co-star", "sister", "wife"][n % 4];
            let (a, b) = (n % 7_000, (n * 31 + 17) % 6_997);
            let (year, paper, month) = (1950 + n % 70, n % 90, 1 + n % 9);
            text.push_str(&format!(
                "Romy{a:04} Vale,{word},Otto{b:04} Roe,{year},Paper {paper},2020-0{month}-01,\"They met, it says, in row {n}\"\n"
            ));
        }
        world.write(name, text);
    }
}

fn ingest_all() -> Vec<&'static str> {
    std::iter::once("ingest").chain(FILES).collect()
}

/// Checks that only whole files are in; tells how many.
#[track_caller]
fn whole_files(world: &World) -> usize {
    let stats = world.json(&["stats"]);
    // With nothing in it, there is nothing to be found.
    let sources = world.celebgraph(&["sources", "--json"]).json();
    let datasets = sources["datasets"].as_array().unwrap();
    for dataset in datasets {
        assert!(
            FILES.contains(&dataset["name"].as_str().unwrap()),
            "{dataset}"
        );
        assert_eq!(
            (&dataset["rows"], &dataset["whole"]),
            (&ROWS.into(), &Value::Bool(true)),
            "{dataset}"
        );
    }
    assert_eq!(stats["statements"], datasets.len() * ROWS);
    assert_eq!(stats["datasets"], datasets.len());
    datasets.len()
}

#[test]
fn killed_at_any_moment_it_holds_whole_files_and_can_go_on() {
    let world = World::new();
    write_files(&world, 6);
    let (mut killed, mut delay) = (0, 1);
    // From the first moments on in growing steps; a run that was done before its end came begins the steps anew.
    while killed < 16 {
        let mut run = world
            .command(&ingest_all())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        run.kill().unwrap();
        if run.wait().unwrap().success() {
            delay = 1;
        } else {
            killed += 1;
            delay += delay / 2 + 1;
        }
        let record = world.path("celebgraph.db");
        if !record.exists() {
            continue;
        }
        let answer = world.celebgraph(&["stats", "--json"]);
        if answer.code == 4 && answer.stderr.contains("it is empty") {
            // Killed before the tables were there.
            continue;
        }
        if whole_files(&world) == FILES.len() {
            for name in ["", "-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(world.path(&format!("celebgraph.db{name}")));
            }
        }
    }
    world.celebgraph(&ingest_all()).exits(0);
    assert_eq!(whole_files(&world), FILES.len());

    let undisturbed = World::new();
    write_files(&undisturbed, 6);
    undisturbed.celebgraph(&ingest_all()).exits(0);
    assert!(
        world.exported() == undisturbed.exported(),
        "the graphs differ"
    );
}

/// Begins to write into a record, and copies what is on disk in the middle of it to another folder, as a crash leaves it.
fn crashed_while_writing(world: &World, journal: &str) -> World {
    let conn = Connection::open(world.path("celebgraph.db")).unwrap();
    conn.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(()))
        .unwrap();
    conn.execute_batch("PRAGMA cache_size = 5; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        .unwrap();
    conn.execute(
        "INSERT INTO dataset VALUES (99, 'half.csv', 'facts', NULL, 0, 0)",
        [],
    )
    .unwrap();
    conn.execute("DELETE FROM person", []).unwrap_or_default();
    for n in 0..3_000 {
        conn.execute(
            "INSERT INTO name(text, fold) VALUES (?1, ?1)",
            [format!("half {n}")],
        )
        .unwrap();
    }
    let copy = World::new();
    for name in [
        "celebgraph.db",
        "celebgraph.db-journal",
        "celebgraph.db-wal",
    ] {
        if world.path(name).exists() {
            fs::copy(world.path(name), copy.path(name)).unwrap();
        }
    }
    let log = match journal {
        "delete" => "celebgraph.db-journal",
        _ => "celebgraph.db-wal",
    };
    let log = fs::metadata(copy.path(log)).unwrap();
    assert!(log.len() > 0, "there is nothing to recover from");
    conn.execute_batch("ROLLBACK").unwrap();
    copy
}

#[test]
fn a_question_after_a_crash_sees_nothing_of_what_was_cut_off() {
    for journal in ["delete", "wal"] {
        let world = World::small();
        let right = (
            world.exported(),
            world.json(&["sources"]),
            world.json(&["stats"]),
        );
        let copy = crashed_while_writing(&world, journal);
        assert!(copy.exported() == right.0, "{journal}: the graph differs");
        assert_eq!(copy.json(&["sources"]), right.1, "{journal}");
        assert_eq!(copy.json(&["stats"]), right.2, "{journal}");
        copy.write("facts.csv", crate::world::FACTS);
        copy.celebgraph(&["ingest", "facts.csv"])
            .exits(0)
            .tells("facts.csv: unchanged");
        assert_eq!(copy.exported(), right.0, "{journal}");
    }
}

#[test]
fn ingestion_after_a_crash_goes_on_from_whole_files() {
    for journal in ["delete", "wal"] {
        let world = World::small();
        let copy = crashed_while_writing(&world, journal);
        for name in ["facts.csv", "people.csv"] {
            fs::copy(world.path(name), copy.path(name)).unwrap();
        }
        copy.celebgraph(&["ingest", "facts.csv", "people.csv"])
            .exits(0)
            .tells("people.csv: unchanged");
        assert_eq!(copy.exported(), world.exported(), "{journal}");
    }
}

#[test]
fn two_at_once_both_go_in_or_one_says_that_the_other_is_busy() {
    for round in 0..4 {
        let world = World::new();
        write_files(&world, 2);
        let files = ["f0.csv", "f1.csv"];
        let runs = files.map(|file| {
            let mut command = world.command(&["ingest", file]);
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        let answers = runs.map(|run| crate::world::Answer::from(run.wait_with_output().unwrap()));
        for (answer, file) in answers.into_iter().zip(files) {
            if answer.code != 0 {
                answer
                    .exits(4)
                    .tells("celebgraph.db is busy: another celebgraph is writing to it");
                world.celebgraph(&["ingest", file]).exits(0);
            }
        }
        assert_eq!(whole_files(&world), 2, "round {round}");
        if round == 0 {
            let alone = World::new();
            write_files(&alone, 2);
            alone.celebgraph(&["ingest", "f1.csv", "f0.csv"]).exits(0);
            assert!(world.exported() == alone.exported(), "the graphs differ");
        }
    }
}

#[test]
fn a_question_is_answered_while_another_writes() {
    let world = World::small();
    let before = world.exported();
    let conn = Connection::open(world.path("celebgraph.db")).unwrap();
    conn.execute_batch("BEGIN IMMEDIATE; UPDATE dataset SET rows = 0")
        .unwrap();
    assert_eq!(world.exported(), before);
    conn.execute_batch("ROLLBACK").unwrap();
}
