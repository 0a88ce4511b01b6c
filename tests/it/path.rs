use serde_json::json;

use crate::world::{World, includes, texts};

#[test]
fn every_hop_is_a_sentence_with_its_source() {
    let world = World::small();
    let shown = world.celebgraph(&["path", "Romy", "Pia"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
3 hops: Romy Vale – Iris Vale – Otto Roe – Pia Dorn
  1. Romy Vale has been married to Iris Vale since 2013-09-14 [2 sources]
     The Harbour Times, Harbour Media, 2022-08-05
  2. Iris Vale worked with Otto Roe on “High Noon” and “Low Tide” (from 2009) [1 source]
     Film Weekly, 2010
  3. Otto Roe was a friend of Pia Dorn from 2001 to 2005 [ended, 1 source]
     Film Weekly, 2010
"
    );
    // The other way round each tie is read the other way round.
    let back = world.json(&["path", "Lena", "Ana"]);
    let sentences = texts(&back["paths"][0]["hops"], "sentence");
    assert_eq!(
        sentences,
        [
            "It is rumored that Lena Moss is a friend of Otto Roe",
            "Otto Roe worked with Iris Vale on “High Noon” and “Low Tide” (from 2009)",
            "Iris Vale is a parent of Ana Vale (born 2015)",
        ]
    );
    let back = world.json(&["path", "Ana", "Greta"]);
    assert_eq!(
        texts(&back["paths"][0]["hops"], "sentence"),
        [
            "Ana Vale is a child of Romy Vale (born 2015)",
            "Romy Vale is a child of Greta Vale"
        ]
    );
}

#[test]
fn the_json_of_a_hop_has_names_source_date_and_ties() {
    let world = World::small();
    let answer = world.json(&["path", "rome", "iris vale"]);
    includes(
        &answer,
        &json!({"from": "Romy Vale", "to": "Iris Vale", "paths": [{
            "people": ["Romy Vale", "Iris Vale"],
            "hops": [{
                "from": "Romy Vale", "to": "Iris Vale",
                "sentence": "Romy Vale has been married to Iris Vale since 2013-09-14",
                "source": "The Harbour Times, Harbour Media", "published": "2022-08-05",
                "ties": [{
                    "sentence": "Romy Vale has been married to Iris Vale since 2013-09-14",
                    "subject": "Iris Vale", "relation": "spouse", "object": "Romy Vale",
                    "status": "current", "certainty": "asserted", "start": "2013-09-14",
                    "support": 2, "statements": 2
                }]
            }]
        }]}),
    );
    assert_eq!(answer.get("not_connected"), None);
}

#[test]
fn several_paths_come_shortest_first_without_repetition() {
    let world = World::small();
    let people = |count: &str| -> Vec<Vec<String>> {
        let answer = world.json(&["path", "Romy", "Pia", "-k", count]);
        let paths = answer["paths"].as_array().unwrap();
        paths
            .iter()
            .map(|path| serde_json::from_value(path["people"].clone()).unwrap())
            .collect()
    };
    let expected = [
        &["Romy Vale", "Iris Vale", "Otto Roe", "Pia Dorn"][..],
        &["Romy Vale", "Ana Vale", "Iris Vale", "Otto Roe", "Pia Dorn"],
        &[
            "Romy Vale",
            "Iris Vale",
            "Otto Roe",
            "Lena Moss",
            "Pia Dorn",
        ],
        &[
            "Romy Vale",
            "Ana Vale",
            "Iris Vale",
            "Otto Roe",
            "Lena Moss",
            "Pia Dorn",
        ],
    ];
    assert_eq!(people("3"), expected[..3]);
    // There are no more than four.
    assert_eq!(people("1000"), expected);
    world
        .celebgraph(&["path", "Romy", "Pia", "-k", "0"])
        .exits(2);
}

#[test]
fn a_hop_shows_the_surest_tie_first_and_the_others_too() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,certainty,start\n\
         Romy Vale,dating,Iris Vale,rumored,2011\n\
         Romy Vale,co-star,Iris Vale,,2009\n\
         Romy Vale,spouse,Iris Vale,denied,\n",
    )]);
    world
        .celebgraph(&["path", "Romy", "Iris"])
        .exits(0)
        .tells("  1. Romy Vale worked with Iris Vale (2009) [1 source]")
        .tells("     also: It is rumored that Romy Vale has been in a relationship with Iris Vale since 2011\n");
    let ties = world.json(&["path", "Romy", "Iris"]);
    let ties = texts(&ties["paths"][0]["hops"][0]["ties"], "relation");
    assert_eq!(ties, ["partner", "collaborator"]);
}

