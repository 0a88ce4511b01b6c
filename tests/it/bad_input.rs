//! A folder of inputs that are bad, each in its own way, with what is to be said of each.
//!
//! Beside `NAME.csv` stands `NAME.csv.expected`: `exit N`, then `statements N` (how many rows went in), then lines that the
//! output must hold.

use std::path::{Path, PathBuf};

use crate::world::World;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad")
}

fn fixtures() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn is_expectation(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "expected")
}

fn expectation(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".expected");
    name.into()
}

#[test]
fn each_says_file_line_column_and_reason() {
    let mut wrong = Vec::new();
    let mut inputs = 0;
    for path in fixtures() {
        if is_expectation(&path) {
            continue;
        }
        inputs += 1;
        let Ok(expected) = std::fs::read_to_string(expectation(&path)) else {
            panic!("{} has no .expected beside it", path.display());
        };
        if let Err(error) = tried(&path, &expected) {
            wrong.push(error);
        }
    }
    assert!(inputs >= 40, "{inputs} inputs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tried(path: &Path, expected: &str) -> Result<(), String> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let world = World::new();
    world.write(name, std::fs::read(path).unwrap());
    let run = world.celebgraph(&["ingest", name]);
    let all = run.all();
    let fail = |what: String| Err(format!("{name}: {what}; the output is:\n{all}"));
    if all.contains("panicked") {
        return fail("it panicked".into());
    }
    let mut lines = expected.lines();
    let mut number = |word: &str| -> i64 {
        let line = lines.next().unwrap_or_default();
        let rest = line
            .strip_prefix(word)
            .unwrap_or_else(|| panic!("{name}.expected: no `{word}`"));
        rest.trim().parse().unwrap()
    };
    let (exit, statements) = (number("exit"), number("statements"));
    if i64::from(run.code) != exit {
        return fail(format!("exit code {} and not {exit}", run.code));
    }
    let texts: Vec<&str> = lines.collect();
    assert!(!texts.is_empty(), "{name}.expected expects no text");
    if let Some(text) = texts.iter().find(|text| !all.contains(*text)) {
        return fail(format!("`{text}` is not told"));
    }
    // Whatever happened, the record can be asked.
    let stats = world.json(&["stats"]);
    if stats["statements"] != statements {
        return fail(format!("{} statements went in", stats["statements"]));
    }
    strictly(&world, name, run.code)
}

/// Nothing of a bad file goes in where that is asked for.
fn strictly(world: &World, name: &str, code: i32) -> Result<(), String> {
    if code == 0 {
        return Ok(());
    }
    let run = world.celebgraph(&["ingest", "--strict", "--graph", "strict.db", name]);
    let stats = world.json(&["stats", "--graph", "strict.db"]);
    if run.code != 3 || stats["people"] != 0 {
        return Err(format!("{name}: strict: {} {stats}", run.all()));
    }
    Ok(())
}

#[test]
fn no_expectation_is_without_its_input() {
    for path in fixtures() {
        if is_expectation(&path) {
            assert!(path.with_extension("").exists(), "{}", path.display());
        }
    }
}

#[test]
fn one_bad_file_does_not_keep_the_others_out() {
    let world = World::new();
    for path in fixtures().iter().filter(|path| !is_expectation(path)) {
        let name = path.file_name().unwrap().to_str().unwrap();
        world.write(&format!("in/{name}"), std::fs::read(path).unwrap());
    }
    world.write(
        "in/zz_good.csv",
        "subject,relation,object\nNia Sol,friend,Uma Poe\n",
    );
    let run = world.celebgraph(&["ingest", "in", "--json"]).exits(3);
    let summary = run.json();
    let read =
        summary["files"].as_array().unwrap().len() + summary["failed"].as_array().unwrap().len();
    let inputs = fixtures()
        .iter()
        .filter(|path| !is_expectation(path))
        .count();
    assert_eq!(read, inputs + 1);
    assert_eq!(
        world.json(&["path", "Nia", "Uma"])["paths"][0]["hops"][0]["from"],
        "Nia Sol"
    );
}

#[test]
fn a_missing_file_stops_before_anything_is_read() {
    let world = World::new();
    world.write("facts.csv", "subject,relation,object\n");
    world
        .celebgraph(&["ingest", "facts.csv", "none.csv"])
        .exits(3)
        .tells("error: none.csv: there is no such file or folder");
    assert_eq!(world.files(), ["facts.csv"]);
    world.celebgraph(&["ingest"]).exits(2);
    world
        .celebgraph(&["ingest", "facts.csv", "facts.csv", "--dataset", "x"])
        .exits(2)
        .tells("--dataset and --rejects go with one input");
}
