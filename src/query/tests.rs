use super::*;
use crate::graph::PersonId;
use crate::model::{Certainty, Relation, Status};
use crate::pipeline::Ingest;

struct World {
    ontology: Ontology,
    record: Record,
    graph: Graph,
}

impl World {
    fn new(tables: &[(&str, &str)]) -> Self {
        let ontology = Ontology::builtin().unwrap();
        let mut record = Record::in_memory().unwrap();
        for (name, text) in tables {
            let report = Ingest::new(&ontology)
                .text(&mut record, name, text)
                .unwrap();
            assert_eq!(report.reasons, Vec::<String>::new());
        }
        let graph = Graph::build(&record, &ontology).unwrap();
        Self {
            ontology,
            record,
            graph,
        }
    }

    fn facts(rows: &str) -> Self {
        let text = format!(
            "subject,relation,object,status,certainty,start,end,works,source,published\n{rows}"
        );
        Self::new(&[("facts.csv", &text)])
    }

    fn question(&self) -> Question<'_> {
        Question {
            graph: &self.graph,
            ontology: &self.ontology,
            record: &self.record,
        }
    }

    fn id(&self, name: &str) -> PersonId {
        find(&self.graph, name).unwrap()
    }

    fn findings(&self) -> Vec<(Severity, &'static str)> {
        let found = check(&self.question(), &Filter::default());
        found
            .findings
            .into_iter()
            .map(|f| (f.severity, f.kind))
            .collect()
    }
}

#[test]
fn sentences_have_direction_time_and_certainty() {
    let world = World::new(&[
        ("p.csv", "name,gender\nEve,female\nAda,female\n"),
        (
            "f.csv",
            "subject,relation,object,status,certainty,start,end,works\n\
          Ada,spouse,Bo,ended,,2001,2005,\nAda,child,Cy,,,2002,,\nAda,mentor,Dee,,,,,\nEve,aunt of,Ada,,,,,\n\
          Ada,collaborator,Fox,planned,,2030,,One\nAda,partner,Gil,,rumored,2010,,\nAda,endorses,Hal,,denied,,,\n\
          Ada,representative,Ian,,,,,\nAda,co-star,Jo,,,1999,,One;Two;Three;Four\nAda,friend,Kay,ended,,,2003,\n",
        ),
    ]);
    let says = |from: &str, to: &str| {
        TieView::between(
            &world.question(),
            world.id(from),
            world.id(to),
            &Filter::default(),
        )[0]
        .sentence
        .clone()
    };
    for (from, to, sentence) in [
        ("Ada", "Bo", "Ada was married to Bo from 2001 to 2005"),
        ("Ada", "Cy", "Ada is a parent of Cy (born 2002)"),
        ("Cy", "Ada", "Cy is a child of Ada (born 2002)"),
        ("Ada", "Dee", "Ada was mentored by Dee"),
        ("Dee", "Ada", "Dee mentored Ada"),
        ("Eve", "Ada", "Eve is an aunt of Ada"),
        ("Ada", "Eve", "Ada is a niece of Eve"),
        (
            "Ada",
            "Fox",
            "Ada is to work with Fox on “One” (planned for 2030)",
        ),
        (
            "Ada",
            "Gil",
            "It is rumored that Ada has been in a relationship with Gil since 2010",
        ),
        ("Ada", "Hal", "It is denied that Ada endorsed Hal"),
        ("Ian", "Ada", "Ian represents Ada"),
        (
            "Jo",
            "Ada",
            "Jo worked with Ada on “Four”, “One”, “Three” and 1 more (from 1999)",
        ),
        ("Kay", "Ada", "Kay was a friend of Ada until 2003"),
    ] {
        assert_eq!(says(from, to), sentence);
    }
}

