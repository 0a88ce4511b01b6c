//! Drawings: that they say what they should, and that Graphviz takes them.

use std::collections::BTreeSet;

use crate::svg::{bare, drawn, has_graphviz, labels};
use crate::world::World;

fn odd_names() -> Vec<String> {
    let mut names: Vec<String> = [
        r#"Romy "The Voice" Vale"#,
        r#"""#,
        r"Back\slash Vale",
        r"Trailing\",
        r"Two\\",
        r"\N \G \E \L \T",
        r"a\nb\lc\r",
        r#"\"quoted\""#,
        "Otto 🎸 Roe",
        "👩‍👩‍👧",
        "שרה לוי",
        "فاطمة الزهراء",
        "Anna\u{202e}Vale",
        "&amp; Sons",
        "R&B Vale",
        "&#65;da &lt;",
        "<b>Bold</b>",
        "<<i>",
        "O'Neil; Dr. -> {x|y} [z=1] // # /* */",
        "node",
        "graph",
        "%s %d",
        "a:b:c",
        "42",
        "-.5",
        "林美玲",
        "Zoë Ünal",
    ]
    .map(str::to_owned)
    .into();
    names.push("x".repeat(300));
    names.push("Long Name ".repeat(30).trim_end().to_owned());
    names.push("ß🎸&\\\"".repeat(60));
    names
}

/// Everybody tied to the first, in many relations.
fn odd_world() -> (World, Vec<String>) {
    let names = odd_names();
    let field = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = String::from("subject,relation,object,start,works\n");
    let words = [
        "friend",
        "wife",
        "rumored feud",
        "ex-husband",
        "cousin",
        "duet",
    ];
    for (at, name) in names.iter().enumerate() {
        let row = [
            field("Hub & Co"),
            words[at % 6].to_owned(),
            field(name),
            "2001~".to_owned(),
            field(r#"A "B" \ & <c>"#),
        ];
        table.push_str(&(row.join(",") + "\n"));
    }
    (World::of(&[("facts.csv", &table)]), names)
}

#[test]
fn every_odd_name_is_drawn_as_it_is() {
    let (world, mut names) = odd_world();
    names.push("Hub & Co".to_owned());
    let dot = world
        .celebgraph(&["export", "--format", "dot"])
        .exits(0)
        .stdout;
    if !has_graphviz() {
        return;
    }
    let expected: BTreeSet<String> = names.iter().map(|name| bare(name)).collect();
    assert_eq!(labels(&drawn(&dot)), expected);
}

#[test]
fn parts_of_the_graph_are_drawn_in_ranks() {
    let (world, names) = odd_world();
    for name in &names {
        let dot = world
            .celebgraph(&["export", "-f", "dot", "--between", name, "Hub & Co"])
            .exits(0)
            .stdout;
        assert!(dot.contains("layout=dot"), "{dot}");
        if has_graphviz() {
            let expected = BTreeSet::from([bare(name), bare("Hub & Co")]);
            assert_eq!(labels(&drawn(&dot)), expected);
        }
    }
}

#[test]
fn lines_show_status_certainty_direction_and_years() {
    let world = World::small();
    let dot = world.celebgraph(&["export", "-f", "dot"]).exits(0).stdout;
    let edge = |from: &str, to: &str| {
        let start = format!("  \"{from}\" -> \"{to}\" ");
        dot.lines()
            .find(|line| line.starts_with(&start))
            .unwrap_or_else(|| panic!("{from} {to}:\n{dot}"))
    };
    for (from, to, parts) in [
        (
            "Iris Vale",
            "Romy Vale",
            &["label=\"spouse 2013–\"", "style=solid", "dir=none"][..],
        ),
        (
            "Otto Roe",
            "Pia Dorn",
            &["label=\"friend 2001–2005\"", "style=dashed"],
        ),
        (
            "Lena Moss",
            "Otto Roe",
            &["label=\"friend?\"", "style=dotted"],
        ),
        (
            "Otto Roe",
            "Romy Vale",
            &["label=\"denied: partner\"", "style=dotted"],
        ),
        (
            "Iris Vale",
            "Otto Roe",
            &["label=\"collaborator 2009\"", "“High Noon” and “Low Tide”"],
        ),
        ("Lena Moss", "Pia Dorn", &["label=\"aunt\""]),
        ("Greta Vale", "Romy Vale", &["label=\"child\""]),
    ] {
        let line = edge(from, to);
        for part in parts {
            assert!(line.contains(part), "`{part}` is not in {line}");
        }
    }
    assert!(!edge("Greta Vale", "Romy Vale").contains("dir=none"));
    let color = |from, to| edge(from, to).split_once("color=\"").unwrap().1[..7].to_owned();
    assert_ne!(
        color("Iris Vale", "Romy Vale"),
        color("Otto Roe", "Pia Dorn")
    );
    if has_graphviz() {
        assert_eq!(labels(&drawn(&dot)).len(), 9);
    }
}

#[test]
fn parts_hold_only_whom_they_are_about() {
    let world = World::small();
    let around = world
        .celebgraph(&["export", "-f", "dot", "--around", "Zed"])
        .exits(0)
        .stdout;
    assert!(
        around.contains("\"Zoe Alone\"") && !around.contains("Romy"),
        "{around}"
    );
    let between = world.celebgraph(&[
        "export",
        "-f",
        "dot",
        "--between",
        "Romy",
        "Otto",
        "-k",
        "1",
    ]);
    let between = between.exits(0).stdout;
    assert!(
        between.contains("\"Iris Vale\"") && !between.contains("Ana Vale"),
        "{between}"
    );
    if has_graphviz() {
        drawn(&around);
        drawn(&between);
    }
}

#[test]
fn a_file_takes_its_format_from_its_name_and_appears_whole() {
    let world = World::small();
    let text = world.celebgraph(&["export", "-f", "dot"]).exits(0).stdout;
    for name in ["all.dot", "all.gv"] {
        let run = world.celebgraph(&["export", "-o", name]).exits(0);
        assert_eq!(run.stdout, format!("{name}: 9 people, 10 ties\n"));
        assert_eq!(world.read(name), text);
    }
    assert!(
        world.files().iter().all(|name| !name.starts_with('.')),
        "{:?}",
        world.files()
    );
    world
        .celebgraph(&["export", "-o", "all.xyz"])
        .exits(2)
        .tells("which format?");
    world
        .celebgraph(&["export"])
        .exits(2)
        .tells("which format?");
    world
        .celebgraph(&["export", "-f", "png"])
        .exits(2)
        .tells("[possible values: dot, json]");
    world
        .celebgraph(&["export", "-o", "none/all.dot"])
        .exits(4)
        .tells("none/all.dot cannot be written");
    world
        .celebgraph(&[
            "export",
            "-f",
            "dot",
            "--around",
            "Romy",
            "--between",
            "Romy",
            "Otto",
        ])
        .exits(2);
    world
        .celebgraph(&["export", "-f", "dot", "--depth", "2"])
        .exits(2);
}

#[test]
fn a_graph_without_ties_is_still_a_drawing() {
    let world = World::of(&[("people.csv", crate::world::PEOPLE)]);
    let dot = world.celebgraph(&["export", "-f", "dot"]).exits(1).stdout;
    if has_graphviz() {
        assert_eq!(labels(&drawn(&dot)).len(), 2);
    }
}
