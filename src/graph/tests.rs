use super::*;
use crate::model::Field;
use crate::pipeline::Ingest;

/// A graph of tables given as (name, text).
fn graph(tables: &[(&str, &str)]) -> Graph {
    let ontology = Ontology::builtin().unwrap();
    let mut record = Record::in_memory().unwrap();
    for (name, text) in tables {
        let report = Ingest::new(&ontology)
            .text(&mut record, name, text)
            .unwrap();
        assert_eq!(report.reasons, Vec::<String>::new());
    }
    Graph::build(&record, &ontology).unwrap()
}

fn only_tie(rows: &str) -> Tie {
    let text = format!(
        "subject,relation,object,status,certainty,start,end,works,source,published\n{rows}"
    );
    let graph = graph(&[("t.csv", &text)]);
    assert_eq!(graph.tie_count(), 1);
    graph.tie(TieId(0)).clone()
}

fn text(date: Option<Date>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}

#[test]
fn the_latest_dated_source_decides_the_status() {
    for (rows, status) in [
        (
            "A,friend,B,current,,,,,x,2019\nA,friend,B,ended,,,,,y,2022\n",
            Status::Ended,
        ),
        (
            "A,friend,B,ended,,,,,y,2022\nA,friend,B,current,,,,,x,2019\n",
            Status::Ended,
        ),
        (
            "A,friend,B,ended,,,,,y,2019\nA,friend,B,current,,,,,x,2022-01-01\n",
            Status::Current,
        ),
        (
            "A,friend,B,ended,,,,,y,\nA,friend,B,current,,,,,x,1990\n",
            Status::Current,
        ),
        // A row that says nothing has no vote, one with an end that is past says `ended`.
        (
            "A,friend,B,ended,,,,,y,2019\nA,friend,B,,,,,,x,2022\n",
            Status::Ended,
        ),
        ("A,spouse,B,,,2001,2005,,y,2019\n", Status::Ended),
        ("A,spouse,B,,,2001,2030,,y,2019\n", Status::Current),
        ("A,collaborator,B,,,2001,2005,,y,2019\n", Status::Current),
        // On one day the ending wins.
        (
            "A,friend,B,current,,,,,x,2019\nA,friend,B,ended,,,,,y,2019-12-31\n",
            Status::Ended,
        ),
        ("A,friend,B,,,,,,x,\n", Status::Current),
    ] {
        assert_eq!(only_tie(rows).status, status, "{rows}");
    }
}

#[test]
fn a_denial_never_erases_an_assertion() {
    let tie = only_tie(
        "A,partner,B,current,denied,2020,,,x,2023\nA,partner,B,,asserted,2021,,,y,2020\nA,partner,B,ended,rumored,,,,z,2024\n",
    );
    assert_eq!(tie.certainty, Certainty::Asserted);
    assert_eq!(tie.status, Status::Current);
    assert_eq!(
        (text(tie.start).as_str(), tie.support, tie.statements),
        ("2021", 1, 3)
    );
    assert!(tie.disagreement.certainty);
    let tie = only_tie("A,partner,B,,denied,,,,x,2023\nA,partner,B,,rumored,,,,y,2020\n");
    assert_eq!(tie.certainty, Certainty::Rumored);
    let tie = only_tie("A,partner,B,,denied,,,,x,2023\nA,partner,B,,denied,,,,y,2020\n");
    assert_eq!((tie.certainty, tie.support), (Certainty::Denied, 2));
}

#[test]
fn spans_are_merged_from_the_most_precise_dates() {
    let tie = only_tie(
        "A,spouse,B,,,2013,,,x,2014\nA,spouse,B,,,2013-09-14,,,y,2015\nA,spouse,B,ended,,,2020-05,,z,2021\n",
    );
    assert_eq!(
        (text(tie.start), text(tie.end)),
        ("2013-09-14".into(), "2020-05".into())
    );
    assert!(!tie.disagreement.is_any());
    let tie = only_tie("A,spouse,B,,,2013,,,x,2014\nA,spouse,B,,,2014,,,y,2015\n");
    assert_eq!(text(tie.start), "2013");
    assert!(tie.disagreement.start);
    // An end that an earlier source gave is history once a later one says that it goes on.
    let tie = only_tie("A,spouse,B,ended,,2001,2005,,x,2006\nA,spouse,B,current,,,,,y,2010\n");
    assert_eq!((tie.status, text(tie.end)), (Status::Current, "-".into()));
    // Other films do not contradict each other.
    let tie = only_tie("A,co-star,B,,,2001,,One,x,\nA,co-star,B,,,2005,,two; One,y,\n");
    assert_eq!(
        (text(tie.start), tie.works.join("|")),
        ("2001".into(), "One|two".into())
    );
    assert!(!tie.disagreement.is_any());
}

