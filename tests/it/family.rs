use crate::world::{World, texts};

const FAMILY: &str = "\
subject,relation,object,status,start,end,certainty
Abe Vale,son,Romy Vale,,1980,,
Greta Vale,son,Romy Vale,,1980,,
Greta Vale,daughter,Tess Vale,,1984,,
Romy Vale,brother,Nils Vale,,,,
Ida Vale,son,Abe Vale,,,,
Romy Vale,fiancee,Iris Vale,ended,2012,2013,
Romy Vale,wife,Iris Vale,,2013,,
Romy Vale,ex-wife,Pia Dorn,,2001,2009,
Romy Vale,daughter,Ana Vale,,2015,,
Iris Vale,daughter,Ana Vale,,2015,,
Romy Vale,son,Leo Dorn,,2004,,
Pia Dorn,son,Leo Dorn,,2004,,
Romy Vale,son,Max Vale,,2010,,
Ana Vale,son,Kim Vale,,2040,,
Romy Vale,son,Jon Doe,,,,denied
Romy Vale,aunt,Vera Vale,,,,
Romy Vale,mother-in-law,Olga Roe,,,,
Romy Vale,friend,Otto Roe,,,,
";

#[test]
fn the_tree_has_every_branch() {
    let world = World::of(&[("facts.csv", FAMILY)]);
    let shown = world.celebgraph(&["family", "Romy"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale
├─ parents
│  ├─ father Abe Vale 1980 [1 source]
│  │  └─ parent Ida Vale [1 source]
│  └─ parent Greta Vale 1980 [1 source]
├─ siblings
│  ├─ brother Nils Vale [1 source]
│  └─ sister Tess Vale [derived: shares the parent Greta Vale]
├─ former wife Pia Dorn 2001 – 2009 [ended, 1 source]
│  └─ son Leo Dorn 2004 [1 source]
├─ wife Iris Vale 2013 [1 source]
│  └─ daughter Ana Vale 2015 [1 source]
│     └─ son Kim Vale 2040 [1 source]
├─ other children
│  └─ son Max Vale 2010 [1 source]
└─ relatives
   ├─ mother-in-law Olga Roe [1 source]
   └─ aunt Vera Vale [1 source]
"
    );
}

#[test]
fn the_json_tells_what_is_derived() {
    let world = World::of(&[("facts.csv", FAMILY)]);
    let family = world.json(&["family", "Tess"]);
    assert_eq!(texts(&family["parents"], "name"), ["Greta Vale"]);
    let sibling = &family["siblings"][0];
    assert_eq!(sibling["name"], "Romy Vale");
    assert_eq!(sibling["role"], "brother");
    assert_eq!(sibling["derived"], "shares the parent Greta Vale");
    assert_eq!(sibling.get("tie"), None);

    let family = world.json(&["family", "Romy"]);
    let partners = &family["partnerships"];
    assert_eq!(texts(partners, "name"), ["Pia Dorn", "Iris Vale"]);
    assert_eq!(texts(partners, "role"), ["former wife", "wife"]);
    assert_eq!(texts(&partners[1]["children"], "name"), ["Ana Vale"]);
    assert_eq!(
        texts(&partners[1]["children"][0]["beyond"], "name"),
        ["Kim Vale"]
    );
    assert_eq!(
        texts(&family["relatives"], "role"),
        ["mother-in-law", "aunt"]
    );
}

#[test]
fn the_other_side_is_named_from_there() {
    let world = World::of(&[("facts.csv", FAMILY)]);
    let family = world.json(&["family", "Vera"]);
    assert_eq!(texts(&family["relatives"], "name"), ["Romy Vale"]);
    assert_eq!(texts(&family["relatives"], "role"), ["nephew"]);
    let family = world.json(&["family", "Olga"]);
    assert_eq!(texts(&family["relatives"], "role"), ["son-in-law"]);
}

#[test]
fn denied_children_count_only_when_asked_for() {
    let world = World::of(&[("facts.csv", FAMILY)]);
    world
        .celebgraph(&["family", "Romy", "--certainty", "denied"])
        .exits(0)
        .tells("Jon Doe [denied, 1 source]");
    world.celebgraph(&["family", "Jon Doe"]).exits(1);
}

#[test]
fn no_family_is_nothing_found() {
    let world = World::of(&[("facts.csv", FAMILY)]);
    let none = world.celebgraph(&["family", "Otto"]).exits(1);
    assert_eq!(none.stdout, "Otto Roe\n  no family on record\n");
}
