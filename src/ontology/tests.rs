use super::*;

fn builtin() -> Ontology {
    Ontology::builtin().unwrap()
}

/// (word, relation, the second person is the subject, kinship, first person's gender, second's, status, certainty)
type Row = (
    &'static str,
    &'static str,
    bool,
    Option<&'static str>,
    Option<Gender>,
    Option<Gender>,
    Option<Status>,
    Option<Certainty>,
);

#[test]
fn words_are_read_as_people_write_them() {
    use Gender::{Female, Male};
    let rows: [Row; 26] = [
        ("spouse", "spouse", false, None, None, None, None, None),
        (
            "wife",
            "spouse",
            false,
            None,
            None,
            Some(Female),
            None,
            None,
        ),
        (
            "Wife of",
            "spouse",
            true,
            None,
            Some(Female),
            None,
            None,
            None,
        ),
        (
            "ex-husband",
            "spouse",
            false,
            None,
            None,
            Some(Male),
            Some(Status::Ended),
            None,
        ),
        (
            "EX_WIFE",
            "spouse",
            false,
            None,
            None,
            Some(Female),
            Some(Status::Ended),
            None,
        ),
        ("married to", "spouse", false, None, None, None, None, None),
        (
            "was married to",
            "spouse",
            false,
            None,
            None,
            None,
            Some(Status::Ended),
            None,
        ),
        (
            "co-star",
            "collaborator",
            false,
            None,
            None,
            None,
            None,
            None,
        ),
        (
            "former co-star",
            "collaborator",
            false,
            None,
            None,
            None,
            None,
            None,
        ),
        ("BFF", "friend", false, None, None, None, None, None),
        ("dating", "partner", false, None, None, None, None, None),
        (
            "rumoured girlfriend",
            "partner",
            false,
            None,
            None,
            Some(Female),
            None,
            Some(Certainty::Rumored),
        ),
        ("parent", "child", true, None, None, None, None, None),
        ("parent of", "child", false, None, None, None, None, None),
        (
            "mother",
            "child",
            true,
            None,
            None,
            Some(Female),
            None,
            None,
        ),
        (
            "mother of",
            "child",
            false,
            None,
            Some(Female),
            None,
            None,
            None,
        ),
        (
            "daughter of",
            "child",
            true,
            None,
            Some(Female),
            None,
            None,
            None,
        ),
        ("protege", "mentor", true, None, None, None, None, None),
        (
            "mother-in-law",
            "relative",
            false,
            Some("parent_in_law"),
            None,
            Some(Female),
            None,
            None,
        ),
        (
            "aunt of",
            "relative",
            true,
            Some("aunt_or_uncle"),
            Some(Female),
            None,
            None,
            None,
        ),
        ("P26", "spouse", false, None, None, None, None, None),
        (
            "http://www.wikidata.org/prop/direct/P22",
            "child",
            true,
            None,
            None,
            Some(Male),
            None,
            None,
        ),
        (
            "schema:children",
            "child",
            false,
            None,
            None,
            None,
            None,
            None,
        ),
        ("rel:childOf", "child", true, None, None, None, None, None),
        ("spouseOf", "spouse", true, None, None, None, None, None),
        (
            "reportedly his ex-fiancée",
            "engaged",
            false,
            None,
            None,
            Some(Female),
            Some(Status::Ended),
            Some(Certainty::Rumored),
        ),
    ];
    let ontology = builtin();
    for (word, relation, swap, kinship, first, second, status, certainty) in rows {
        let expected = Reading {
            relation: Relation::new(relation),
            swap,
            kinship: kinship.map(Kinship::new),
            first,
            second,
            status,
            certainty,
        };
        assert_eq!(ontology.read(word), Ok(expected), "{word}");
    }
}

#[test]
fn unknown_words_get_suggestions() {
    let ontology = builtin();
    let near = |word: &str| ontology.read(word).unwrap_err().suggestions;
    assert_eq!(near("spuose")[0], "spouse");
    assert_eq!(near("colaborator")[0], "collaborator");
    assert!(near("zzzzzz").is_empty());
    assert!(near("").is_empty());
    assert!(near(&"x".repeat(10_000)).is_empty());
}

#[test]
fn every_type_has_words_and_a_color() {
    let ontology = builtin();
    let keys: Vec<&str> = ontology.relations().map(|kind| kind.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "spouse",
            "engaged",
            "partner",
            "child",
            "sibling",
            "relative",
            "friend",
            "feud",
            "collaborator",
            "mentor",
            "representative",
            "endorses"
        ]
    );
    for kind in ontology.relations() {
        assert!(ontology.words_of(&kind.key).len() > 3, "{}", kind.key);
        assert_ne!(kind.color, "#495057", "{}", kind.key);
    }
    assert_eq!(ontology.kinships().count(), 15);
}

#[test]
fn a_file_of_the_users_adds_types_and_words() {
    let extra = r#"
        [[relation]]
        key = "neighbor"
        label = "neighbor"
        symmetric = true
        ends = true
        phrase = { current = "lives next door to", past = "lived next door to" }
        noun = [{ words = ["neighbour"] }]

        [[relation]]
        key = "friend"
        noun = [{ words = ["compadre"] }]
    "#;
    let ontology = Ontology::load(&[("mine.toml", extra)]).unwrap();
    assert_eq!(
        ontology.read("former neighbour").unwrap().relation.as_str(),
        "neighbor"
    );
    assert_eq!(
        ontology.read("compadre").unwrap().relation.as_str(),
        "friend"
    );
}

#[test]
fn a_bad_file_fails_at_load_with_file_entry_and_reason() {
    for (text, reason) in [
        ("[[relation]]\nkey = 1", "mine.toml"),
        ("[[relation]]\nkey = \"x\"\nlabl = \"x\"", "labl"),
        ("[[relation]]\nkey = \"x\"", "needs `label`"),
        ("[[relation]]\nkey = \"Best Mate\"", "a key is lower-case"),
        (
            "[[relation]]\nkey = \"spouse\"\nsymmetric = false",
            "there already",
        ),
        (
            "[[relation]]\nkey = \"x\"\nlabel = \"x\"\nphrase = {current = \"x\"}\nnoun = [{words = [\"wife\"]}]",
            "the word `wife` is a word of `spouse` already",
        ),
        (
            "[[relation]]\nkey = \"x\"\nlabel = \"x\"\ncolor = \"red\"\nphrase = {current = \"x\"}",
            "#rrggbb",
        ),
        (
            "[[kinship]]\nkey = \"x\"\nlabel = \"x\"\ninverse = \"y\"",
            "no kinship `y`",
        ),
    ] {
        let error = Ontology::load(&[("mine.toml", text)])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(reason) && error.contains("mine.toml"),
            "{text}: {error}"
        );
    }
}
