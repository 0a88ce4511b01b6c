use super::*;
use crate::graph::Graph;
use crate::ontology::Ontology;
use crate::pipeline::Ingest;
use crate::query::{Filter, find};
use crate::record::Record;

fn record_of(tables: &[(&str, &str)]) -> Record {
    let ontology = Ontology::builtin().unwrap();
    let mut record = Record::in_memory().unwrap();
    for (name, text) in tables {
        let report = Ingest::new(&ontology)
            .text(&mut record, name, text)
            .unwrap();
        assert_eq!(report.reasons, Vec::<String>::new(), "{text}");
    }
    record
}

fn export(record: &Record, format: Format, select: impl Fn(&Graph) -> Selection) -> String {
    let ontology = Ontology::builtin().unwrap();
    let graph = Graph::build(record, &ontology).unwrap();
    let question = Question {
        graph: &graph,
        ontology: &ontology,
        record,
    };
    let mut out = Vec::new();
    write(format, &question, &select(&graph), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn whole(graph: &Graph) -> Selection {
    Selection::whole(graph, &Filter::default())
}

/// Everything that a row can say: words for relations, kinship both ways, denial, several sources, works with odd characters.
const FACTS: &str = "subject,relation,object,kinship,status,certainty,start,end,works,confidence,source,url,publisher,published,quote,speaker,rule
Romy Vale,ex-wife,Iris Vale,,,,2013-09-14,2019~,,,The Harbour,https://h.example/1,Harbour Press,2020,\"Romy \"\"the Roe\"\" Vale\nsaid so\",Otto Roe,spouse-1
Iris Vale,married to,Romy Vale,,current,,2013,,,0.5,Other Paper,,,2014-05,,,
Romy Vale,dating,Iris Vale,,,denied,,,,,,,,,,,
Zed,aunt of,Ana Roe,,,,,,,,A,,,,,,
Ana Roe,relative,Zed,cousin,,rumored,,,,,A,,,,,,
Zed,relative,Abe,godchild,,,,,,,A,,,,,,
Abe,relative of,Zed,parent_in_law,,,,,,,A,,,,,,
Rom,co-star,Otto Roe,,planned,,2030,,One; Two \\ Three,,,,,2021,,,
Otto Roe,father,Zed,,,,,,,,B,,,,,,
";
const PEOPLE: &str = "name,aliases,gender,born,occupation,shoe size
Romy Vale,Rom; R. V.,female,1980,actor; singer,41
Iris Vale,,female,,,
Q,,,,,
";

#[test]
fn json_comes_back_without_loss() {
    let record = record_of(&[("facts.csv", FACTS), ("people.csv", PEOPLE)]);
    let first = export(&record, Format::Json, whole);
    let again = record_of(&[("graph.json", &first)]);
    assert_eq!(export(&again, Format::Json, whole), first);
    assert_eq!(
        export(&again, Format::Dot, whole),
        export(&record, Format::Dot, whole)
    );
    // The statements as well, but for the file and line that they now come from.
    let said = |record: &Record| {
        let mut facts = Vec::new();
        record.each_fact(|fact| facts.push(fact.id)).unwrap();
        let mut said: Vec<String> = record
            .statements(&facts)
            .unwrap()
            .into_iter()
            .map(|mut statement| {
                statement.fact.evidence.line = 0;
                format!("{:?}", statement.fact)
            })
            .collect();
        said.sort();
        said
    };
    assert_eq!(said(&again), said(&record));
}

#[test]
fn json_has_the_keys_that_the_readme_tells() {
    let record = record_of(&[("facts.csv", FACTS), ("people.csv", PEOPLE)]);
    let json: serde_json::Value =
        serde_json::from_str(&export(&record, Format::Json, whole)).unwrap();
    assert_eq!(
        (&json["directed"], &json["multigraph"]),
        (&false.into(), &true.into())
    );
    let romy = json["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["id"] == "Romy Vale")
        .unwrap();
    assert_eq!(romy["born"], "1980");
    assert_eq!(romy["aliases"], serde_json::json!(["R. V.", "Rom"]));
    let edge = json["edges"]
        .as_array()
        .unwrap()
        .iter()
        .find(|edge| edge["key"] == "spouse")
        .unwrap();
    assert_eq!(
        (&edge["source"], &edge["target"]),
        (&"Iris Vale".into(), &"Romy Vale".into())
    );
    assert_eq!(
        (&edge["status"], &edge["end"], &edge["support"]),
        (&"ended".into(), &"2019~".into(), &2.into())
    );
    let evidence = &edge["evidence"][0];
    assert_eq!(evidence["relation"], "ex-wife");
    assert_eq!(evidence["subject"], "Romy Vale");
    assert_eq!(evidence["source"]["publisher"], "Harbour Press");
}

#[test]
fn parts_hold_what_they_say() {
    let record = record_of(&[(
        "f.csv",
        "subject,relation,object,certainty\nA,friend,B,\nB,friend,C,\nC,friend,D,\nA,feud,D,denied\nE,friend,F,\n",
    )]);
    let names = |text: String| {
        text.lines()
            .filter(|line| line.ends_with("\";"))
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let around = export(&record, Format::Dot, |graph| {
        Selection::around(graph, find(graph, "A").unwrap(), 2, &Filter::default())
    });
    assert_eq!(names(around.clone()), ["\"B\";", "\"C\";"]);
    assert!(around.contains("\"A\" [penwidth=2.5") && !around.contains("feud"));
    let between = export(&record, Format::Dot, |graph| {
        Selection::between(
            graph,
            find(graph, "D").unwrap(),
            find(graph, "A").unwrap(),
            1,
            &Filter::default(),
        )
    });
    // Ranks grow from D, so the edges are drawn that way.
    assert!(
        between.contains("\"D\" -> \"C\"") && between.contains("\"B\" -> \"A\""),
        "{between}"
    );
    let friends = export(&record, Format::Json, |graph| {
        Selection::whole(
            graph,
            &Filter {
                certainties: vec![crate::model::Certainty::Denied],
                ..Filter::default()
            },
        )
    });
    assert!(friends.contains("\"A\"") && !friends.contains("\"B\""));
}

#[test]
fn odd_characters_are_escaped_in_dot() {
    let record = record_of(&[(
        "f.csv",
        "subject,relation,object\n\"Al \"\"Bo\"\" Cy\\\",friend,Tom &amp; <b>Jerry</b>\n",
    )]);
    let dot = export(&record, Format::Dot, whole);
    assert!(dot.contains(r#""Al \"Bo\" Cy\\""#), "{dot}");
    assert!(
        dot.contains("label=\"Tom &amp;amp; <b>Jerry</b>\""),
        "{dot}"
    );
}

#[test]
fn formats_are_known_by_file_name() {
    for (name, format) in [
        ("a.dot", Some(Format::Dot)),
        ("a.GV", Some(Format::Dot)),
        ("x/b.json", Some(Format::Json)),
        ("c.txt", None),
        ("d", None),
    ] {
        assert_eq!(Format::of_path(name.as_ref()), format, "{name}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn any_table_survives_export_and_ingest(
        rows in proptest::collection::vec(
            (0usize..7, 0usize..9, 0usize..7, 0usize..4, "[a-z\"\\\\;&é ]{0,6}", 0usize..4, 0usize..5), 1..16),
    ) {
        let names = ["Ada", "ADA", "Bo \"B\"", "Bó", "Cy\\", "Dee", "Ye; X"];
        let words = ["friend", "ex-wife", "aunt of", "cousin", "parent", "protege", "rumored girlfriend", "denied feud", "co-star"];
        let dates = ["", "2001", "2001-02~", "../2003"];
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["subject", "relation", "object", "certainty", "quote", "start", "published", "works"]).unwrap();
        for (a, word, b, certainty, quote, start, published) in &rows {
            let certainty = ["", "asserted", "rumored", "denied"][*certainty];
            let published = ["", "2001", "2002-03-04", "2001", "2003~"][*published];
            table.write_record([names[*a], words[*word], names[*b], certainty, quote, dates[*start], published, quote]).unwrap();
        }
        let text = String::from_utf8(table.into_inner().unwrap()).unwrap();
        let ontology = Ontology::builtin().unwrap();
        let mut record = Record::in_memory().unwrap();
        Ingest::new(&ontology).text(&mut record, "t.csv", &text).unwrap();
        let people = "name,aliases\nDee,Cy\\\n";
        Ingest::new(&ontology).text(&mut record, "p.csv", people).unwrap();
        let first = export(&record, Format::Json, whole);
        let again = record_of(&[("g.json", &first)]);
        proptest::prop_assert_eq!(export(&again, Format::Json, whole), first);
    }
}
