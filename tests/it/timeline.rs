use serde_json::json;

use crate::world::{World, texts};

#[test]
fn what_happened_is_shown_in_order() {
    let world = World::small();
    let shown = world.celebgraph(&["timeline", "Romy"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale
  1980-05-01   born     Romy Vale
  2010         reported It is denied that Romy Vale is in a relationship with Otto Roe
  2013-09-14   begins   Romy Vale has been married to Iris Vale since 2013-09-14
  2015         begins   Romy Vale is a parent of Ana Vale (born 2015)
  2021-02-01   reported Romy Vale is a child of Greta Vale
"
    );
    let shown = world.celebgraph(&["timeline", "Zed"]).exits(0);
    assert_eq!(
        shown.stdout,
        "Zed Alone\n\nUNDATED\n  Zed Alone is a friend of Zoe Alone\n"
    );
}

#[test]
fn of_two_only_what_concerns_both() {
    let world = World::small();
    let answer = world.json(&["timeline", "Otto", "Pia"]);
    assert_eq!(
        (&answer["name"], &answer["with"]),
        (&json!("Otto Roe"), &json!("Pia Dorn"))
    );
    let events = &answer["events"];
    assert_eq!(texts(events, "kind"), ["born", "begins", "ends"]);
    assert_eq!(texts(events, "date"), ["1975", "2001", "2005"]);
    assert_eq!(
        texts(events, "text"),
        [
            "Otto Roe",
            "Otto Roe was a friend of Pia Dorn from 2001 to 2005",
            "Otto Roe was a friend of Pia Dorn from 2001 to 2005"
        ]
    );
    assert_eq!(
        events[1]["tie"]["sentence"],
        "Otto Roe was a friend of Pia Dorn from 2001 to 2005"
    );
    let apart = world.celebgraph(&["timeline", "Greta", "Zed"]).exits(1);
    assert_eq!(apart.stdout, "Greta Vale and Zed Alone\n");
}

#[test]
fn an_order_that_the_dates_do_not_tell_is_marked() {
    let world = World::of(&[
        (
            "facts.csv",
            "subject,relation,object,start,status\n\
             Romy Vale,friend,Ana Vale,2005,\n\
             Romy Vale,friend,Otto Roe,2005-06,\n\
             Romy Vale,friend,Pia Dorn,2005-07-01,\n\
             Romy Vale,friend,Lena Moss,2004~,\n\
             Romy Vale,wife,Iris Vale,2030,planned\n",
        ),
        (
            "people.csv",
            "name,born,died\nRomy Vale,1980,2031-01-02\nAna Vale,1990,\n",
        ),
    ]);
    let shown = world.celebgraph(&["timeline", "Romy"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale
  1980         born     Romy Vale
  2004~        begins   Romy Vale has been a friend of Lena Moss since 2004~
  2005       ~ begins   Romy Vale has been a friend of Ana Vale since 2005
  2005-06    ~ begins   Romy Vale has been a friend of Otto Roe since 2005-06
  2005-07-01   begins   Romy Vale has been a friend of Pia Dorn since 2005-07-01
  2030         begins   Romy Vale is to marry Iris Vale (planned for 2030)
  2031-01-02   died     Romy Vale
  ~ may have been before the line above: the dates overlap
"
    );
    let answer = world.json(&["timeline", "Romy"]);
    let unknown: Vec<bool> = answer["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["order_unknown"].as_bool().unwrap())
        .collect();
    assert_eq!(unknown, [false, false, true, true, false, false, false]);
}

#[test]
fn filters_choose_the_ties() {
    let world = World::small();
    let answer = world.json(&["timeline", "Romy", "--relation", "spouse"]);
    assert_eq!(texts(&answer["events"], "kind"), ["born", "begins"]);
    let answer = world.json(&["timeline", "Otto", "--at", "2003", "--relation", "friend"]);
    // The friendship without dates may have held then.
    assert_eq!(
        texts(&answer["events"], "text"),
        [
            "Otto Roe",
            "Otto Roe was a friend of Pia Dorn from 2001 to 2005",
            "Otto Roe was a friend of Pia Dorn from 2001 to 2005",
            "It is rumored that Otto Roe is a friend of Lena Moss (perhaps)",
        ]
    );
}
