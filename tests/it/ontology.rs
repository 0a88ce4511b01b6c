//! Relation types of the user's own.

use crate::world::{World, texts};

/// A relation type of a user's own.
pub const STYLIST: &str = r##"
[[relation]]
key = "stylist"
label = "stylist"
ends = true
color = "#123456"
phrase = { current = "is styled by", past = "was styled by", planned = "is to be styled by" }
noun = [{ words = ["stylist", "hairdresser"] }]
[relation.inverse]
key = "styles"
label = "model"
phrase = { current = "styles", past = "styled", planned = "is to style" }
"##;

#[test]
fn an_ontology_file_adds_a_type_that_later_questions_know() {
    let world = World::new();
    world.write("style.toml", STYLIST);
    world.write("facts.csv", "subject,relation,object,start,end\nRomy Vale,hairdresser,Cleo Cut,2001,2004\nCleo Cut,styles,Iris Vale,,\n");
    world
        .celebgraph(&["ingest", "facts.csv"])
        .exits(3)
        .tells("unknown relation `hairdresser`");
    world
        .celebgraph(&["ingest", "facts.csv", "--ontology", "style.toml"])
        .exits(0)
        .tells("2 facts new");
    std::fs::remove_file(world.path("style.toml")).unwrap();
    world
        .celebgraph(&["who", "Cleo"])
        .exits(0)
        .tells("STYLES\n")
        .tells("former model");
    let path = world.json(&["path", "Romy", "Iris", "--relation", "stylist"]);
    assert_eq!(
        texts(&path["paths"][0]["hops"], "sentence"),
        [
            "Romy Vale was styled by Cleo Cut from 2001 to 2004",
            "Cleo Cut styles Iris Vale"
        ]
    );
    world
        .celebgraph(&["export", "-f", "dot"])
        .exits(0)
        .tells("color=\"#123456\"");
    world
        .celebgraph(&["ingest", "facts.csv"])
        .exits(0)
        .tells("facts.csv: unchanged");
}

#[test]
fn a_bad_ontology_file_is_refused_with_its_name_and_reason() {
    let world = World::new();
    world.write(
        "facts.csv",
        "subject,relation,object\nRomy Vale,wife,Iris Vale\n",
    );
    for (text, reason) in [
        ("[[relation", "bad.toml: "),
        (
            "[[relation]]\nkey = \"x\"\ncolour = \"#123456\"\n",
            "unknown field `colour`",
        ),
        (&STYLIST.replace("hairdresser", "wife"), "bad.toml: "),
    ] {
        world.write("bad.toml", text);
        world
            .celebgraph(&["ingest", "facts.csv", "--ontology", "bad.toml"])
            .exits(3)
            .tells(reason);
    }
    // What is wrong is not kept.
    world.celebgraph(&["ingest", "facts.csv"]).exits(0);
}
