use super::*;
use crate::ontology::Ontology;

fn read_with(
    file: &str,
    bytes: &[u8],
    options: &Options,
) -> (
    Vec<Fact>,
    Vec<PersonRow>,
    Vec<Reject>,
    Result<Summary, IngestError>,
) {
    let ontology = Ontology::builtin().unwrap();
    let mut validator = Validator::new(&ontology);
    let (mut facts, mut people, mut rejects) = (Vec::new(), Vec::new(), Vec::new());
    let summary = read(bytes, file, options, &mut validator, &mut |item| {
        match item {
            Item::Fact(fact) => facts.push(*fact),
            Item::Person(person) => people.push(*person),
            Item::Reject(reject) => rejects.push(*reject),
        }
        true
    });
    (facts, people, rejects, summary)
}

fn facts_of(bytes: &[u8]) -> Vec<(String, String, String, u64)> {
    let (facts, _, rejects, summary) = read_with("t.csv", bytes, &Options::default());
    assert_eq!(rejects, []);
    summary.unwrap();
    facts
        .into_iter()
        .map(|f| {
            (
                f.subject.to_string(),
                f.relation.to_string(),
                f.object.to_string(),
                f.evidence.line,
            )
        })
        .collect()
}

#[test]
fn delimiters_line_ends_and_marks_are_found_out() {
    let expected = [("Ada".to_owned(), "friend".to_owned(), "Bo".to_owned(), 2)];
    for text in [
        "subject,relation,object\nAda,friend,Bo\n",
        "subject;relation;object\r\nAda;friend;Bo\r\n",
        "subject\trelation\tobject\nAda\tfriend\tBo",
        "subject|relation|object\nAda|friend|Bo\n\n\n",
        "\u{feff}subject,relation,object\nAda,friend,Bo\n",
        "from,to,type\nAda,Bo,friend\n",
        "Person1,Relationship,Person2\nAda,pal,Bo\n",
        "Source,Target,Type,Id,Label,Weight\nAda,Bo,Undirected,0,friend,1.0\n",
        "source,target,type\nAda,Bo,friend\n",
        "subject,relation,object,,\nAda,friend,Bo,,\n",
        "subject,relation,object\nAda,friend,Bo,,\n",
    ] {
        assert_eq!(facts_of(text.as_bytes()), expected, "{text:?}");
    }
    assert_eq!(
        facts_of(b"subject,relation,object\rAda,friend,Bo\r").len(),
        1
    );
    let utf16: Vec<u8> = "\u{feff}subject,relation,object\nAda,friend,Bo\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(facts_of(&utf16), expected);
}

#[test]
fn lines_are_those_of_the_file() {
    for end in ["\n", "\r\n"] {
        let text = "subject,relation,object,quote\nA,friend,B,\"two\nlines\"\n\n\nC,friend,D,x\n,,,\nE,friend,F,y".replace('\n', end);
        let lines: Vec<u64> = facts_of(text.as_bytes()).into_iter().map(|f| f.3).collect();
        assert_eq!(lines, [2, 6, 8], "{end:?}");
    }
}

#[test]
fn encodings_are_decoded_or_the_row_is_kept_aside() {
    let bytes = b"subject,relation,object\nBj\xf6rk,friend,Bo\nAda,friend,Bo\n";
    let (facts, _, rejects, _) = read_with("t.csv", bytes, &Options::default());
    assert_eq!(facts.len(), 1);
    assert_eq!(
        rejects[0].to_string(),
        "line 2, column `subject` (1): not UTF-8; name the encoding of the file with --encoding (windows-1252, for one)"
    );
    let options = Options {
        encoding: Some(parse_encoding("latin1").unwrap()),
        ..Options::default()
    };
    let (facts, _, rejects, _) = read_with("t.csv", bytes, &options);
    assert_eq!((facts.len(), rejects.len()), (2, 0));
    assert_eq!(facts[0].subject.as_str(), "Björk");
    assert!(parse_encoding("klingon").is_err());
}

