use serde_json::json;

use crate::world::{World, texts};

#[test]
fn everybody_is_listed_in_columns() {
    let world = World::small();
    let shown = world.celebgraph(&["people"]).exits(0);
    let words: Vec<Vec<&str>> = shown
        .stdout
        .lines()
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|w| !w.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(words[0], ["NAME", "TIES", "BORN", "OCCUPATION", "ALIASES"]);
    assert_eq!(words[1], ["Ana Vale", "2"]);
    assert_eq!(
        words[7],
        [
            "Romy Vale",
            "4",
            "1980-05-01",
            "singer, painter",
            "R. Valley, Rome"
        ]
    );
    assert_eq!(words.len(), 10);
    // Columns stand under each other.
    let column = shown.stdout.lines().next().unwrap().find("BORN");
    let romy = shown.stdout.lines().nth(7).unwrap();
    assert_eq!(romy.find("1980-05-01"), column, "{}", shown.stdout);
}

#[test]
fn a_pattern_is_a_piece_or_a_whole_name_in_any_case() {
    let world = World::of(&[
        ("facts.csv", crate::world::FACTS),
        ("people.csv", crate::world::PEOPLE),
        ("more.csv", "name,aliases\nŻoë Dübel,The Dove\n"),
    ]);
    for (pattern, names) in [
        (
            "vale",
            &["Ana Vale", "Greta Vale", "Iris Vale", "Romy Vale"][..],
        ),
        (
            "*VALE",
            &["Ana Vale", "Greta Vale", "Iris Vale", "Romy Vale"],
        ),
        ("z* alone", &["Zed Alone", "Zoe Alone"]),
        ("?oe *", &["Zoe Alone", "Żoë Dübel"]),
        ("dubel", &["Żoë Dübel"]),
        ("dove", &["Żoë Dübel"]),
        ("r?me", &["Romy Vale"]),
    ] {
        let found = world.json(&["people", pattern]);
        assert_eq!(texts(&found, "name"), names, "{pattern}");
    }
    let found = world.json(&["people", "rome"]);
    assert_eq!(
        found,
        json!([{
            "name": "Romy Vale", "aliases": ["R. Valley", "Rome"], "born": "1980-05-01",
            "occupation": ["singer", "painter"], "ties": 4
        }])
    );
}

#[test]
fn nobody_is_nothing_found() {
    let world = World::small();
    let nobody = world.celebgraph(&["people", "xyz*"]).exits(1);
    assert_eq!(nobody.stdout, "nobody\n");
    let nobody = world.celebgraph(&["people", "xyz", "--json"]).exits(1);
    assert_eq!(nobody.json(), json!([]));
}

#[test]
fn wide_letters_keep_the_columns() {
    let world = World::of(&[("people.csv", "name,born\n林美玲,1980\nAna Vale,1990\n")]);
    let shown = world.celebgraph(&["people"]).exits(0);
    let before = |text: &str| {
        let line = shown
            .stdout
            .lines()
            .find(|line| line.contains(text))
            .unwrap();
        unicode_width::UnicodeWidthStr::width(line.split_once(text).unwrap().0)
    };
    assert_eq!(before("1980"), before("1990"), "{}", shown.stdout);
}
