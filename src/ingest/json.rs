//! Node-link JSON: what `export --format json` writes, what NetworkX and others write, and plain lists of facts.

use std::io::Read;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::encoding::Decoded;
use super::{Format, IngestError, Item, Raw, Reject, Summary};
use crate::fact::{Checked, PersonTexts, Row, RowError, Validator};
use crate::model::{Field, Name, PersonRow};

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow, default)]
    nodes: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    edges: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    links: Vec<&'a RawValue>,
    /// Of our own exports: statements that are no edges.
    #[serde(borrow, default)]
    set_aside: Vec<&'a RawValue>,
}

/// Reads a JSON document, which is held in memory whole, and hands over its people and facts.
pub(super) fn read<R: Read>(
    input: Decoded<R>,
    file: &str,
    validator: &mut Validator<'_>,
    sink: &mut dyn FnMut(Item) -> bool,
) -> Result<Summary, IngestError> {
    let mut bytes = Vec::new();
    input
        .into_reader()
        .read_to_end(&mut bytes)
        .map_err(|source| IngestError::Io {
            file: file.to_owned(),
            source,
        })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let (line, column) = position(&bytes, error.valid_up_to());
        syntax(
            file,
            line,
            column,
            "not UTF-8; name the encoding of the file with --encoding".into(),
        )
    })?;
    let document = parse(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        syntax(file, error.line() as u64, error.column() as u64, reason)
    })?;
    if document.nodes.is_empty() && document.edges.is_empty() && document.links.is_empty() {
        let reason = "expected an object with `nodes` and `edges` (node-link), or a list of facts; found neither";
        return Err(syntax(file, 1, 1, reason.into()));
    }
    let mut reader = Reader {
        text,
        validator,
        sink,
        names: Map::new(),
        line: Lines::default(),
    };
    let mut rows = 0;
    let nodes = document.nodes.iter().map(|raw| (*raw, true));
    let edges = document
        .edges
        .iter()
        .chain(&document.links)
        .chain(&document.set_aside)
        .map(|raw| (*raw, false));
    for (raw, is_node) in nodes.chain(edges) {
        rows += 1;
        if !reader.entry(raw, is_node) {
            break;
        }
    }
    Ok(Summary {
        format: Format::Json,
        rows,
        notes: Vec::new(),
    })
}

fn parse(text: &str) -> Result<Document<'_>, serde_json::Error> {
    if text.trim_start().starts_with('[') {
        Ok(Document {
            nodes: Vec::new(),
            edges: serde_json::from_str(text)?,
            links: Vec::new(),
            set_aside: Vec::new(),
        })
    } else {
        serde_json::from_str(text)
    }
}

fn syntax(file: &str, line: u64, column: u64, reason: String) -> IngestError {
    IngestError::Syntax {
        file: file.to_owned(),
        line,
        column,
        reason,
    }
}

/// Line and column, from 1, of a byte offset.
fn position(bytes: &[u8], offset: usize) -> (u64, u64) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    (line as u64 + 1, (before.len() - start) as u64 + 1)
}

/// Counts lines up to offsets that grow, each byte once.
#[derive(Default)]
struct Lines {
    offset: usize,
    newlines: u64,
}

impl Lines {
    fn of(&mut self, text: &str, offset: usize) -> u64 {
        if offset < self.offset {
            *self = Self::default();
        }
        let between = text.as_bytes().get(self.offset..offset).unwrap_or_default();
        self.newlines += between.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.offset = offset;
        self.newlines + 1
    }
}

struct Reader<'a, 'o> {
    text: &'a str,
    validator: &'a mut Validator<'o>,
    sink: &'a mut dyn FnMut(Item) -> bool,
    /// The name of each node whose id is not its name.
    names: Map<String, Value>,
    line: Lines,
}

/// Why one entry is not a fact, with the key at fault.
struct Misfit {
    key: Option<String>,
    reason: String,
}

impl From<RowError> for Misfit {
    fn from(error: RowError) -> Self {
        Self {
            key: error.column.map(|column| column.name()),
            reason: error.reason,
        }
    }
}