#[test]
fn columns_can_be_named_by_the_user() {
    let text = "star,verb,other,year\nAda,wed,Bo,2001\n";
    let (.., summary) = read_with("t.csv", text.as_bytes(), &Options::default());
    let error = summary.unwrap_err().to_string();
    assert!(
        error.starts_with("t.csv, line 1: no column for `subject`, `relation`, `object`;"),
        "{error}"
    );
    assert!(
        error.contains("found `star`, `verb`, `other`, `year`")
            && error.contains("--map subject=HEADER"),
        "{error}"
    );
    let map = |pairs: &[(Column, &str)]| Options {
        map: pairs
            .iter()
            .map(|(c, h)| (c.clone(), (*h).to_owned()))
            .collect(),
        ..Options::default()
    };
    let options = map(&[
        (Column::Subject, "star"),
        (Column::Relation, "Verb"),
        (Column::Object, "3"),
        (Column::Start, "year"),
    ]);
    let (facts, ..) = read_with("t.csv", text.as_bytes(), &options);
    assert_eq!(facts[0].relation.as_str(), "spouse");
    assert_eq!(facts[0].start.unwrap().to_string(), "2001");
    let (.., summary) = read_with(
        "t.csv",
        text.as_bytes(),
        &map(&[(Column::Subject, "nobody")]),
    );
    assert!(
        summary
            .unwrap_err()
            .to_string()
            .contains("no column `nobody` for `subject`")
    );
}

#[test]
fn people_are_read_with_aliases_details_and_unknown_columns() {
    let text = "name,aliases,gender,born,wikidata,known_for,eyes\nKanye West,Ye; Yeezy; KANYE WEST,m,1977-06-08,https://www.wikidata.org/wiki/Q15935,Yeezy|Donda,brown\n,x,,,,,\nAda,,?,,,,\n";
    let (_, people, rejects, summary) = read_with("t.csv", text.as_bytes(), &Options::default());
    assert_eq!(summary.unwrap().format, Format::People);
    let aliases: Vec<&str> = people[0].aliases.iter().map(|a| a.as_str()).collect();
    assert_eq!(aliases, ["Ye", "Yeezy"]);
    let details: Vec<(String, &str)> = people[0]
        .details
        .iter()
        .map(|d| (d.field.to_string(), d.value.as_str()))
        .collect();
    let expected = [
        ("gender", "male"),
        ("born", "1977-06-08"),
        ("wikidata", "Q15935"),
        ("known_for", "Yeezy"),
        ("known_for", "Donda"),
        ("eyes", "brown"),
    ];
    assert_eq!(details, expected.map(|(f, v)| (f.to_owned(), v)));
    let reasons: Vec<String> = rejects.iter().map(Reject::to_string).collect();
    assert_eq!(reasons[0], "line 3, column `name` (1): the name is missing");
    assert!(
        reasons[1].starts_with("line 4, column `gender` (3): `?` is not one of"),
        "{}",
        reasons[1]
    );
}

#[test]
fn facts_may_tell_of_their_people() {
    let text = "subject,relation,object,object_born,person1_aliases\nAda,wife,Bo,1980,Addie\n";
    let (_, people, ..) = read_with("t.csv", text.as_bytes(), &Options::default());
    assert_eq!(people.len(), 2);
    assert!(people.iter().all(|person| !person.listed));
    assert_eq!(people[0].aliases[0].as_str(), "Addie");
    assert_eq!(people[1].details.len(), 2);
}

