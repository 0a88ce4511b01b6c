use serde_json::{Value, json};

use crate::world::World;

/// `[("spouse", 1), ...]`
fn counts(list: &Value) -> Vec<(String, u64)> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["name"].as_str().unwrap().to_owned(),
            row["count"].as_u64().unwrap(),
        )
    })
    .collect()
}

fn pairs(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected
        .iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect()
}

#[test]
fn the_graph_is_counted() {
    let world = World::small();
    let shown = world.celebgraph(&["stats"]).exits(0);
    let expected = "\
9 people, 10 ties, 11 statements, 4 sources, 2 datasets
2 connected components, the largest of 7 people

RELATIONS
  1  spouse
  1  partner
  3  child
  1  relative
  3  friend
  1  collaborator

STATUS
  0  planned
  9  current
  1  ended

CERTAINTY
  1  denied
  1  rumored
  8  asserted

MOST TIES
  4  Otto Roe
  4  Romy Vale
  3  Iris Vale
  2  Ana Vale
";
    assert!(shown.stdout.starts_with(expected), "{}", shown.stdout);
}

#[test]
fn the_json_has_the_same_numbers() {
    let world = World::small();
    let stats = world.json(&["stats"]);
    for (key, n) in [
        ("people", 9),
        ("ties", 10),
        ("statements", 11),
        ("sources", 4),
        ("datasets", 2),
        ("disputed", 0),
        ("components", 2),
        ("largest_component", 7),
    ] {
        assert_eq!(stats[key], n, "{key}");
    }
    assert_eq!(
        counts(&stats["statuses"]),
        pairs(&[("planned", 0), ("current", 9), ("ended", 1)])
    );
    assert_eq!(counts(&stats["most_ties"])[0], ("Otto Roe".to_owned(), 4));
}

#[test]
fn filters_count_only_what_they_admit() {
    let world = World::small();
    let stats = world.json(&["stats", "--relation", "friend,spouse"]);
    assert_eq!(
        counts(&stats["relations"]),
        pairs(&[("spouse", 1), ("friend", 3)])
    );
    assert_eq!(
        (&stats["ties"], &stats["statements"]),
        (&json!(4), &json!(5))
    );
    // Romy, Iris; Otto, Lena, Pia; Zed, Zoe; and Ana and Greta each alone.
    assert_eq!(
        (&stats["components"], &stats["largest_component"]),
        (&json!(5), &json!(3))
    );
}

#[test]
fn ties_on_which_sources_disagree_are_pointed_out() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,start,certainty,source\n\
         Romy Vale,wife,Iris Vale,2013,,One\nRomy Vale,wife,Iris Vale,2015,,Two\n\
         Romy Vale,friend,Otto Roe,,,One\nRomy Vale,friend,Otto Roe,,denied,Two\n\
         Romy Vale,friend,Pia Dorn,2001,,One\nRomy Vale,friend,Pia Dorn,2001-05,,Two\n",
    )]);
    assert_eq!(world.json(&["stats"])["disputed"], 2);
    world
        .celebgraph(&["stats"])
        .exits(0)
        .tells("2 ties on which sources disagree: `celebgraph check`");
}

#[test]
fn a_record_of_people_alone_counts_them() {
    let world = World::of(&[("people.csv", crate::world::PEOPLE)]);
    let stats = world.json(&["stats"]);
    assert_eq!(
        (&stats["people"], &stats["ties"], &stats["components"]),
        (&json!(2), &json!(0), &json!(2))
    );
}
