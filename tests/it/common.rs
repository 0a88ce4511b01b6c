use crate::world::{World, texts};

#[test]
fn people_tied_to_both_are_shown_with_both_ties() {
    let world = World::small();
    let shown = world.celebgraph(&["common", "Romy", "Otto"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
1 person tied to both Romy Vale and Otto Roe
  Iris Vale
    Romy Vale has been married to Iris Vale since 2013-09-14 [2 sources]
    Otto Roe worked with Iris Vale on “High Noon” and “Low Tide” (from 2009) [1 source]
"
    );
}

#[test]
fn the_json_keeps_the_two_sides_apart() {
    let world = World::small();
    let common = world.json(&["common", "Otto", "Romy"]);
    assert_eq!(
        (&common["a"], &common["b"]),
        (&"Otto Roe".into(), &"Romy Vale".into())
    );
    assert_eq!(texts(&common["people"], "name"), ["Iris Vale"]);
    let iris = &common["people"][0];
    assert_eq!(texts(&iris["with_a"], "relation"), ["collaborator"]);
    assert_eq!(texts(&iris["with_b"], "relation"), ["spouse"]);
}

#[test]
fn several_are_in_the_order_of_their_names_and_ends_do_not_count() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,certainty\n\
         Romy Vale,friend,Otto Roe,\n\
         Romy Vale,friend,Pia Dorn,\nOtto Roe,feud,Pia Dorn,\n\
         Romy Vale,friend,Lena Moss,\nOtto Roe,friend,Lena Moss,\nOtto Roe,duet,Lena Moss,\n\
         Romy Vale,friend,Ana Vale,\nOtto Roe,dating,Ana Vale,denied\n",
    )]);
    let common = world.json(&["common", "Romy", "Otto"]);
    assert_eq!(texts(&common["people"], "name"), ["Lena Moss", "Pia Dorn"]);
    assert_eq!(
        texts(&common["people"][0]["with_b"], "relation"),
        ["friend", "collaborator"]
    );
    let friends = world.json(&["common", "Romy", "Otto", "--relation", "friend"]);
    assert_eq!(texts(&friends["people"], "name"), ["Lena Moss"]);
    let all = "asserted,rumored,denied";
    let all = world.json(&["common", "Romy", "Otto", "--certainty", all]);
    assert_eq!(
        texts(&all["people"], "name"),
        ["Ana Vale", "Lena Moss", "Pia Dorn"]
    );
}

#[test]
fn nobody_in_common_is_nothing_found() {
    let world = World::small();
    let none = world.celebgraph(&["common", "Romy", "Zed"]).exits(1);
    assert_eq!(
        none.stdout,
        "0 people tied to both Romy Vale and Zed Alone\n"
    );
    let none = world
        .celebgraph(&["common", "Romy", "Zed", "--json"])
        .exits(1);
    assert_eq!(none.json()["people"], serde_json::json!([]));
    world
        .celebgraph(&["common", "Romy", "Rome"])
        .exits(1)
        .tells("are both Romy Vale");
}