#[test]
fn ragged_rows_say_why() {
    let text =
        "subject,relation,object\nAda,friend\nAda,friend,Bo,more\nAda,friend,\"Bo\nC,friend,D\n";
    let (facts, _, rejects, _) = read_with("t.csv", text.as_bytes(), &Options::default());
    assert_eq!(facts.len(), 0);
    let reasons: Vec<String> = rejects.iter().map(Reject::to_string).collect();
    assert_eq!(reasons[0], "line 2: the row has 2 fields and the header 3");
    assert!(
        reasons[1].contains("the row has 4 fields") && reasons[1].contains("needs quotation marks")
    );
    assert!(
        reasons[2].starts_with("line 4, column `object` (3)"),
        "{}",
        reasons[2]
    );
}

#[test]
fn json_of_other_tools_is_read() {
    let text = r#"{"directed": false, "multigraph": true, "graph": {},
 "nodes": [{"id": 0, "label": "Ada Lin", "gender": "female", "aliases": ["Addie"]}, {"id": 1, "name": "Bo Fox"}],
 "links": [{"source": 0, "target": 1, "relation": "duet", "works": ["One; Two"], "key": 0},
  {"source": 0, "target": 1, "relation": "blah"}]}"#;
    let (facts, people, rejects, summary) =
        read_with("t.json", text.as_bytes(), &Options::default());
    assert_eq!(summary.unwrap().rows, 4);
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0].works, ["One; Two"]);
    assert_eq!(people[0].aliases.len(), 1);
    assert_eq!(rejects[0].line, 4);
    let list = r#"[{"subject": "Ada", "relation": "wife", "object": "Bo", "source": "A paper"}]"#;
    let (facts, people, ..) = read_with("t.json", list.as_bytes(), &Options::default());
    assert_eq!(facts[0].evidence.source.name, "A paper");
    assert_eq!(people.len(), 1);
}

#[test]
fn broken_json_says_where() {
    let (.., summary) = read_with("t.json", b"{\"nodes\": [\n {]}", &Options::default());
    let error = summary.unwrap_err().to_string();
    assert!(error.starts_with("t.json, line 2, column 3:"), "{error}");
    let (.., summary) = read_with("t.json", b"{\"a\": 1}", &Options::default());
    assert!(
        summary
            .unwrap_err()
            .to_string()
            .contains("expected an object with `nodes`")
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
        let _ = read_with("t.csv", &bytes, &Options::default()).3;
        let _ = read_with("t.json", &bytes, &Options::default()).3;
    }

    #[test]
    fn any_cells_are_read_or_kept_aside(text in "[A-Za-z0-9éß🎸,;\"\\n\\r\\t|/~ -]{0,300}") {
        let whole = format!("subject,relation,object,start,works,status\n{text}");
        let (facts, _, rejects, summary) = read_with("t.csv", whole.as_bytes(), &Options::default());
        if let Ok(summary) = summary {
            proptest::prop_assert_eq!(summary.rows as usize, facts.len() + rejects.len());
        }
    }

    #[test]
    fn any_json_values_are_read_or_kept_aside(text in "(\\{\"(id|source|target|relation|evidence|rows|works)\":(\"a\"|1|null|\\[\\]|\\{\\}|\\[1\\])\\}|,|\\[|\\]){0,20}") {
        for key in ["nodes", "edges", "links"] {
            let _ = read_with("t.json", format!("{{\"{key}\":[{text}]}}").as_bytes(), &Options::default()).3;
        }
    }
}

#[test]
fn excel_may_tell_the_delimiter_in_a_first_line() {
    let facts = facts_of(b"sep=;\r\nsubject;relation;object\r\nAda;friend;Bo\r\n");
    assert_eq!(facts[0].3, 3);
}

#[test]
fn directed_edges_are_no_relations() {
    let text = "Source\tTarget\tType\tWeight\nAda\tBo\tDirected\t1\n";
    let (facts, .., summary) = read_with("t.tsv", text.as_bytes(), &Options::default());
    assert_eq!(facts.len(), 0);
    let error = summary.unwrap_err().to_string();
    assert!(error.contains("no column for `relation`"), "{error}");
    assert_eq!(
        facts_of(b"subject,type,object\nAda,directed,Bo\n")[0].1,
        "collaborator"
    );
}
