//! Node-link JSON: an undirected multigraph as NetworkX reads it, with all evidence. The README documents the keys.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{ExportError, Selection};
use crate::graph::{Person, Tie};
use crate::model::{Certainty, Date, Kinship, Status};
use crate::query::{Question, sort, statements};
use crate::record::Statement;

pub(super) fn write(
    question: &Question<'_>,
    selection: &Selection,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    out.write_all(b"{\n\"directed\": false,\n\"multigraph\": true,\n")?;
    out.write_all(b"\"graph\": {\"generator\": \"celebgraph\"},\n\"nodes\": [")?;
    let nodes = selection.people.iter().map(|id| question.graph.person(*id));
    for (at, person) in nodes.enumerate() {
        entry(out, at, &node(person))?;
    }
    out.write_all(b"\n],\n\"edges\": [")?;
    for (at, id) in selection.ties.iter().enumerate() {
        entry(out, at, &edge(question, question.graph.tie(*id))?)?;
    }
    out.write_all(b"\n]")?;
    set_aside(question, selection, out)?;
    out.write_all(b"\n}\n")?;
    Ok(())
}

/// Statements on two names that turned out to be one person's: no edges, and not to be lost.
fn set_aside(
    question: &Question<'_>,
    selection: &Selection,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let self_ties = question.graph.self_ties();
    if self_ties.is_empty() {
        return Ok(());
    }
    let selected: HashSet<&str> = selection
        .people
        .iter()
        .map(|id| question.graph.person(*id).name.as_str())
        .collect();
    let facts: Vec<_> = self_ties
        .iter()
        .filter(|tie| selected.contains(tie.person.as_str()))
        .map(|tie| tie.fact)
        .collect();
    if facts.is_empty() {
        return Ok(());
    }
    let mut statements = question.record.statements(&facts)?;
    sort(&mut statements);
    out.write_all(b",\n\"set_aside\": [")?;
    for (at, statement) in statements.iter().enumerate() {
        let said = said(question, statement, None);
        let whole = json!({"subject": said["subject"], "relation": said["relation"], "object": said["object"], "evidence": [said]});
        entry(out, at, &whole)?;
    }
    out.write_all(b"\n]")?;
    Ok(())
}

/// One entry a line, so that two exports can be compared.
fn entry(out: &mut dyn Write, at: usize, value: &impl Serialize) -> io::Result<()> {
    out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

fn node(person: &Person) -> Value {
    let mut node = Map::new();
    node.insert("id".into(), json!(person.name));
    if !person.aliases.is_empty() {
        node.insert("aliases".into(), json!(person.aliases));
    }
    for (field, values) in &person.details {
        let value = if field.is_list() {
            json!(values)
        } else {
            json!(values.first())
        };
        // Never over a key of the format's own.
        node.entry(field.to_string()).or_insert(value);
    }
    // Spellings alone make no row: an empty list keeps a reader from taking them for one.
    if !person.rows.is_empty() || !person.aliases.is_empty() {
        let rows: Vec<Value> = person
            .rows
            .iter()
            .map(|row| {
                let mut details = Map::new();
                for (field, value) in &row.details {
                    let values = details.entry(field.to_string()).or_insert_with(|| json!([]));
                    if let Value::Array(values) = values {
                        values.push(json!(value));
                    }
                }
                json!({"name": row.name, "listed": row.listed, "aliases": row.aliases, "details": details})
            })
            .collect();
        node.insert("rows".into(), Value::Array(rows));
    }
    Value::Object(node)
}

#[derive(Serialize)]
struct Edge<'a> {
    source: &'a str,
    target: &'a str,
    /// Source and target again: a reader of undirected graphs may turn those.
    subject: &'a str,
    object: &'a str,
    key: String,
    relation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kinship: Option<&'a str>,
    symmetric: bool,
    status: Status,
    certainty: Certainty,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Date>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    works: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    support: u32,
    evidence: Vec<Value>,
}

