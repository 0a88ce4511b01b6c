//! From the headers that people give their columns to the columns that are known.

use csv::ByteRecord;

use super::{Format, Options, reject};
use crate::fact::{Column, PersonColumn, Side};
use crate::model::Field;

/// What each column of a table is; `None` for one that is not used.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub format: Format,
    pub columns: Vec<Option<Column>>,
    pub headers: Vec<String>,
}

/// Headers for each column of a table of facts, the most telling first.
const FACTS: [(Column, &[&str]); 17] = [
    (
        Column::Subject,
        &[
            "subject",
            "subject_name",
            "from",
            "person1",
            "person_1",
            "person_a",
            "persona",
            "name1",
            "name_1",
            "name_a",
            "celebrity1",
            "celebrity_1",
            "first_person",
            "head",
            "who",
            "p1",
            "entity1",
            "entity_1",
            "node1",
            "a",
        ],
    ),
    (
        Column::Relation,
        &[
            "relation",
            "relationship",
            "relation_type",
            "relationship_type",
            "predicate",
            "rel",
            "edge_type",
            "tie",
            "connection",
            "kind",
            "type",
            "label",
        ],
    ),
    (
        Column::Object,
        &[
            "object",
            "object_name",
            "to",
            "target",
            "person2",
            "person_2",
            "person_b",
            "personb",
            "name2",
            "name_2",
            "name_b",
            "celebrity2",
            "celebrity_2",
            "second_person",
            "tail",
            "whom",
            "p2",
            "entity2",
            "entity_2",
            "node2",
            "b",
        ],
    ),
    (Column::Kinship, &["kinship", "kin"]),
    (Column::Status, &["status"]),
    (Column::Certainty, &["certainty", "modality"]),
    (
        Column::Start,
        &[
            "start",
            "start_date",
            "started",
            "since",
            "began",
            "begin",
            "from_date",
            "date_from",
            "start_year",
            "start_time",
            "valid_from",
        ],
    ),
    (
        Column::End,
        &[
            "end", "end_date", "ended", "until", "to_date", "date_to", "end_year", "end_time",
            "valid_to",
        ],
    ),
    (
        Column::Works,
        &["works", "work", "titles", "projects", "project"],
    ),
    (Column::Confidence, &["confidence", "score", "probability"]),
    (
        Column::Source,
        &[
            "source",
            "source_title",
            "source_name",
            "article",
            "citation",
            "reference",
            "title",
            "headline",
        ],
    ),
    (
        Column::Url,
        &["url", "source_url", "link", "uri", "href", "web", "website"],
    ),
    (
        Column::Publisher,
        &[
            "publisher",
            "outlet",
            "publication",
            "newspaper",
            "magazine",
            "source_publisher",
        ],
    ),
    (
        Column::Published,
        &[
            "published",
            "published_date",
            "publication_date",
            "date_published",
            "published_at",
            "pub_date",
            "pubdate",
            "source_date",
            "date",
        ],
    ),
    (
        Column::Quote,
        &[
            "quote",
            "quotation",
            "sentence",
            "evidence",
            "excerpt",
            "snippet",
            "text",
            "context",
        ],
    ),
    (Column::Speaker, &["speaker", "quoted", "said_by"]),
    (Column::Rule, &["rule"]),
];

/// Headers for the columns about a person.
fn person_column(header: &str) -> Option<PersonColumn> {
    let column = match header {
        "name" | "full_name" | "person" | "person_name" | "celebrity" => PersonColumn::Name,
        "aliases" | "alias" | "aka" | "also_known_as" | "other_names" | "nicknames"
        | "nickname" | "alternate_names" | "stage_name" | "birth_name" => PersonColumn::Aliases,
        "gender" | "sex" => PersonColumn::Detail(Field::Gender),
        "born" | "birth" | "birth_date" | "date_of_birth" | "dob" | "birthdate" | "birthday"
        | "birth_year" => PersonColumn::Detail(Field::Born),
        "died" | "death" | "death_date" | "date_of_death" | "dod" | "deathdate" | "death_year" => {
            PersonColumn::Detail(Field::Died)
        }
        "occupation" | "occupations" | "profession" | "professions" | "job" | "jobs" => {
            PersonColumn::Detail(Field::Occupation)
        }
        "wikidata" | "wikidata_id" | "qid" | "wikidata_qid" => {
            PersonColumn::Detail(Field::Wikidata)
        }
        "known_for" | "notable_works" | "notable_work" | "famous_for" => {
            PersonColumn::Detail(Field::KnownFor)
        }
        _ => return None,
    };
    Some(column)
}

