use serde_json::json;

use crate::world::{World, texts};

#[test]
fn every_statement_is_shown_with_source_date_words_and_place() {
    let world = World::small();
    let shown = world.celebgraph(&["evidence", "Romy", "Iris"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale has been married to Iris Vale since 2013-09-14 [2 sources]
  2022-08-05  The Harbour Times, Harbour Media
    https://harbour.example/1
    says: Romy Vale – wife – Iris Vale · start 2013-09-14
    “Romy and Iris, happy”
    facts.csv, line 2
  2021-02-01  Old Gazette
    says: Romy Vale – married to – Iris Vale · current · start 2013
    facts.csv, line 3
"
    );
}

#[test]
fn the_json_has_every_field_of_a_statement() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,status,certainty,start,end,works,confidence,source,url,publisher,published,quote,speaker,rule\n\
         Otto Roe,ex-wife,Iris Vale,ended,rumored,2001,2004~,Low Tide;High Noon,90%,A Paper,https://a.example/,Press,2010-05,\"She \"\"left\"\",\nhe says\",Otto Roe,by-hand\n",
    )]);
    let answer = world.json(&["evidence", "Iris", "Otto"]);
    assert_eq!(
        (&answer["a"], &answer["b"]),
        (&json!("Iris Vale"), &json!("Otto Roe"))
    );
    assert_eq!(
        answer["ties"][0]["evidence"],
        json!([{
            "says": "Otto Roe – ex-wife – Iris Vale",
            "status": "ended", "certainty": "rumored", "start": "2001", "end": "2004~",
            "works": ["Low Tide", "High Noon"], "confidence": 0.9,
            "source": {"name": "A Paper", "url": "https://a.example/", "publisher": "Press"},
            "published": "2010-05", "quote": "She \"left\",\nhe says", "speaker": "Otto Roe", "rule": "by-hand",
            "dataset": "facts.csv", "line": 2
        }])
    );
    // On a terminal a quotation is one line, with its speaker.
    world
        .celebgraph(&["evidence", "Iris", "Otto"])
        .exits(0)
        .tells("    “She \"left\", he says” — Otto Roe\n")
        .tells("    facts.csv, line 2, rule by-hand\n");
}

#[test]
fn sources_that_disagree_are_all_kept_and_the_latest_decides() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,status,certainty,source,published\n\
         Romy Vale,wife,Iris Vale,current,,Morning,2020\n\
         Iris Vale,married to,Romy Vale,ended,,Evening,2022-03-01\n\
         Romy Vale,spouse,Iris Vale,,denied,Midnight,2023\n\
         Romy Vale,spouse,Iris Vale,,,Undated,\n",
    )]);
    let answer = world.json(&["evidence", "Romy", "Iris"]);
    let tie = &answer["ties"][0];
    assert_eq!(
        (&tie["status"], &tie["certainty"], &tie["support"]),
        (&json!("ended"), &json!("asserted"), &json!(3))
    );
    assert_eq!(tie["disagreement"]["certainty"], true);
    let names: Vec<&str> = tie["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|statement| statement["source"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Midnight", "Evening", "Morning", "Undated"]);
    world
        .celebgraph(&["evidence", "Romy", "Iris"])
        .exits(0)
        .tells("[ended, so says 1 of 3, sources disagree, 3 sources]")
        .tells("says: Romy Vale – spouse – Iris Vale · denied")
        .tells("  undated  Undated\n");
}

#[test]
fn a_filter_chooses_ties_and_nothing_said_is_nothing_found() {
    let world = World::small();
    let denied = world.json(&["evidence", "Otto", "Romy"]);
    assert_eq!(texts(&denied["ties"], "certainty"), ["denied"]);
    let none = world
        .celebgraph(&["evidence", "Otto", "Romy", "--certainty", "asserted"])
        .exits(1);
    assert_eq!(
        none.stdout,
        "nothing was said of Otto Roe and Romy Vale\n",
        "{}",
        none.all()
    );
    let none = world
        .celebgraph(&["evidence", "Zed", "Romy", "--json"])
        .exits(1);
    assert_eq!(none.json()["ties"], json!([]));
}