fn edge<'a>(question: &Question<'a>, tie: &'a Tie) -> Result<Edge<'a>, ExportError> {
    let kind = question.ontology.relation(&tie.relation);
    let kinship = tie.kinship.as_ref().map(|kinship| kinship.as_str());
    let source = question.graph.person(tie.subject).name.as_str();
    let target = question.graph.person(tie.object).name.as_str();
    let evidence = statements(question, tie)?;
    Ok(Edge {
        source,
        target,
        subject: source,
        object: target,
        key: match kinship {
            Some(kinship) => format!("{}:{kinship}", tie.relation),
            // Two people may endorse each other, and an undirected graph has one edge for a pair and key.
            None if tie.subject > tie.object => format!("{}:reversed", tie.relation),
            None => tie.relation.to_string(),
        },
        relation: tie.relation.as_str(),
        kinship,
        symmetric: kind.is_some_and(|kind| kind.symmetric),
        status: tie.status,
        certainty: tie.certainty,
        start: tie.start,
        end: tie.end,
        works: &tie.works,
        confidence: tie.confidence,
        support: tie.support,
        evidence: evidence
            .iter()
            .map(|statement| said(question, statement, Some((source, tie, target))))
            .collect(),
    })
}

/// A statement: what its source gives, and who, what, whom where it puts them in other words or another order than the edge.
fn said(question: &Question<'_>, statement: &Statement, edge: Option<(&str, &Tie, &str)>) -> Value {
    let fact = &statement.fact;
    let evidence = &fact.evidence;
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            map.insert(key.to_owned(), value);
        }
    };
    let written = evidence.written.as_ref();
    let is_swapped = written.is_some_and(|written| written.swapped);
    let (first, second) = if is_swapped {
        (&fact.object, &fact.subject)
    } else {
        (&fact.subject, &fact.object)
    };
    let is_plain = edge.is_some_and(|(source, tie, target)| {
        written.is_none()
            && first.as_str() == source
            && second.as_str() == target
            && fact.kinship == tie.kinship
    });
    if !is_plain {
        let word = written.map_or(fact.relation.as_str(), |written| &written.relation);
        put("subject", json!(first.as_str()));
        put("relation", json!(word));
        put("object", json!(second.as_str()));
        let kinship = kinship_of_row(question, fact.kinship.as_ref(), word, is_swapped);
        put("kinship", json!(kinship.as_ref().map(Kinship::as_str)));
    }
    put("status", json!(fact.status));
    put("certainty", json!(fact.certainty));
    put("start", json!(fact.start));
    put("end", json!(fact.end));
    if !fact.works.is_empty() {
        put("works", json!(fact.works));
    }
    put("confidence", json!(fact.confidence));
    let mut from = Map::new();
    for (key, text) in [
        ("name", &evidence.source.name),
        ("url", &evidence.source.url),
        ("publisher", &evidence.source.publisher),
    ] {
        if !text.is_empty() {
            from.insert(key.to_owned(), json!(text));
        }
    }
    put("source", Value::Object(from));
    put("published", json!(evidence.published));
    put("quote", json!(evidence.quote));
    put("speaker", json!(evidence.speaker));
    put("rule", json!(evidence.rule));
    Value::Object(map)
}

/// The kinship that the row gave beside its relation word, in the direction of that word; `None` where the word tells it.
fn kinship_of_row(
    question: &Question<'_>,
    kinship: Option<&Kinship>,
    word: &str,
    is_swapped: bool,
) -> Option<Kinship> {
    let kinship = kinship?;
    let (in_word, word_swaps) = match question.ontology.read(word) {
        Ok(reading) => (reading.kinship.is_some(), reading.swap),
        Err(_) => (false, false),
    };
    if in_word {
        None
    } else if is_swapped == word_swaps {
        Some(kinship.clone())
    } else {
        Some(question.ontology.inverse_kinship(kinship))
    }
}