#[test]
fn names_are_found_exactly_then_folded_then_by_part() {
    let world = World::new(&[
        (
            "p.csv",
            "name,aliases\nBeyoncé,Queen B\nChris Evans (actor),\nChris Evans (presenter),\nKanye West,Ye\nWest,\n",
        ),
        (
            "f.csv",
            "subject,relation,object\nBeyoncé,friend,Kanye West\n",
        ),
    ]);
    let name =
        |wanted: &str| find(&world.graph, wanted).map(|id| world.graph.person(id).name.clone());
    for (wanted, found) in [
        ("Beyoncé", "Beyoncé"),
        ("beyonce", "Beyoncé"),
        ("queen b", "Beyoncé"),
        ("  ye ", "Kanye West"),
        ("kanye", "Kanye West"),
        ("West", "West"),
        ("presenter", "Chris Evans (presenter)"),
        ("eyonc", "Beyoncé"),
    ] {
        assert_eq!(name(wanted), Ok(found.to_owned()), "{wanted}");
    }
    match name("Chris Evans").unwrap_err() {
        NotFound::Several { candidates, .. } => assert_eq!(candidates.len(), 2),
        other => panic!("{other}"),
    }
    match name("Beyonse").unwrap_err() {
        NotFound::Nobody { suggestions, .. } => assert_eq!(suggestions, ["Beyoncé"]),
        other => panic!("{other}"),
    }
    for nothing in ["", "   ", "zzzzzzzzzz"] {
        assert!(
            matches!(name(nothing), Err(NotFound::Nobody { .. })),
            "{nothing:?}"
        );
    }
}

#[test]
fn filters_mean_the_same_everywhere() {
    let world = World::facts(
        "A,friend,B,ended,,2001,2005,,x,\nA,friend,B,,,,,,y,\nA,feud,B,current,rumored,,,,x,\nA,partner,C,,denied,,,,x,\n",
    );
    let fit = |filter: &Filter| {
        world
            .graph
            .ties()
            .filter(|(_, tie)| filter.admits(tie))
            .map(|(_, tie)| tie.relation.to_string())
            .collect::<Vec<_>>()
    };
    let only = |change: &dyn Fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        fit(&filter)
    };
    assert_eq!(only(&|_| {}), ["friend", "feud", "partner"]);
    assert_eq!(
        only(&|f| f.relations = vec![Relation::new("feud")]),
        ["feud"]
    );
    assert_eq!(only(&|f| f.statuses = vec![Status::Ended]), ["friend"]);
    assert_eq!(
        only(&|f| f.certainties = vec![Certainty::Rumored, Certainty::Denied]),
        ["feud", "partner"]
    );
    assert_eq!(only(&|f| f.min_sources = 2), ["friend"]);
    assert_eq!(
        only(&|f| f.at = Some("2007".parse().unwrap())),
        ["feud", "partner"]
    );
    assert_eq!(fit(&Filter::default().connecting()), ["friend", "feud"]);
}

#[test]
fn what_is_not_connected_tells_why() {
    let world = World::facts(
        "A,friend,B,,,,,,x,\nB,feud,C,,,,,,x,\nC,partner,D,,denied,,,,x,\nE,friend,F,,,,,,x,\n",
    );
    let ask = |a: &str, b: &str, filter: &Filter| {
        path(&world.question(), world.id(a), world.id(b), 1, filter).unwrap()
    };
    let friends = Filter {
        relations: vec![Relation::new("friend")],
        ..Filter::default()
    };
    let reason = ask("A", "C", &friends).not_connected.unwrap();
    assert_eq!((reason.from_component, reason.to_component), (2, 1));
    assert_eq!(reason.but_for, [("--relation friend".to_owned(), 2)]);
    let reason = ask("A", "D", &Filter::default()).not_connected.unwrap();
    assert_eq!(
        reason.but_for,
        [("the rule that a denied tie connects nobody".to_owned(), 3)]
    );
    let reason = ask("A", "E", &Filter::default()).not_connected.unwrap();
    assert_eq!((reason.but_for.len(), reason.unfiltered), (0, None));
    let denied = Filter {
        certainties: vec![Certainty::Denied],
        ..Filter::default()
    };
    assert_eq!(
        ask("C", "D", &denied).paths[0].hops[0].sentence,
        "It is denied that C is in a relationship with D"
    );
}

