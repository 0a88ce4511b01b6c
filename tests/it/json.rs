//! The JSON of a graph: what it holds, and that reading it back loses nothing.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::{FACTS, PEOPLE, World, texts};

/// Exports, reads that into a new record, and exports again.
#[track_caller]
fn comes_back(files: &[(&str, &str)]) -> String {
    let world = World::of(files);
    let text = world.exported();
    let other = World::of(&[("graph.json", &text)]);
    assert_eq!(other.exported(), text);
    text
}

#[test]
fn a_graph_comes_back_as_it_was() {
    comes_back(&[("facts.csv", FACTS), ("people.csv", PEOPLE)]);
}

#[test]
fn aliases_and_details_come_back() {
    let people = "name,aliases,gender,born,died,occupation,wikidata,known_for,eyes,id\n\
                  Yvonne Sand,Yve; Y. Sand,female,1980-01-02,,singer; actor,Q900001,Sand Songs,green,7\n\
                  Yvonne Sand,La Sand,,1980,,,,,,\n\
                  Y Sand Junior,,,,,,Q900002,,,\nYves Lark,Yve,male,1950?,2001-21,,,,,\n";
    let facts = "subject,relation,object,object_born,subject_aliases,source\n\
                 La Sand,husband,Bo Fox,1981,Sandy,Daily\nYVONNE SAND,feud,Yves Lark,,,Daily\n\
                 Zoë Roe,friend,Bo Fox,,,\nZoe Roe,friend,Y. Sand,,,\nYve,friend,Bo Fox,,,\n";
    let text = comes_back(&[("facts.csv", facts), ("people.csv", people)]);
    let graph: Value = serde_json::from_str(&text).unwrap();
    let nodes = graph["nodes"].as_array().unwrap();
    let yvonne = nodes
        .iter()
        .find(|node| node["id"] == "Yvonne Sand")
        .unwrap();
    assert_eq!(yvonne["born"], "1980-01-02");
    assert_eq!(yvonne["occupation"], json!(["singer", "actor"]));
    assert_eq!(
        yvonne["aliases"],
        json!(["La Sand", "Sandy", "Y. Sand", "YVONNE SAND"])
    );
}

#[test]
fn spellings_of_a_name_come_back() {
    let text = comes_back(&[(
        "facts.csv",
        "subject,relation,object\nZoë Roe,friend,Bo Fox\nZoe Roe,friend,Otto Roe\n",
    )]);
    assert!(text.contains("\"Zoë Roe\""), "{text}");
}

#[test]
fn kinship_comes_back_in_both_directions() {
    let facts = "subject,relation,object,kinship\n\
                 Lena Moss,aunt,Pia Dorn,\nPia Dorn,aunt of,Lena Moss,\nPia Dorn,relative,Lena Moss,niece_or_nephew\n\
                 Abe Roe,relative,Zed Roe,uncle\nZed Roe,kin,Bo Roe,uncle\nZed Roe,grandson,Cy Roe,\nAl Roe,grandmother,Zed Roe,\n\
                 Bo Roe,mother-in-law,Al Roe,\nAl Roe,cousin,Zed Roe,\n";
    let text = comes_back(&[("facts.csv", facts)]);
    let graph: Value = serde_json::from_str(&text).unwrap();
    let lena = &graph["edges"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["source"] == "Lena Moss")
        .unwrap();
    assert_eq!(
        (&lena["kinship"], &lena["target"]),
        (&"aunt_or_uncle".into(), &"Pia Dorn".into())
    );
    assert_eq!(lena["evidence"].as_array().unwrap().len(), 3);
}

#[test]
fn the_words_of_the_sources_come_back() {
    let facts = "subject,relation,object,status,source,published\n\
                 Romy Vale,ex-wife,Iris Vale,,One,2020\nIris Vale,former husband of,Romy Vale,,Two,\n\
                 Iris Vale,reportedly his former wife,Romy Vale,,Three,2020-05\nIris Vale,spouse,Romy Vale,current,Four,2020\n\
                 Romy Vale,ex-wife,Iris Vale,current,Five,2021\nRomy Vale,never married,Iris Vale,,Six,2022\n\
                 Romy Vale,father of,Ana Vale,,One,2020\nAna Vale,mother,Iris Vale,,Two,2021\n\
                 Otto Roe,discovered,Romy Vale,,,\nOtto Roe,publicist for,Iris Vale,,,\n";
    let text = comes_back(&[("facts.csv", facts)]);
    for word in [
        "ex-wife",
        "former husband of",
        "reportedly his former wife",
        "father of",
        "discovered",
    ] {
        assert!(text.contains(&format!("\"relation\":\"{word}\"")), "{word}");
    }
}

#[test]
fn sources_that_disagree_and_every_field_come_back() {
    let facts = "subject,relation,object,status,certainty,start,end,confidence,source,url,publisher,published,quote,speaker,rule\n\
                 Romy Vale,friend,Otto Roe,current,,2001~,,0.9,S,,,2010,\"a \"\"b\"\"\nc\",Otto,\n\
                 Romy Vale,friend,Otto Roe,ended,denied,2001-05,2004/..,90%,S,,,2010,,,r1\n\
                 Romy Vale,friend,Otto Roe,,rumored,19XX,,1e-3,,https://x.example/?a=1&b=2,Pub,2010-21,,,\n\
                 Romy Vale,friend,Otto Roe,,,,,,S,,,2010,,,\nRomy Vale,friend,Otto Roe,,,,,,S,,,2010,,,\n\
                 Romy Vale,friend,Otto Roe,planned,,,,,,,,,,,\n";
    let text = comes_back(&[("facts.csv", facts)]);
    let graph: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(graph["edges"][0]["evidence"].as_array().unwrap().len(), 6);
}