/// The columns about one of the two people of a fact: `subject_gender`, `person2_born`.
fn side_column(header: &str) -> Option<Column> {
    let prefixes = [
        ("subject_", Side::Subject),
        ("person1_", Side::Subject),
        ("person_1_", Side::Subject),
        ("from_", Side::Subject),
        ("object_", Side::Object),
        ("person2_", Side::Object),
        ("person_2_", Side::Object),
        ("to_", Side::Object),
        ("target_", Side::Object),
    ];
    prefixes.iter().find_map(
        |(prefix, side)| match person_column(header.strip_prefix(prefix)?)? {
            PersonColumn::Name => None,
            column => Some(Column::Of(*side, column)),
        },
    )
}

/// The form in which headers are compared.
fn normal(header: &str) -> String {
    let mut out = String::with_capacity(header.len());
    let mut after_lower = false;
    for c in header.trim().chars() {
        let separator = c.is_whitespace() || matches!(c, '-' | '_' | '.');
        if (separator || (c.is_uppercase() && after_lower)) && !out.ends_with('_') {
            out.push('_');
        }
        if !separator {
            out.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    out.trim_matches('_').to_owned()
}

/// Finds out what the columns of a header are.
///
/// # Errors
///
/// What is missing, what was found, what to do.
///
/// The first row tells whether a column `type` holds relations or, as in an edge list of Gephi, `Directed` and `Undirected`.
pub(super) fn recognise(
    header: &ByteRecord,
    first_row: Option<&ByteRecord>,
    options: &Options,
) -> Result<Layout, String> {
    let headers: Vec<String> = header
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim().to_owned())
        .collect();
    let mut keys: Vec<String> = headers.iter().map(|header| normal(header)).collect();
    let first_cell = |at: usize| first_row.and_then(|row| row.get(at)).unwrap_or_default();
    let has = |name: &str| keys.iter().any(|key| key == name);
    let is_edge_list = has("source") && has("target");
    for (at, key) in keys.iter_mut().enumerate().filter(|_| is_edge_list) {
        let cell = first_cell(at).trim_ascii().to_ascii_lowercase();
        if key == "type" && matches!(&cell[..], b"directed" | b"undirected" | b"mixed") {
            key.clear();
        }
    }
    let mapped = mapped(&headers, &keys, options)?;
    let facts = facts_columns(&keys, &mapped);
    let has = |columns: &[Option<Column>], wanted: Column| columns.contains(&Some(wanted));
    if has(&facts, Column::Subject) && has(&facts, Column::Relation) && has(&facts, Column::Object)
    {
        return Ok(Layout {
            format: Format::Facts,
            columns: facts,
            headers,
        });
    }
    let two_people = has(&facts, Column::Subject) && has(&facts, Column::Object);
    let people = people_columns(&keys, &mapped);
    if !two_people && has(&people, Column::Person(PersonColumn::Name)) {
        return Ok(Layout {
            format: Format::People,
            columns: people,
            headers,
        });
    }
    Err(missing(&facts, &headers))
}

/// The columns that the user named, by position.
fn mapped(
    headers: &[String],
    keys: &[String],
    options: &Options,
) -> Result<Vec<Option<Column>>, String> {
    let mut columns = vec![None; headers.len()];
    for (column, wanted) in &options.map {
        let by_name = headers
            .iter()
            .position(|header| header == wanted.trim())
            .or_else(|| keys.iter().position(|key| *key == normal(wanted)));
        // The numbers are those of the user's own file, also where its rejected rows are read again.
        let by_number = || {
            let number: usize = wanted.trim().parse().ok()?;
            let own = keys.iter().enumerate();
            let mut own = own.filter(|(_, key)| !reject::COLUMNS.contains(&key.as_str()));
            own.nth(number.checked_sub(1)?).map(|(at, _)| at)
        };
        match by_name.or_else(by_number) {
            Some(at) => columns[at] = Some(column.clone()),
            None => {
                return Err(format!(
                    "there is no column `{wanted}` for `{column}`; the columns are {}",
                    listing(headers)
                ));
            }
        }
    }
    Ok(columns)
}

fn facts_columns(keys: &[String], mapped: &[Option<Column>]) -> Vec<Option<Column>> {
    let mut columns = mapped.to_vec();
    // An edge list: `Source,Target,Type,Id,Label,Weight`.
    let edge_list = keys.iter().any(|key| key == "source")
        && keys.iter().any(|key| key == "target")
        && !keys.iter().any(|key| FACTS[0].1.contains(&key.as_str()));
    if edge_list && !columns.contains(&Some(Column::Subject)) {
        place(&mut columns, keys, Column::Subject, &["source"]);
        let gephi = ["relation", "relationship", "label", "kind", "type"];
        if !columns.contains(&Some(Column::Relation)) {
            place(&mut columns, keys, Column::Relation, &gephi);
        }
    }
    for (column, names) in FACTS {
        if !columns.contains(&Some(column.clone())) {
            place(&mut columns, keys, column, names);
        }
    }
    for (at, key) in keys.iter().enumerate() {
        if columns[at].is_none()
            && let Some(column) = side_column(key)
            && !columns.contains(&Some(column.clone()))
        {
            columns[at] = Some(column);
        }
    }
    columns
}

/// Gives a column to the first header of its names that is still free.
fn place(columns: &mut [Option<Column>], keys: &[String], column: Column, names: &[&str]) {
    for name in names {
        let free = keys
            .iter()
            .zip(columns.iter())
            .position(|(key, taken)| key == name && taken.is_none());
        if let Some(at) = free {
            columns[at] = Some(column);
            return;
        }
    }
}

fn people_columns(keys: &[String], mapped: &[Option<Column>]) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = mapped.to_vec();
    for (at, key) in keys.iter().enumerate() {
        if columns[at].is_some() || reject::COLUMNS.contains(&key.as_str()) || key.is_empty() {
            continue;
        }
        let column =
            person_column(key).unwrap_or_else(|| PersonColumn::Detail(Field::from_column(key)));
        let column = Column::Person(column);
        // Several columns may hold aliases; of the rest the first counts.
        let several = column == Column::Person(PersonColumn::Aliases);
        if several || !columns.contains(&Some(column.clone())) {
            columns[at] = Some(column);
        }
    }
    columns
}

