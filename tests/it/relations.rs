use crate::world::{World, texts};

#[test]
fn the_types_are_listed_without_a_record() {
    let world = World::new();
    let shown = world.celebgraph(&["relations"]).exits(0);
    shown
        .tells("spouse symmetric, can end, one at a time\n")
        .tells("child inverse parent\n")
        .tells("relative needs a kinship\n");
    let list = world.json(&["relations"]);
    let spouse = &list[0];
    assert_eq!(spouse["relation"], "spouse");
    assert_eq!(spouse["vocabulary"]["wikidata"], serde_json::json!(["P26"]));
    let words = spouse["words"].as_array().unwrap();
    for word in ["wife", "husband", "married to"] {
        assert!(words.contains(&word.into()), "{word}");
    }
    let keys = texts(&list, "relation");
    for key in [
        "engaged",
        "partner",
        "sibling",
        "friend",
        "feud",
        "collaborator",
        "mentor",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
    // Asking makes no record.
    assert_eq!(world.files(), [""; 0]);
}

#[test]
fn every_word_that_is_listed_is_understood_in_a_table() {
    let world = World::new();
    let list = world.json(&["relations"]);
    let mut rows = String::from("subject,relation,object,kinship\n");
    let mut keys = Vec::new();
    for kind in list.as_array().unwrap() {
        for word in kind["words"].as_array().unwrap() {
            let (at, word) = (keys.len(), word.as_str().unwrap());
            // A word of `relative` may hold its kinship already.
            let is_open = kind["needs_kinship"] == true
                && ["relat", "kin", "family"]
                    .iter()
                    .any(|open| word.starts_with(open));
            let kinship = if is_open { "cousin" } else { "" };
            rows.push_str(&format!("A {at} Vale,{word},B {at} Roe,{kinship}\n"));
            keys.push(kind["relation"].clone());
        }
    }
    world.write("words.csv", &rows);
    let summary = world.json(&["ingest", "words.csv"]);
    assert_eq!(summary["rejected"], 0);
    let graph: serde_json::Value = serde_json::from_str(&world.exported()).unwrap();
    for edge in graph["edges"].as_array().unwrap() {
        let ends = [&edge["source"], &edge["target"]];
        let name = ends
            .iter()
            .find_map(|n| n.as_str().unwrap().strip_prefix("A "));
        let at: usize = name
            .unwrap()
            .strip_suffix(" Vale")
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(edge["relation"], keys[at], "{edge}");
    }
    assert_eq!(graph["edges"].as_array().unwrap().len(), keys.len());
}

#[test]
fn a_file_of_the_users_adds_types_and_words() {
    let world = World::new();
    world.write("more.toml", crate::ontology::STYLIST);
    let list = world.json(&["relations", "--ontology", "more.toml"]);
    let keys = texts(&list, "relation");
    assert_eq!(keys.last(), Some(&"stylist"));
    let words = list[keys.len() - 1]["words"].as_array().unwrap();
    assert!(words.contains(&"hairdresser".into()), "{words:?}");
    // Without the file it is not known.
    assert!(!texts(&world.json(&["relations"]), "relation").contains(&"stylist"));
    world
        .celebgraph(&["relations", "--ontology", "none.toml"])
        .exits(3)
        .tells("none.toml: there is no such file or folder");
}