#[test]
fn a_family_has_generations_and_derived_siblings() {
    let world = World::facts(
        "Gran,child,Mum,,,,,,x,\nMum,child,Ada,,,,,,x,\nDad,child,Ada,,,,,,x,\nMum,child,Bo,,,,,,x,\nAda,sibling,Cy,,,,,,x,\n\
         Ada,engaged,Di,ended,,2000,,,x,\nAda,spouse,Di,,,2001,,,x,\nAda,child,Eve,,,,,,x,\nDi,child,Eve,,,,,,x,\nAda,child,Fox,,,,,,x,\nEve,child,Gus,,,,,,x,\n\
         Ada,cousin,Hal,,,,,,x,\n",
    );
    let family = family(&world.question(), world.id("Ada"), &Filter::default());
    let names =
        |members: &[FamilyMember]| members.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&family.parents), ["Dad", "Mum"]);
    assert_eq!(names(&family.parents[1].beyond), ["Gran"]);
    assert_eq!(names(&family.siblings), ["Cy", "Bo"]);
    assert_eq!(
        family.siblings[1].derived.as_deref(),
        Some("shares the parent Mum")
    );
    assert_eq!(family.partnerships.len(), 1);
    assert_eq!(family.partnerships[0].partner.role, "spouse");
    assert_eq!(names(&family.partnerships[0].children), ["Eve"]);
    assert_eq!(names(&family.partnerships[0].children[0].beyond), ["Gus"]);
    assert_eq!(names(&family.other_children), ["Fox"]);
    assert_eq!(names(&family.relatives), ["Hal"]);
}

#[test]
fn a_timeline_says_where_order_is_unknown() {
    let world = World::new(&[
        ("p.csv", "name,born,died\nA,1970-05,2020\n"),
        (
            "f.csv",
            "subject,relation,object,status,start,end,published\nA,spouse,B,ended,2001-06,2005,\nA,friend,C,,2001,,\nA,feud,D,,,,2010-01-02\nA,mentor,E,,,,\n",
        ),
    ]);
    let timeline = timeline(&world.question(), world.id("A"), None, &Filter::default()).unwrap();
    let events: Vec<(String, EventKind, bool)> = timeline
        .events
        .iter()
        .map(|e| (e.date.to_string(), e.kind, e.order_unknown))
        .collect();
    use EventKind::{Begins, Born, Died, Ends, Reported};
    let expected = [
        ("1970-05", Born, false),
        ("2001", Begins, false),
        ("2001-06", Begins, true),
        ("2005", Ends, false),
        ("2010-01-02", Reported, false),
        ("2020", Died, false),
    ];
    assert_eq!(
        events,
        expected.map(|(date, kind, unsure)| (date.to_owned(), kind, unsure))
    );
    assert_eq!(timeline.undated.len(), 1);
}

#[test]
fn check_finds_what_cannot_be() {
    use Severity::{Doubtful, Impossible};
    let people =
        "name,born,died\nOld,1950,\nYoung,1940,\nKid,1958,\nLate,1900,1950\nBack,1990,1980\n";
    let cases: [(&str, &[(Severity, &str)]); 13] = [
        (
            "A,spouse,B,current,,,,,x,\nA,spouse,C,current,,,,,x,\n",
            &[(Impossible, "two-at-once")],
        ),
        (
            "A,spouse,B,ended,,2001,2005,,x,\nA,spouse,C,current,,2003,,,x,\n",
            &[(Impossible, "two-at-once")],
        ),
        (
            "A,spouse,B,ended,,2001,2005,,x,\nA,spouse,C,current,,2005,,,x,\n",
            &[],
        ),
        (
            "A,spouse,B,ended,,,,,x,\nA,spouse,C,current,,2005,,,x,\n",
            &[],
        ),
        (
            "A,spouse,B,,,2005,2001,,x,\n",
            &[(Impossible, "end-before-start")],
        ),
        (
            "Old,child,Young,,,,,,x,\n",
            &[(Impossible, "child-older-than-parent")],
        ),
        ("Old,child,Kid,,,,,,x,\n", &[(Doubtful, "parent-too-young")]),
        (
            "Late,child,Old,,,1960,,,x,\nA,child,B,,,,,,x,\nB,child,C,,,,,,x,\nC,child,A,,,,,,x,\n",
            &[(Impossible, "parent-loop")],
        ),
        (
            "Late,child,A,,,1960,,,x,\n",
            &[(Impossible, "born-after-parent")],
        ),
        (
            "Late,spouse,A,current,,1955,,,x,\n",
            &[
                (Impossible, "after-death"),
                (Doubtful, "current-after-death"),
            ],
        ),
        (
            "Old,friend,A,,,1900,,,x,\n",
            &[(Impossible, "before-birth")],
        ),
        (
            "A,friend,B,,denied,,,,x,\nA,friend,B,,,,,,y,\n",
            &[(Doubtful, "sources-disagree")],
        ),
        (
            "A,spouse,B,current,denied,,,,x,\nA,spouse,C,current,,,,,x,\n",
            &[],
        ),
    ];
    for (rows, expected) in cases {
        let text = format!(
            "subject,relation,object,status,certainty,start,end,works,source,published\n{rows}"
        );
        let world = World::new(&[("f.csv", &text), ("p.csv", people)]);
        let found: Vec<_> = world
            .findings()
            .into_iter()
            .filter(|(_, kind)| *kind != "died-before-born")
            .collect();
        assert_eq!(found, expected, "{rows}");
    }
    let cases: [(&str, &str); 5] = [
        (
            "A,spouse,B,current,,2000,,,x,\nA,spouse,C,ended,,2005,2008,,x,\n",
            "two-at-once",
        ),
        ("A,friend,B,current,,2000,2005,,x,\n", "current-with-end"),
        (
            "A,friend,B,ended,,,,,x,2020\nA,friend,B,current,,,,,y,2021\n",
            "sources-disagree",
        ),
        (
            "A,sibling,B,,,,,,x,\nA,child,B,,,,,,x,\n",
            "contradictory-kin",
        ),
        (
            "A,child,D,,,,,,x,\nB,child,D,,,,,,x,\nC,child,D,,,,,,x,\n",
            "many-parents",
        ),
    ];
    for (rows, expected) in cases {
        let kinds: Vec<&str> = World::facts(rows)
            .findings()
            .into_iter()
            .map(|(_, kind)| kind)
            .collect();
        assert_eq!(kinds, [expected], "{rows}");
    }
    let world = World::new(&[("p.csv", people)]);
    assert_eq!(world.findings(), [(Impossible, "died-before-born")]);
    let world = World::new(&[
        ("p.csv", "name,aliases,wikidata\nA,Z,Q1\nB,Z,Q2\nA,,Q3\n"),
        ("f.csv", "subject,relation,object\nA,friend,B\n"),
    ]);
    assert_eq!(
        world.findings(),
        [
            (Doubtful, "ambiguous-alias"),
            (Doubtful, "details-disagree")
        ]
    );
}

