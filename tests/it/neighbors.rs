use crate::world::{World, texts};

#[test]
fn people_are_shown_by_distance_with_the_ties_that_lead_to_them() {
    let world = World::small();
    let shown = world
        .celebgraph(&["neighbors", "Romy", "--depth", "2"])
        .exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale: 4 people within 2 ties

1 TIE AWAY
  Ana Vale
    Romy Vale is a parent of Ana Vale (born 2015) [1 source]
  Greta Vale
    Romy Vale is a child of Greta Vale [1 source]
  Iris Vale
    Romy Vale has been married to Iris Vale since 2013-09-14 [2 sources]

2 TIES AWAY
  Otto Roe
    Iris Vale worked with Otto Roe on “High Noon” and “Low Tide” (from 2009) [1 source]
"
    );
}

#[test]
fn depth_reaches_everybody_connected_and_no_further() {
    let world = World::small();
    let far = world.json(&["neighbors", "Romy", "-d", "99"]);
    assert_eq!(
        texts(&far["people"], "name"),
        [
            "Ana Vale",
            "Greta Vale",
            "Iris Vale",
            "Otto Roe",
            "Lena Moss",
            "Pia Dorn"
        ]
    );
    let distances: Vec<u64> = far["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["distance"].as_u64().unwrap())
        .collect();
    assert_eq!(distances, [1, 1, 1, 2, 3, 3]);
    // Read from the one who is nearer, and only the ties to those.
    assert_eq!(
        texts(&far["people"][4]["ties"], "sentence"),
        ["It is rumored that Otto Roe is a friend of Lena Moss"]
    );
    let one = world.json(&["neighbors", "Romy"]);
    assert_eq!(one["depth"], 1);
    assert_eq!(
        texts(&one["people"], "name"),
        ["Ana Vale", "Greta Vale", "Iris Vale"]
    );
}

#[test]
fn a_denied_tie_leads_nowhere_unless_it_is_asked_for() {
    let world = World::small();
    let denied = world.json(&["neighbors", "Romy", "-d", "9", "--certainty", "denied"]);
    assert_eq!(texts(&denied["people"], "name"), ["Otto Roe"]);
    assert_eq!(
        texts(&denied["people"][0]["ties"], "sentence"),
        ["It is denied that Romy Vale is in a relationship with Otto Roe"]
    );
}

#[test]
fn nobody_around_is_nothing_found() {
    let world = World::small();
    let none = world
        .celebgraph(&["neighbors", "Zed", "--relation", "spouse"])
        .exits(1);
    assert_eq!(none.stdout, "Zed Alone: 0 people within 1 tie\n");
    world.celebgraph(&["neighbors", "Romy", "-d", "0"]).exits(1);
    world
        .celebgraph(&["neighbors", "Romy", "-d", "-1"])
        .exits(2);
}