#[test]
fn not_connected_tells_how_far_each_reaches() {
    let world = World::small();
    let apart = world.celebgraph(&["path", "Romy", "Zed"]).exits(1);
    assert_eq!(
        apart.stdout,
        "\
Romy Vale and Zed Alone are not connected.
  Romy Vale reaches 6 other people.
  Zed Alone reaches 1 other person.
  No tie on record joins the two groups, whatever the filter.
"
    );
    let apart = world
        .celebgraph(&["path", "Zed", "Romy", "--json"])
        .exits(1);
    assert_eq!(
        apart.json(),
        json!({"from": "Zed Alone", "to": "Romy Vale", "paths": [],
            "not_connected": {"from_component": 2, "to_component": 7, "but_for": []}})
    );
}

#[test]
fn not_connected_tells_which_filter_excluded_the_path() {
    let world = World::small();
    world
        .celebgraph(&["path", "Romy", "Otto", "--relation", "spouse"])
        .exits(1)
        .tells("  Romy Vale reaches 1 other person.\n")
        .tells("  Otto Roe has no ties that count here.\n")
        .tells("  Without --relation spouse they are connected in 2 hops.\n");
    world
        .celebgraph(&["path", "Romy", "Otto", "--at", "2000", "--min-sources", "2"])
        .exits(1)
        .tells("  With all ties, denied ones too, they are connected in 1 hop.\n");
}

#[test]
fn a_denied_tie_connects_nobody_unless_it_is_asked_for() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,certainty\nRomy Vale,dating,Otto Roe,denied\n",
    )]);
    let apart = world.celebgraph(&["path", "Romy", "Otto"]).exits(1);
    assert_eq!(
        apart.stdout,
        "\
Romy Vale and Otto Roe are not connected.
  Romy Vale has no ties that count here.
  Otto Roe has no ties that count here.
  Without the rule that a denied tie connects nobody they are connected in 1 hop.
"
    );
    world
        .celebgraph(&["path", "Romy", "Otto", "--certainty", "denied"])
        .exits(0)
        .tells(
            "1. It is denied that Romy Vale is in a relationship with Otto Roe [denied, 1 source]",
        );
}

#[test]
fn what_is_said_of_a_filter_comes_true_when_it_is_left_out() {
    let world = World::small();
    let certain: &[&str] = &["--certainty", "asserted"];
    let current: &[&str] = &["--status", "current"];
    let at: &[&str] = &["--at", "2014"];
    let supported: &[&str] = &["--min-sources", "2"];
    let relation: &[&str] = &["--relation", "spouse,collaborator,friend"];
    let question = ["path", "Romy", "Lena", "--json"];
    let with = |filters: &[&[&str]]| {
        let args: Vec<&str> = question.into_iter().chain(filters.concat()).collect();
        world.celebgraph(&args).json()
    };
    for filters in [
        &[certain, current][..],
        &[certain, at],
        &[at, supported],
        &[certain, current, relation, at],
        &[current, supported],
    ] {
        let refused = with(filters);
        let told = refused["not_connected"]["but_for"].as_array().unwrap();
        for (left_out, filter) in filters.iter().enumerate() {
            let mut rest = filters.to_vec();
            rest.remove(left_out);
            let paths = &with(&rest)["paths"];
            let hops = paths
                .get(0)
                .map(|path| path["hops"].as_array().unwrap().len());
            let told = told.iter().find(|pair| pair[0] == filter.join(" "));
            let told = told.map(|pair| pair[1].as_u64().unwrap() as usize);
            assert_eq!(told, hops, "without {filter:?}: {refused}");
        }
    }
}

#[test]
fn a_path_needs_two_people() {
    let world = World::small();
    world
        .celebgraph(&["path", "Romy", "rome"])
        .exits(1)
        .tells("`Romy` and `rome` are both Romy Vale");
    world
        .celebgraph(&["path", "Romy", "Nobody Atall"])
        .exits(1)
        .tells("nobody here is called `Nobody Atall`");
    world.celebgraph(&["path", "Romy"]).exits(2);
}