#[test]
fn people_are_listed_by_piece_and_glob() {
    let world = World::new(&[("p.csv", "name,aliases\nAda Lin,\nBo Linden,Bee\nÉva,\n")]);
    let names = |pattern: &str| {
        people(&world.graph, Some(pattern))
            .into_iter()
            .map(|p| p.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("lin"), ["Ada Lin", "Bo Linden"]);
    assert_eq!(names("*lin"), ["Ada Lin"]);
    assert_eq!(names("b?e"), ["Bo Linden"]);
    assert_eq!(names("eva"), ["Éva"]);
    assert_eq!(names("a*b*c*d"), Vec::<String>::new());
    assert_eq!(people(&world.graph, None).len(), 3);
}

/// All loopless paths, shortest first and then by the order of the people: slow and obvious.
fn all_paths(graph: &Graph, from: PersonId, to: PersonId) -> Vec<Vec<PersonId>> {
    fn walk(graph: &Graph, path: &mut Vec<PersonId>, to: PersonId, found: &mut Vec<Vec<PersonId>>) {
        let Some(&here) = path.last() else { return };
        if here == to {
            found.push(path.clone());
            return;
        }
        let mut next: Vec<PersonId> = graph
            .ties_of(here)
            .iter()
            .map(|(_, tie)| tie.other(here))
            .collect();
        next.sort();
        next.dedup();
        for person in next {
            if !path.contains(&person) {
                path.push(person);
                walk(graph, path, to, found);
                path.pop();
            }
        }
    }
    let mut found = Vec::new();
    walk(graph, &mut vec![from], to, &mut found);
    found.sort_by_key(|path| (path.len(), path.clone()));
    found
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    #[test]
    fn shortest_paths_are_those_of_an_exhaustive_search(
        edges in proptest::collection::vec((0usize..9, 0usize..9), 1..18), count in 1usize..7,
    ) {
        let rows: String = edges.iter().filter(|(a, b)| a != b).map(|(a, b)| format!("P{a},friend,P{b},,,,,,x,\n")).collect();
        let world = World::facts(&rows);
        let ids: Vec<PersonId> = world.graph.people().map(|(id, _)| id).collect();
        for &from in &ids {
            for &to in &ids {
                let expected = all_paths(&world.graph, from, to);
                let found = shortest_paths(&world.graph, from, to, count, &Filter::default());
                proptest::prop_assert_eq!(&found[..], &expected[..expected.len().min(count)]);
            }
        }
    }
}
