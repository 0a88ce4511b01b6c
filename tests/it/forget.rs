use crate::world::{FACTS, PEOPLE, World, texts};

const ONE: &str = "subject,relation,object,source,url\n\
                   Romy Vale,wife,Iris Vale,Daily,https://d.example/\n\
                   Romy Vale,friend,Otto Roe,Weekly,\n";
const TWO: &str = "subject,relation,object,source,url\n\
                   Romy Vale,friend,Otto Roe,Daily,https://d.example/\n\
                   Lena Moss,friend,Otto Roe,Daily,https://d.example/\n";

#[test]
fn forgetting_a_dataset_undoes_its_ingestion() {
    let world = World::small();
    let before = world.exported();
    world.write("one.csv", ONE);
    world.celebgraph(&["ingest", "one.csv"]).exits(0);
    assert_ne!(world.exported(), before);
    let forgotten = world.celebgraph(&["forget", "one.csv"]).exits(0);
    assert_eq!(
        forgotten.stdout,
        "forgotten: 2 statements, 1 fact, 0 names, 2 sources\n"
    );
    assert_eq!(world.exported(), before);
    // And can be read again.
    world
        .celebgraph(&["ingest", "one.csv"])
        .exits(0)
        .tells("one.csv: read, 2 rows");
    world.celebgraph(&["forget", "one.csv"]).exits(0);
    world.celebgraph(&["forget", "people.csv"]).exits(0);
    assert_eq!(
        world.exported(),
        World::of(&[("facts.csv", FACTS)]).exported()
    );
    world.celebgraph(&["forget", "facts.csv"]).exits(0);
    assert_eq!(world.json(&["stats"])["people"], 0);
    world
        .celebgraph(&["ingest", "facts.csv", "people.csv"])
        .exits(0);
    assert_eq!(world.exported(), before);
}

#[test]
fn forgetting_a_source_leaves_what_others_support() {
    let world = World::of(&[("one.csv", ONE), ("two.csv", TWO)]);
    let forgotten = world.json(&["forget", "Daily"]);
    assert_eq!(
        forgotten,
        serde_json::json!({"statements": 3, "facts": 2, "names": 2, "sources": 1})
    );
    assert_eq!(
        texts(&world.json(&["people"]), "name"),
        ["Otto Roe", "Romy Vale"]
    );
    let sources = world.celebgraph(&["sources"]).exits(0);
    sources.tells("facts (in part)");
    assert_eq!(world.json(&["sources"])["datasets"][0]["whole"], false);
    // Reading the files again brings it back.
    world
        .celebgraph(&["ingest", "one.csv", "two.csv"])
        .exits(0)
        .tells("one.csv: read again, 2 rows");
    assert_eq!(
        world.exported(),
        World::of(&[("one.csv", ONE), ("two.csv", TWO)]).exported()
    );
    world
        .celebgraph(&["forget", "https://d.example/"])
        .exits(0)
        .tells("3 statements");
}

#[test]
fn what_a_source_told_of_people_goes_with_it() {
    let told = "subject,relation,object,object_born,source\n\
                Romy Vale,wife,Iris Vale,1980,Daily\nRomy Vale,spouse,Iris Vale,,Weekly\n";
    let world = World::of(&[("told.csv", told)]);
    assert_eq!(
        world.json(&["who", "Iris"])["details"]["gender"][0],
        "female"
    );
    world.celebgraph(&["forget", "Daily"]).exits(0);
    assert_eq!(
        world.json(&["who", "Iris"])["details"],
        serde_json::json!({})
    );
    assert_eq!(world.json(&["who", "Iris"])["ties"][0]["role"], "spouse");
}

#[test]
fn a_name_may_be_an_end_but_not_of_several() {
    let world = World::of(&[
        ("a/duets.csv", ONE),
        ("b/duets.csv", TWO),
        ("b/films.csv", FACTS),
    ]);
    world
        .celebgraph(&["forget", "duets.csv"])
        .exits(1)
        .tells("`duets.csv` may be any of: a/duets.csv; b/duets.csv");
    world.celebgraph(&["forget", "films.csv"]).exits(0);
    world.celebgraph(&["forget", "a/duets.csv"]).exits(0);
    assert_eq!(
        texts(&world.json(&["sources"])["datasets"], "name"),
        ["b/duets.csv"]
    );
    world
        .celebgraph(&["forget", "nothing.csv"])
        .exits(1)
        .tells("there is no dataset or source `nothing.csv`")
        .tells("`celebgraph sources` lists datasets and sources");
}

#[test]
fn flags_tell_a_dataset_from_a_source_of_its_name() {
    let own = "subject,relation,object,source\nRomy Vale,friend,Otto Roe,\nRomy Vale,friend,Pia Dorn,Daily\n";
    let world = World::of(&[("own.csv", own), ("people.csv", PEOPLE)]);
    // The rows without a source have the file for their source.
    world
        .celebgraph(&["forget", "own.csv", "--source"])
        .exits(0)
        .tells("1 statement, 1 fact");
    assert_eq!(
        texts(&world.json(&["sources"])["datasets"], "name"),
        ["own.csv", "people.csv"]
    );
    world.celebgraph(&["forget", "Daily", "--dataset"]).exits(1);
    world
        .celebgraph(&["forget", "own.csv", "--dataset"])
        .exits(0);
    assert_eq!(
        texts(&world.json(&["sources"])["datasets"], "name"),
        ["people.csv"]
    );
    world
        .celebgraph(&["forget", "x", "--dataset", "--source"])
        .exits(2);
}

#[test]
fn without_a_record_none_is_made() {
    let world = World::new();
    world
        .celebgraph(&["forget", "x"])
        .exits(4)
        .tells("there is no record at celebgraph.db");
    assert_eq!(world.files(), [""; 0]);
}