#[test]
fn inverses_and_symmetry_make_one_tie() {
    let rows = "subject,relation,object,source\nA,child,B,x\nB,parent,A,y\nB,mother,A,z\nC,wife,B,x\nB,married to,C,y\nA,aunt,C,x\nC,niece,A,y\nA,mentor,C,x\nC,protege,A,y\n";
    let graph = graph(&[("t.csv", rows)]);
    let ties: Vec<(String, u32)> = graph
        .ties()
        .map(|(_, tie)| {
            let name = |id| graph.person(id).name.clone();
            (
                format!(
                    "{} {} {}",
                    name(tie.subject),
                    tie.relation,
                    name(tie.object)
                ),
                tie.support,
            )
        })
        .collect();
    let expected = [
        ("A child B", 3),
        ("A relative C", 2),
        ("A mentor C", 2),
        ("B spouse C", 2),
    ];
    assert_eq!(
        ties,
        expected.map(|(tie, support)| (tie.to_owned(), support))
    );
}

#[test]
fn names_become_people() {
    let people = "name,aliases,wikidata,born\nKanye West,Ye; Yeezy,Q15935,1977\nBeyoncé,Queen B,,1981-09-04\nPrince,,Q7542,\nLola,,,\nLourdes Leon,Lola,,\nChris Evans (actor),CE,,\nChris Evans (presenter),CE,,\nThe Artist,,Q7542,\n";
    let facts = "subject,relation,object\nYe,friend,Beyonce\nKANYE WEST,duet,BEYONCÉ\nBeyoncé,friend,Lola\nPrince,friend,Lourdes Leon\nChris Evans (actor),friend,CE\nThe Artist,pal,YEEZY\n";
    let graph = graph(&[("f.csv", facts), ("p.csv", people)]);
    let names: Vec<&str> = graph.people().map(|(_, p)| p.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Beyoncé",
            "CE",
            "Chris Evans (actor)",
            "Chris Evans (presenter)",
            "Kanye West",
            "Lola",
            "Lourdes Leon",
            "Prince"
        ]
    );
    let kanye = graph.people().nth(4).unwrap().1;
    assert_eq!(kanye.aliases, ["KANYE WEST", "YEEZY", "Ye", "Yeezy"]);
    assert_eq!(kanye.detail(&Field::Born), Some("1977"));
    let trouble: Vec<(&str, bool)> = graph
        .alias_trouble()
        .iter()
        .map(|t| (t.alias.as_str(), t.taken))
        .collect();
    assert_eq!(trouble, [("CE", false), ("Lola", true)]);
    assert_eq!(graph.by_fold(&Fold::of("ce")).len(), 3);
}

#[test]
fn a_statement_on_one_person_under_two_names_is_set_apart() {
    let graph = graph(&[
        ("p.csv", "name,aliases\nKanye West,Ye\n"),
        ("f.csv", "subject,relation,object\nYe,friend,Kanye West\n"),
    ]);
    assert_eq!(graph.tie_count(), 0);
    assert_eq!(graph.self_ties()[0].person, "Kanye West");
}

#[test]
fn details_prefer_tables_of_people_and_precision() {
    let graph = graph(&[
        (
            "f.csv",
            "subject,relation,object,object_born\nBo,wife,Ada,1979\nCy,wife,Ada,1979\nDi,husband,Ada,\n",
        ),
        (
            "p.csv",
            "name,gender,born\nAda,female,1980\nADA,,1980-02-01\n",
        ),
    ]);
    let ada = graph.people().next().unwrap().1;
    assert_eq!(ada.details[&Field::Born], ["1980-02-01", "1980", "1979"]);
    assert_eq!(ada.details[&Field::Gender], ["female", "male"]);
}