impl Reader<'_, '_> {
    /// Takes a node or an edge; tells whether to go on.
    fn entry(&mut self, raw: &RawValue, is_node: bool) -> bool {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let line = self.line.of(self.text, offset);
        let items = match serde_json::from_str::<Map<String, Value>>(raw.get()) {
            Ok(map) if is_node => self.node(&map, line),
            Ok(map) => self.edge(&map, line),
            Err(_) => Err(Misfit {
                key: None,
                reason: "expected an object with keys and values".into(),
            }),
        };
        match items {
            Ok(items) => items.into_iter().all(|item| (self.sink)(item)),
            Err(misfit) => {
                let text = self.named(raw.get(), is_node);
                (self.sink)(Item::Reject(Box::new(Reject {
                    line,
                    column: None,
                    reason: match misfit.key {
                        Some(key) => format!("`{key}`: {}", misfit.reason),
                        None => misfit.reason,
                    },
                    raw: Raw::Json {
                        text,
                        node: is_node,
                    },
                })))
            }
        }
    }

    /// The text of an entry, an edge with the names of its ends where it has only the ids of nodes, which do not go with it.
    fn named(&self, text: &str, is_node: bool) -> String {
        let map = serde_json::from_str::<Map<String, Value>>(text);
        let (false, false, Ok(mut map)) = (is_node, self.names.is_empty(), map) else {
            return text.to_owned();
        };
        for (name, id) in [("subject", "source"), ("object", "target")] {
            if !map.contains_key(name) {
                let known = self.name_of(first(&map, &[id]));
                map.remove(id);
                map.insert(name.to_owned(), Value::from(known));
            }
        }
        Value::Object(map).to_string()
    }

    fn node(&mut self, map: &Map<String, Value>, line: u64) -> Result<Vec<Item>, Misfit> {
        let id = first(map, &["id", "key", "name"]);
        let name = match first(map, &["name", "label"]) {
            name if name.is_empty() => id.clone(),
            name => name,
        };
        if name != id {
            self.names.insert(id, Value::from(name.clone()));
        }
        if let Some(Value::Array(rows)) = map.get("rows") {
            return rows
                .iter()
                .map(|row| self.person_row(row, line).map(item))
                .collect();
        }
        let told: Vec<(Field, String)> = [
            "gender",
            "born",
            "died",
            "occupation",
            "wikidata",
            "known_for",
        ]
        .iter()
        .flat_map(|key| {
            list(map.get(*key))
                .into_iter()
                .map(|value| (Field::from_column(key), value))
        })
        .collect();
        let aliases = list(map.get("aliases"));
        if told.is_empty() && aliases.is_empty() {
            Name::new(&name).map_err(|error| misfit("id", error.to_string()))?;
            return Ok(Vec::new());
        }
        let person = self
            .validator
            .check_told(&name, &aliases, &told, true, line)?;
        Ok(vec![item(person)])
    }

