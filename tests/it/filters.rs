//! The filters mean the same in every question.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::world::World;

type Tie = (String, String, String);

fn tie(value: &Value, subject: &str, object: &str) -> Tie {
    let text = |key: &str| value[key].as_str().unwrap().to_owned();
    (text(subject), text("relation"), text(object))
}

/// The ties of Otto Roe by each question, under some filters.
fn by_question(world: &World, filter: &[&str]) -> [BTreeSet<Tie>; 5] {
    let ask = |question: &[&str]| {
        let args: Vec<&str> = question.iter().chain(filter).copied().collect();
        world.celebgraph(&args).json()
    };
    let list = |value: &Value| value.as_array().unwrap().clone();
    let of_otto = |tie: &Tie| [&tie.0, &tie.2].contains(&&"Otto Roe".to_owned());
    let shown = |ties: Vec<Value>| ties.iter().map(|t| tie(t, "subject", "object")).collect();

    let who = shown(list(&ask(&["who", "Otto Roe", "--json"])["ties"]));
    let neighbors = list(&ask(&["neighbors", "Otto Roe", "--json"])["people"]);
    let neighbors = shown(neighbors.iter().flat_map(|p| list(&p["ties"])).collect());
    let edges = |export: Value| {
        let edges = list(&export["edges"]);
        edges.iter().map(|e| tie(e, "source", "target")).collect()
    };
    let whole: BTreeSet<Tie> = edges(ask(&["export", "--format", "json"]));
    let around: BTreeSet<Tie> = edges(ask(&["export", "-f", "json", "--around", "Otto Roe"]));
    let mut stepped = BTreeSet::new();
    for other in ["Iris Vale", "Lena Moss", "Pia Dorn", "Romy Vale"] {
        for path in list(&ask(&["path", "Otto Roe", other, "-k", "9", "--json"])["paths"]) {
            let hops = list(&path["hops"]);
            stepped.extend(
                hops.iter()
                    .flat_map(|hop| list(&hop["ties"]))
                    .map(|t| tie(&t, "subject", "object")),
            );
        }
    }
    [who, neighbors, whole, around, stepped].map(|ties| ties.into_iter().filter(of_otto).collect())
}

#[test]
fn every_question_admits_the_same_ties() {
    let world = World::small();
    let iris = ("Iris Vale", "collaborator", "Otto Roe");
    let lena = ("Lena Moss", "friend", "Otto Roe");
    let pia = ("Otto Roe", "friend", "Pia Dorn");
    let romy = ("Otto Roe", "partner", "Romy Vale");
    let both = "--certainty=asserted,rumored";
    for (filter, expected) in [
        (&[both][..], &[iris, lena, pia][..]),
        (&["--certainty", "denied"], &[romy]),
        (&["--certainty", "asserted"], &[iris, pia]),
        (&["--certainty", "rumored"], &[lena]),
        (&["--relation", "friend", both], &[lena, pia]),
        // Any word for a relation does.
        (&["--relation", "BFF", both], &[lena, pia]),
        (
            &["--relation", "co-star,pal", "--status", "current", both],
            &[iris, lena],
        ),
        (&["--status", "ended", both], &[pia]),
        (&["--status", "planned", both], &[]),
        // The friendship with Lena has no dates: it may have held. The others had not begun or were over.
        (&["--at", "2008", both], &[lena]),
        (&["--at", "2003-06", both], &[lena, pia]),
        (&["--at", "2010", both], &[iris, lena]),
        (&["--min-sources", "1", both], &[iris, lena, pia]),
        (&["--min-sources", "2", both], &[]),
    ] {
        let expected: BTreeSet<Tie> = expected
            .iter()
            .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
            .collect();
        let names = ["who", "neighbors", "export", "export --around", "path"];
        for (name, ties) in names.iter().zip(by_question(&world, filter)) {
            assert_eq!(ties, expected, "{name} {filter:?}");
        }
    }
}

#[test]
fn support_counts_different_sources() {
    let world = World::small();
    let export = world
        .celebgraph(&["export", "-f", "json", "--min-sources", "2"])
        .exits(0)
        .json();
    assert_eq!(export["edges"].as_array().unwrap().len(), 1);
    assert_eq!(export["edges"][0]["relation"], "spouse");
    // Nobody but the two who have such a tie.
    assert_eq!(export["nodes"].as_array().unwrap().len(), 2);
    let stats = world.json(&["stats", "--min-sources", "2"]);
    assert_eq!((&stats["ties"], &stats["people"]), (&1.into(), &9.into()));
}

#[test]
fn who_tells_what_the_filters_left_out_and_what_dates_do_not_tell() {
    let world = World::small();
    let args = ["who", "Otto Roe", "--at", "2003", "--relation", "friend"];
    let who = world.celebgraph(&args).exits(0);
    assert_eq!(
        who.stdout,
        "\
Otto Roe
  gender male
  born 1975
  occupation actor

FRIEND
  Pia Dorn   former friend  2001 – 2005  ended, 1 source
  Lena Moss  friend                      ? dates do not tell, rumored, 1 source

2 ties left out by the filters
"
    );
    let who = world.json(&args);
    assert_eq!(who["hidden"], 2);
    assert_eq!(who["ties"][0].get("fit"), None);
    assert_eq!(who["ties"][1]["fit"], "perhaps");
}

#[test]
fn filters_that_make_no_sense_are_usage_errors() {
    let world = World::small();
    for (args, reason) in [
        (
            ["--relation", "wief"],
            "--relation: unknown relation `wief`; did you mean `wife`",
        ),
        (
            ["--relation", "wife"],
            "--relation: `wife` is only a part of `spouse`",
        ),
        (["--status", "over-ish"], "[possible values: planned"),
        (["--certainty", "maybe"], "[possible values: denied"),
        (["--at", "13/14/2001"], "is not a date"),
        (["--min-sources", "many"], "invalid value 'many'"),
    ] {
        for question in [
            &["who", "Otto"][..],
            &["path", "Otto", "Romy"],
            &["export", "-f", "dot"],
        ] {
            let args: Vec<&str> = question.iter().chain(&args).copied().collect();
            world.celebgraph(&args).exits(2).tells(reason);
        }
    }
}
