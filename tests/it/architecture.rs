//! Data flows one way: which module may import which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the library with those that it may import.
const MAY_IMPORT: [(&str, &[&str]); 9] = [
    ("model", &[]),
    ("ontology", &["model"]),
    ("fact", &["model", "ontology"]),
    ("ingest", &["model", "fact", "whole_file"]),
    ("record", &["model"]),
    ("graph", &["model", "ontology", "record"]),
    ("query", &["model", "ontology", "record", "graph"]),
    ("export", &["model", "ontology", "record", "graph", "query"]),
    ("whole_file", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 40, "the sources are not where they were");
    files
        .iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The modules of the crate that a file names, outside comments and tests.
fn imports(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn modules_import_only_what_is_before_them() {
    for (file, text) in all_sources() {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        if file.ends_with("tests.rs") || ["lib", "main", "cli", "pipeline"].contains(&module) {
            continue;
        }
        let (_, allowed) = MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{file}: say in this test what `{module}` may import"));
        for import in imports(&text) {
            assert!(
                import == module || allowed.contains(&import.as_str()),
                "{file} imports {import}"
            );
        }
    }
}

#[test]
fn the_library_does_not_print_read_the_environment_or_exit() {
    for (file, text) in all_sources() {
        if file.starts_with("cli") || file == "main.rs" || file.ends_with("tests.rs") {
            continue;
        }
        for word in [
            "println!",
            "eprint",
            "print!",
            "env::var",
            "process::exit",
            "dbg!",
        ] {
            let found = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word));
            assert!(!found, "{file} has {word}");
        }
    }
}

#[test]
fn files_stay_small_enough_to_be_one_thing() {
    for (file, text) in all_sources() {
        let lines = text.lines().count();
        let limit = if file.ends_with("tests.rs") { 700 } else { 580 };
        assert!(
            lines <= limit,
            "{file} has {lines} lines: is it two things?"
        );
    }
}