#[test]
fn works_with_semicolons_come_back() {
    let list = r#"[{"subject": "Romy Vale", "relation": "duet", "object": "Iris Vale", "works": ["One; Two", "Three | Four"]},
                   {"subject": "Romy Vale", "relation": "duet", "object": "Iris Vale", "works": "Five; Six"}]"#;
    let text = comes_back(&[
        ("list.json", list),
        (
            "facts.csv",
            "subject,relation,object,works\nRomy Vale,duet,Iris Vale,A|B;C\n",
        ),
    ]);
    let graph: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        graph["edges"][0]["works"],
        json!(["A", "B", "C", "Five; Six", "One; Two", "Three | Four"])
    );
}

#[test]
fn a_statement_about_two_names_of_one_person_comes_back() {
    let facts = "subject,relation,object,source\nRómy Vale,friend,Yve,Daily\n";
    let people = "name,aliases\nRomy Vale,Yve\n";
    let files = [("facts.csv", facts), ("people.csv", people)];
    let text = comes_back(&files);
    let found = World::of(&files).json(&["check"]);
    assert_eq!(texts(&found["findings"], "kind"), ["tie-to-self"]);
    let other = World::of(&[("graph.json", &text)]);
    assert_eq!(other.json(&["check"]), found);
}

#[test]
fn odd_characters_come_back() {
    let facts = "subject,relation,object,works,quote\n\
                 \"R \"\"V\"\" \\ Vale\",friend,Otto 🎸 Roe,<b>&amp;,\u{202e}\u{1f600}\t\\u0041\n\
                 שרה לוי,friend,林美玲,\u{2028},\n";
    comes_back(&[("facts.csv", facts)]);
}

#[test]
fn a_users_own_relations_come_back() {
    let world = World::new();
    world.write("style.toml", crate::ontology::STYLIST);
    world.write(
        "facts.csv",
        "subject,relation,object\nRomy Vale,hairdresser,Cleo Cut\nCleo Cut,styles,Iris Vale\n",
    );
    world
        .celebgraph(&["ingest", "facts.csv", "--ontology", "style.toml"])
        .exits(0);
    let text = world.exported();
    let other = World::new();
    other.write("style.toml", crate::ontology::STYLIST);
    other.write("graph.json", &text);
    other
        .celebgraph(&["ingest", "graph.json", "--ontology", "style.toml"])
        .exits(0);
    assert_eq!(other.exported(), text);
}

#[test]
fn it_is_node_link_as_networkx_reads_it() {
    let facts = format!(
        "{FACTS}Otto Roe,endorses,Zed Alone,,,,,,,,,,,\nZed Alone,endorses,Otto Roe,,,,,,,,,,,\n"
    );
    let world = World::of(&[("facts.csv", &facts), ("people.csv", PEOPLE)]);
    let graph: Value = serde_json::from_str(&world.exported()).unwrap();
    assert_eq!(
        (&graph["directed"], &graph["multigraph"]),
        (&json!(false), &json!(true))
    );
    let names: BTreeSet<&str> = texts(&graph["nodes"], "id").into_iter().collect();
    let edges = graph["edges"].as_array().unwrap();
    // An undirected multigraph keeps one edge of a key between two nodes, whichever comes first.
    let mut keys = BTreeSet::new();
    for edge in edges {
        let text = |key: &str| edge[key].as_str().unwrap();
        let (source, target) = (text("source"), text("target"));
        assert!(names.contains(source) && names.contains(target), "{edge}");
        let key = (source.min(target), source.max(target), text("key"));
        assert!(keys.insert(key), "a second edge {key:?}");
    }
    assert_eq!(edges.len(), 12);
}

#[test]
fn parts_of_the_graph_are_exported_with_all_their_evidence() {
    let world = World::small();
    let part = |args: &[&str]| {
        let args: Vec<&str> = ["export", "-f", "json"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        world.celebgraph(&args).exits(0).json()
    };
    let around = part(&["--around", "Otto"]);
    assert_eq!(
        texts(&around["nodes"], "id"),
        ["Iris Vale", "Lena Moss", "Otto Roe", "Pia Dorn"]
    );
    // With the ties among those around.
    assert_eq!(
        texts(&around["edges"], "key"),
        ["collaborator", "friend", "relative:aunt_or_uncle", "friend"]
    );
    let around = part(&["--around", "Otto", "--depth", "2"]);
    assert_eq!(around["nodes"].as_array().unwrap().len(), 6);
    let between = part(&["--between", "Romy", "Otto", "-k", "1"]);
    assert_eq!(
        texts(&between["nodes"], "id"),
        ["Iris Vale", "Otto Roe", "Romy Vale"]
    );
    assert_eq!(
        texts(&between["edges"], "relation"),
        ["collaborator", "spouse"]
    );
    assert_eq!(between["edges"][1]["evidence"].as_array().unwrap().len(), 2);
    let between = part(&["--between", "Romy", "Otto"]);
    assert_eq!(between["nodes"].as_array().unwrap().len(), 4);
    // A part is a graph like any other.
    let other = World::of(&[("part.json", &between.to_string())]);
    assert_eq!(other.json(&["stats"])["ties"], 4);

    let apart = world
        .celebgraph(&["export", "-f", "json", "--between", "Romy", "Zed"])
        .exits(1);
    assert_eq!(
        texts(&apart.json()["nodes"], "id"),
        ["Romy Vale", "Zed Alone"]
    );
    world
        .celebgraph(&["export", "-f", "json", "--around", "Nobody"])
        .exits(1)
        .tells("nobody here is called");
}
