use serde_json::json;

use crate::world::{World, texts};

#[test]
fn datasets_and_sources_are_listed() {
    let world = World::small();
    let shown = world.celebgraph(&["sources"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
DATASETS
 NAME        FORMAT  ROWS  REJECTED
 facts.csv   facts     11         0
 people.csv  people     2         0

SOURCES
 FACTS  SOURCE             PUBLISHER      PUBLISHED   URL
     4  Film Weekly                       2010
     3  Old Gazette                       2021-02-01
     3  The Harbour Times  Harbour Media  2022-08-05  https://harbour.example/1
     1  facts.csv
"
    );
}

#[test]
fn the_json_counts_rows_rejects_statements_and_facts() {
    let world = World::of(&[("people.csv", crate::world::PEOPLE)]);
    world.write(
        "facts.csv",
        "subject,relation,object,source,published,url\n\
         Romy Vale,wife,Iris Vale,Daily,2020,https://d.example/\n\
         Iris Vale,husband,Romy Vale,Daily,2021-05,https://d.example/\n\
         Romy Vale,friend,Otto Roe,Daily,2020,https://d.example/\n\
         Romy Vale,wief,Otto Roe,Daily,2020,https://d.example/\n",
    );
    world.celebgraph(&["ingest", "facts.csv"]).exits(3);
    let sources = world.json(&["sources"]);
    assert_eq!(
        sources["datasets"],
        json!([
            {"name": "facts.csv", "format": "facts", "rows": 4, "rejected": 1, "whole": true},
            {"name": "people.csv", "format": "people", "rows": 2, "rejected": 0, "whole": true}
        ])
    );
    let daily = &sources["sources"][0];
    assert_eq!(
        (
            &daily["name"],
            &daily["url"],
            &daily["statements"],
            &daily["facts"]
        ),
        (
            &json!("Daily"),
            &json!("https://d.example/"),
            &json!(3),
            &json!(2)
        )
    );
    assert_eq!(daily["published"], json!(["2020", "2021-05"]));
    world
        .celebgraph(&["sources"])
        .exits(0)
        .tells("2020 – 2021-05");
}

#[test]
fn a_pattern_looks_in_names_addresses_and_publishers() {
    let world = World::small();
    for (pattern, datasets, sources) in [
        ("GAZETTE", &[][..], &["Old Gazette"][..]),
        ("harbour.example", &[], &["The Harbour Times"]),
        ("harbour media", &[], &["The Harbour Times"]),
        ("facts", &["facts.csv"], &["facts.csv"]),
        ("people.csv", &["people.csv"], &[]),
    ] {
        let found = world.json(&["sources", pattern]);
        assert_eq!(texts(&found["datasets"], "name"), datasets, "{pattern}");
        assert_eq!(texts(&found["sources"], "name"), sources, "{pattern}");
    }
    world.celebgraph(&["sources", "no such"]).exits(1);
}