    /// One row of what a table said of a person, as an export keeps it.
    fn person_row(&self, row: &Value, line: u64) -> Result<PersonRow, Misfit> {
        let Some(row) = row.as_object() else {
            return Err(misfit("rows", "expected a list of objects"));
        };
        let mut told = Vec::new();
        for (key, values) in row
            .get("details")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let field = Field::from_column(key);
            told.extend(
                list(Some(values))
                    .into_iter()
                    .map(|value| (field.clone(), value)),
            );
        }
        let listed = row.get("listed").and_then(Value::as_bool).unwrap_or(true);
        let name = first(row, &["name"]);
        let aliases = list(row.get("aliases"));
        Ok(self
            .validator
            .check_told(&name, &aliases, &told, listed, line)?)
    }

    fn edge(&mut self, map: &Map<String, Value>, line: u64) -> Result<Vec<Item>, Misfit> {
        let ends = Ends {
            subject: self.name_of(first(map, &["subject", "source", "from", "head"])),
            relation: first(
                map,
                &[
                    "relation",
                    "relationship",
                    "type",
                    "predicate",
                    "label",
                    "key",
                ],
            ),
            object: self.name_of(first(map, &["object", "target", "to", "tail"])),
            kinship: first(map, &["kinship"]),
        };
        let mut items = Vec::new();
        match map.get("evidence").and_then(Value::as_array) {
            Some(evidence) if !evidence.is_empty() => {
                for one in evidence {
                    let Some(one) = one.as_object() else {
                        return Err(misfit("evidence", "expected a list of objects"));
                    };
                    let source = one.get("source").and_then(Value::as_object);
                    items.extend(self.fact(&ends, one, source, line)?);
                }
            }
            _ => {
                // `source` is an end of the edge here, unless the ends have other keys.
                let is_end = !map.contains_key("subject") && !map.contains_key("from");
                let mut rest = map.clone();
                if is_end {
                    rest.remove("source");
                }
                for key in ["subject", "relation", "object"] {
                    rest.remove(key);
                }
                items = self.fact(&ends, &rest, None, line)?;
            }
        }
        Ok(items)
    }

    fn name_of(&self, id: String) -> String {
        match self.names.get(&id) {
            Some(Value::String(name)) => name.clone(),
            _ => id,
        }
    }

    fn fact(
        &mut self,
        ends: &Ends,
        map: &Map<String, Value>,
        source: Option<&Map<String, Value>>,
        line: u64,
    ) -> Result<Vec<Item>, Misfit> {
        let or = |key: &str, other: &str| match first(map, &[key]) {
            text if text.is_empty() => other.to_owned(),
            text => text,
        };
        let subject = or("subject", &ends.subject);
        let relation = or("relation", &ends.relation);
        let object = or("object", &ends.object);
        // A row kept in its source's words has its kinship in the word, or in a key of its own.
        let kinship = if map.contains_key("relation") {
            first(map, &["kinship"])
        } else {
            ends.kinship.clone()
        };
        let texts: Vec<String> = [
            "status",
            "certainty",
            "start",
            "end",
            "confidence",
            "published",
            "quote",
            "speaker",
            "rule",
        ]
        .iter()
        .map(|key| first(map, &[key]))
        .collect();
        let titles = list(map.get("works"));
        let of_source = source.unwrap_or(map);
        let name = match source {
            Some(source) => first(source, &["name"]),
            None => first(map, &["source", "source_title"]),
        };
        let (url, publisher) = (first(of_source, &["url"]), first(of_source, &["publisher"]));
        let nobody: &PersonTexts<'_> = &[];
        let [
            status,
            certainty,
            start,
            end,
            confidence,
            published,
            quote,
            speaker,
            rule,
        ] = &texts[..]
        else {
            return Ok(Vec::new());
        };
        let row = Row {
            subject: &subject,
            relation: &relation,
            object: &object,
            kinship: &kinship,
            status,
            certainty,
            start,
            end,
            works: "",
            titles: &titles,
            confidence,
            source: &name,
            url: &url,
            publisher: &publisher,
            published,
            quote,
            speaker,
            rule,
            of_subject: nobody,
            of_object: nobody,
        };
        let Checked { fact, people } = self.validator.check(&row, line)?;
        let mut items = vec![Item::Fact(Box::new(fact))];
        // What such an export tells of people stands in its nodes.
        if source.is_none() {
            items.extend(people.into_iter().map(item));
        }
        Ok(items)
    }
}

struct Ends {
    subject: String,
    relation: String,
    object: String,
    kinship: String,
}

fn item(person: PersonRow) -> Item {
    Item::Person(Box::new(person))
}

fn misfit(key: &str, reason: impl Into<String>) -> Misfit {
    Misfit {
        key: Some(key.to_owned()),
        reason: reason.into(),
    }
}

/// The text of the first of the keys that has one.
fn first(map: &Map<String, Value>, keys: &[&str]) -> String {
    keys.iter()
        .filter_map(|key| text(map.get(*key)?))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list of texts, from a list or from one text.
fn list(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}