fn missing(facts: &[Option<Column>], headers: &[String]) -> String {
    let missing: Vec<String> = [Column::Subject, Column::Relation, Column::Object]
        .iter()
        .filter(|column| !facts.contains(&Some((*column).clone())))
        .map(|column| format!("`{column}`"))
        .collect();
    let example = missing
        .first()
        .map_or("subject", |name| name.trim_matches('`'));
    format!(
        "no column for {}; expected a header with subject, relation, object (or name, for a table of people) and found {}; \
         name the column with --map {example}=HEADER",
        missing.join(", "),
        listing(headers)
    )
}

fn listing(headers: &[String]) -> String {
    let mut shown: Vec<String> = headers
        .iter()
        .take(12)
        .map(|header| format!("`{}`", header.chars().take(40).collect::<String>()))
        .collect();
    if headers.len() > shown.len() {
        shown.push(format!("{} more", headers.len() - shown.len()));
    }
    shown.join(", ")
}

impl Layout {
    /// The headers that are not used, other than those of a rejects file.
    pub(super) fn unused(&self) -> Vec<&str> {
        self.headers
            .iter()
            .zip(&self.columns)
            .filter(|(header, column)| {
                column.is_none()
                    && !header.is_empty()
                    && !reject::COLUMNS.contains(&normal(header).as_str())
            })
            .map(|(header, _)| header.as_str())
            .collect()
    }

    /// The header of a column and its number, from 1, for a message.
    pub(super) fn locate(&self, column: &Column) -> Option<(String, usize)> {
        let at = self
            .columns
            .iter()
            .position(|known| known.as_ref() == Some(column))?;
        Some((self.headers.get(at)?.clone(), at + 1))
    }
}
