use crate::world::{World, includes, texts};

#[test]
fn a_person_is_shown_with_names_details_and_ties() {
    let world = World::small();
    let shown = world.celebgraph(&["who", "Romy Vale"]).exits(0);
    assert_eq!(
        shown.stdout,
        "\
Romy Vale
  also R. Valley, Rome
  gender male
  born 1980-05-01
  occupation singer, painter
  known for Harbour Songs

SPOUSE
  Iris Vale  wife  2013-09-14  2 sources

PARTNER
  Otto Roe  boyfriend    denied, 1 source

CHILD
  Ana Vale  daughter  2015  1 source

PARENT
  Greta Vale  mother    1 source
"
    );
    assert_eq!(shown.stderr, "");
    let otto = world.celebgraph(&["who", "Otto Roe"]).exits(0);
    otto.tells("Pia Dorn   former friend  2001 – 2005  ended, 1 source")
        .tells("Lena Moss  friend                      rumored, 1 source")
        .tells("    High Noon; Low Tide");
}

#[test]
fn the_json_has_every_field() {
    let world = World::small();
    let who = world.json(&["who", "Romy Vale"]);
    assert_eq!(who["name"], "Romy Vale");
    assert_eq!(who["aliases"], serde_json::json!(["R. Valley", "Rome"]));
    assert_eq!(who["details"]["born"], serde_json::json!(["1980-05-01"]));
    assert_eq!(who["hidden"], 0);
    assert_eq!(
        texts(&who["ties"], "role"),
        ["wife", "boyfriend", "daughter", "mother"]
    );
    includes(
        &who["ties"][0],
        &serde_json::json!({
            "role": "wife", "person": "Iris Vale",
            "sentence": "Romy Vale has been married to Iris Vale since 2013-09-14",
            "subject": "Iris Vale", "relation": "spouse", "object": "Romy Vale",
            "status": "current", "certainty": "asserted", "start": "2013-09-14",
            "support": 2, "statements": 2
        }),
    );
}

#[test]
fn a_name_is_found_by_case_accents_alias_and_part() {
    let world = World::small();
    for name in [
        "Romy Vale",
        "romy vale",
        "RÓMY  VÄLE",
        "rome",
        "R Valley",
        "romy",
        "valley",
    ] {
        let who = world.json(&["who", name]);
        assert_eq!(who["name"], "Romy Vale", "{name}");
    }
    // A piece inside a word, where no word begins with it.
    assert_eq!(world.json(&["who", "ret"])["name"], "Greta Vale");
}

#[test]
fn several_of_a_name_are_listed_and_nobody_gets_suggestions() {
    let world = World::small();
    let several = world.celebgraph(&["who", "vale"]).exits(1);
    assert_eq!(several.stdout, "");
    assert_eq!(
        several.stderr,
        "\
error: `vale` may be any of 4 people
hint: Romy Vale (4 ties, singer)
hint: Iris Vale (3 ties)
hint: Ana Vale (2 ties)
hint: Greta Vale (1 tie)
"
    );
    let nobody = world.celebgraph(&["who", "Rmoy"]).exits(1);
    assert_eq!(
        nobody.stderr,
        "error: nobody here is called `Rmoy`\nhint: did you mean `Romy Vale`?\n"
    );
    let nobody = world.celebgraph(&["who", "Xyzzyx", "--json"]).exits(1);
    assert_eq!(nobody.stdout, "");
    let error: serde_json::Value = serde_json::from_str(&nobody.stderr).unwrap();
    assert_eq!(error["error"], "nobody here is called `Xyzzyx`");
    world.celebgraph(&["who", ""]).exits(1).tells("nobody");
}

#[test]
fn two_of_one_name_are_kept_apart() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object\n\
         Kit Marsh (actor),friend,Ana Vale\n\
         Kit Marsh (presenter),feud,Otto Roe\n",
    )]);
    world
        .celebgraph(&["who", "Kit Marsh"])
        .exits(1)
        .tells("`Kit Marsh` may be any of 2 people")
        .tells("hint: Kit Marsh (actor) (1 tie")
        .tells("hint: Kit Marsh (presenter) (1 tie");
    let who = world.json(&["who", "kit marsh (presenter)"]);
    assert_eq!(texts(&who["ties"], "person"), ["Otto Roe"]);
    assert_eq!(
        world.json(&["who", "Marsh actor"])["name"],
        "Kit Marsh (actor)"
    );
}

#[test]
fn without_a_record_the_error_says_what_to_do() {
    let world = World::new();
    world
        .celebgraph(&["who", "Romy"])
        .exits(4)
        .tells("error: there is no record at celebgraph.db")
        .tells("celebgraph ingest PATH...");
    assert_eq!(world.files(), [""; 0]);
}

#[test]
fn the_record_is_named_by_flag_or_environment() {
    let world = World::small();
    std::fs::rename(world.path("celebgraph.db"), world.path("other.db")).unwrap();
    for at in [0, 2] {
        let mut args = vec!["who", "Romy"];
        args.splice(at..at, ["--graph", "other.db"]);
        world.celebgraph(&args).exits(0);
    }
    let mut command = world.command(&["who", "Romy"]);
    let output = command
        .env("CELEBGRAPH_GRAPH", "other.db")
        .output()
        .unwrap();
    assert!(output.status.success());
    let mut command = world.command(&["who", "Romy", "--graph", "celebgraph.db"]);
    let output = command
        .env("CELEBGRAPH_GRAPH", "other.db")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn nothing_is_colored_in_a_pipe() {
    let world = World::small();
    for args in [
        &["who", "Romy"][..],
        &["who", "vale"],
        &["neighbors", "Romy", "-d", "3"],
        &["path", "Romy", "Lena"],
        &["path", "Romy", "Zed"],
        &["common", "Romy", "Otto"],
        &["evidence", "Romy", "Iris"],
        &["timeline", "Romy"],
        &["family", "Romy"],
        &["people"],
        &["sources"],
        &["stats"],
        &["check"],
        &["relations"],
        &["ingest", "facts.csv"],
        &["--help"],
    ] {
        let answer = world.celebgraph(args).all();
        assert!(!answer.contains('\u{1b}'), "{args:?}: {answer}");
        assert!(!answer.is_empty(), "{args:?}");
    }
}