#[test]
fn whether_a_tie_held_may_be_unknown() {
    for (row, at, held) in [
        ("A,spouse,B,current,,2005,,,x,", "2010", Some(true)),
        ("A,spouse,B,current,,2005,,,x,", "2004", Some(false)),
        ("A,spouse,B,current,,2005,,,x,", "2005-06", None),
        ("A,spouse,B,current,,2005,,,x,", "2005", Some(true)),
        ("A,spouse,B,ended,,2001,2005,,x,", "2003", Some(true)),
        ("A,spouse,B,ended,,2001,2005,,x,", "2006", Some(false)),
        ("A,spouse,B,ended,,2001,2005,,x,", "2005-06", None),
        ("A,spouse,B,ended,,2001,,,x,", "2003", None),
        ("A,spouse,B,current,,,,,x,", "2003", None),
        ("A,spouse,B,current,,2001,2005,,x,", "2003", Some(true)),
        ("A,collaborator,B,planned,,,,,x,", "2003", Some(false)),
        ("A,spouse,B,planned,,2003,,,x,2001", "2004", None),
        ("A,spouse,B,current,,2003,,,x,2010", "2009", Some(true)),
        ("A,spouse,B,current,,2003,,,x,2010", "2011", None),
        ("A,spouse,B,current,,2004~,,,x,", "2004", None),
    ] {
        assert_eq!(
            only_tie(&format!("{row}\n")).held_at(&at.parse().unwrap()),
            held,
            "{row} at {at}"
        );
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// The order of files and of the rows in them does not change the graph, nor do other ids in the record.
    #[test]
    fn the_order_of_input_does_not_matter(
        rows in proptest::collection::vec((0usize..6, 0usize..4, 0usize..6, 0usize..3, 2000i16..2004, 0usize..3), 1..24),
        seed in 0usize..1000,
    ) {
        let names = ["Ada", "ADA", "Bo", "Bó", "Cy", "Dee"];
        let words = ["friend", "wife", "aunt", "child"];
        let line = |&(a, r, b, s, year, status): &(usize, usize, usize, usize, i16, usize)| {
            let status = ["", "current", "ended"][status];
            format!("{},{},{},{status},{year},s{s},{}\n", names[a], words[r], names[b], year + 1)
        };
        let header = "subject,relation,object,status,start,source,published\n";
        let people = "name,aliases\nDee,Bo\n";
        let ontology = Ontology::builtin().unwrap();
        let build = |files: &[(String, String)]| {
            let mut record = Record::in_memory().unwrap();
            for (name, text) in files {
                Ingest::new(&ontology).text(&mut record, name, text).unwrap();
            }
            let graph = Graph::build(&record, &ontology).unwrap();
            let people: Vec<_> = graph.people().map(|(id, p)| (id, p.clone())).collect();
            let ties: Vec<_> = graph.ties().map(|(_, t)| Tie { facts: Vec::new(), ..t.clone() }).collect();
            (people, ties)
        };
        let half = rows.len() / 2;
        let text = |rows: &[_]| format!("{header}{}", rows.iter().map(line).collect::<String>());
        let mut files = vec![("a".to_owned(), text(&rows[..half])), ("b".to_owned(), text(&rows[half..])), ("p".to_owned(), people.to_owned())];
        let one = build(&files);
        let mut turned: Vec<_> = rows[half..].to_vec();
        turned.reverse();
        files[1].1 = text(&turned);
        files.rotate_left(seed % 3);
        proptest::prop_assert_eq!(build(&files), one);
    }
}

#[test]
fn nothing_holds_before_a_birth_or_after_a_death() {
    let people = "name,born,died\nOld,1920,1950\nYoung,1940,\n";
    let facts = "subject,relation,object\nOld,friend,Young\nOld,child,Young\n";
    let graph = graph(&[("p.csv", people), ("f.csv", facts)]);
    let held = |at: &str| {
        let at = at.parse().unwrap();
        let mut held: Vec<_> = graph
            .ties()
            .map(|(_, tie)| (tie.relation.to_string(), tie.held_at(&at)))
            .collect();
        held.sort();
        held.into_iter().map(|(_, held)| held).collect::<Vec<_>>()
    };
    assert_eq!(held("1930"), [Some(false), Some(false)]);
    assert_eq!(held("1945"), [None, None]);
    assert_eq!(held("1960"), [None, Some(false)]);
}
