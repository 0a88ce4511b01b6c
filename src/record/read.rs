//! Reading what was said.

use super::rows::{
    DatasetRow, EvidenceId, FactId, FactRow, NameId, SourceId, SourceRow, Statement, Told, Vote,
};
use super::{Record, RecordError};
use crate::model::{
    AsWritten, Certainty, Date, Detail, Evidence, Fact, Field, Kinship, Name, Relation, Source,
    Status,
};
use rusqlite::{Row, params_from_iter};

impl Record {
    fn rows<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
        mut sink: impl FnMut(T),
    ) -> Result<(), RecordError> {
        let run = || -> rusqlite::Result<()> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                sink(take(row)?);
            }
            Ok(())
        };
        run().map_err(|error| RecordError::from(error).in_file(&self.path))
    }

    /// Every name, in the order of its id.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn each_name(&self, sink: impl FnMut((NameId, String))) -> Result<(), RecordError> {
        self.rows(
            "SELECT id, text FROM name ORDER BY id",
            [],
            |row| Ok((NameId(row.get(0)?), row.get(1)?)),
            sink,
        )
    }

    /// Every fact, in the order of its id.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn each_fact(&self, sink: impl FnMut(FactRow)) -> Result<(), RecordError> {
        let mut keys = Keys::default();
        self.rows(
            "SELECT f.id, f.subject, r.key, f.object, f.kinship FROM fact f JOIN relation r ON r.id = f.relation ORDER BY f.id",
            [],
            |row| {
                Ok(FactRow {
                    id: FactId(row.get(0)?),
                    subject: NameId(row.get(1)?),
                    relation: keys.relation(row.get_ref(2)?.as_str()?),
                    object: NameId(row.get(3)?),
                    kinship: kinship(row, 4)?,
                })
            },
            sink,
        )
    }

    /// What each statement says that decides what a tie is, in the order of their ids. One pass over the table.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn each_vote(&self, sink: impl FnMut(Vote)) -> Result<(), RecordError> {
        self.rows(
            "SELECT id, fact, source, status, certainty, start, \"end\", published, works, confidence FROM evidence ORDER BY id",
            [],
            |row| {
                Ok(Vote {
                    id: EvidenceId(row.get(0)?),
                    fact: FactId(row.get(1)?),
                    source: SourceId(row.get(2)?),
                    status: status(row, 3)?,
                    certainty: certainty(row, 4)?,
                    start: date(row, 5)?,
                    end: date(row, 6)?,
                    published: date(row, 7)?,
                    works: works(row, 8)?,
                    confidence: row.get(9)?,
                })
            },
            sink,
        )
    }

    /// What was told of people, in the order of the rows.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn told(&self) -> Result<Vec<Told>, RecordError> {
        let mut told: Vec<(i64, Told)> = Vec::new();
        self.rows(
            "SELECT id, name, listed FROM person ORDER BY id",
            [],
            |row| {
                let person = Told {
                    name: NameId(row.get(1)?),
                    listed: row.get(2)?,
                    aliases: Vec::new(),
                    details: Vec::new(),
                };
                Ok((row.get(0)?, person))
            },
            |row| told.push(row),
        )?;
        let at = |told: &[(i64, Told)], id: i64| told.binary_search_by_key(&id, |(id, _)| *id).ok();
        self.rows(
            "SELECT person, name FROM alias ORDER BY rowid",
            [],
            |row| Ok((row.get(0)?, NameId(row.get(1)?))),
            |(person, alias)| {
                if let Some(at) = at(&told, person) {
                    told[at].1.aliases.push(alias);
                }
            },
        )?;
        self.rows(
            "SELECT person, field, value FROM detail ORDER BY rowid",
            [],
            |row| {
                let detail = Detail {
                    field: Field::from_column(row.get_ref(1)?.as_str()?),
                    value: row.get(2)?,
                };
                Ok((row.get(0)?, detail))
            },
            |(person, detail)| {
                if let Some(at) = at(&told, person) {
                    told[at].1.details.push(detail);
                }
            },
        )?;
        Ok(told.into_iter().map(|(_, told)| told).collect())
    }

    /// The statements of a few facts in full, in the order of their ids.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn statements(&self, facts: &[FactId]) -> Result<Vec<Statement>, RecordError> {
        let mut found = Vec::new();
        for chunk in facts.chunks(64) {
            let marks = vec!["?"; chunk.len()].join(", ");
            let sql = format!(
                "SELECT e.id, s.text, r.key, o.text, f.kinship, e.status, e.certainty, e.start, e.\"end\", e.works, e.confidence, \
                 src.name, src.url, src.publisher, e.published, e.quote, e.speaker, e.rule, e.line, e.word, e.swapped, d.name \
                 FROM evidence e JOIN fact f ON f.id = e.fact JOIN name s ON s.id = f.subject JOIN relation r ON r.id = f.relation \
                 JOIN name o ON o.id = f.object JOIN source src ON src.id = e.source JOIN dataset d ON d.id = e.dataset \
                 WHERE e.fact IN ({marks})"
            );
            let ids = params_from_iter(chunk.iter().map(|fact| fact.0));
            self.rows(&sql, ids, statement, |statement| found.push(statement))?;
        }
        found.sort_by_key(|statement| statement.id);
        Ok(found)
    }

    /// Every dataset, by name.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn datasets(&self) -> Result<Vec<DatasetRow>, RecordError> {
        let mut found = Vec::new();
        self.rows(
            "SELECT id, name, format, rows, rejected, digest IS NOT NULL FROM dataset ORDER BY name",
            [],
            |row| {
                Ok(DatasetRow {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    format: row.get(2)?,
                    rows: row.get::<_, i64>(3)? as u64,
                    rejected: row.get::<_, i64>(4)? as u64,
                    whole: row.get(5)?,
                })
            },
            |row| found.push(row),
        )?;
        Ok(found)
    }

    /// Every source with how much it states, those that state most first.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn sources(&self) -> Result<Vec<SourceRow>, RecordError> {
        let mut found = Vec::new();
        self.rows(
            "SELECT s.id, s.name, s.url, s.publisher, count(e.id), count(DISTINCT e.fact), group_concat(DISTINCT e.published) \
             FROM source s LEFT JOIN evidence e ON e.source = s.id GROUP BY s.id \
             ORDER BY count(e.id) DESC, s.name, s.url, s.publisher",
            [],
            |row| {
                let published: Option<String> = row.get(6)?;
                let mut published: Vec<String> = published
                    .iter()
                    .flat_map(|dates| dates.split(','))
                    .map(str::to_owned)
                    .collect();
                published.sort();
                Ok(SourceRow {
                    id: SourceId(row.get(0)?),
                    source: source(row, 1)?,
                    statements: row.get::<_, i64>(4)? as u64,
                    facts: row.get::<_, i64>(5)? as u64,
                    published,
                })
            },
            |row| found.push(row),
        )?;
        Ok(found)
    }

    /// The ontology files that are kept with the record, as (name, text), by name.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn ontologies(&self) -> Result<Vec<(String, String)>, RecordError> {
        let mut found = Vec::new();
        self.rows(
            "SELECT name, text FROM ontology ORDER BY name",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
            |row| found.push(row),
        )?;
        Ok(found)
    }

    /// Two names that many of the first facts are about, for examples; `None` where there are no facts.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn examples(&self) -> Result<Option<(String, String)>, RecordError> {
        let mut names: Vec<String> = Vec::new();
        self.rows(
            "SELECT n.text FROM (SELECT subject AS id FROM (SELECT subject FROM fact ORDER BY id LIMIT 1000) \
             UNION ALL SELECT object FROM (SELECT object FROM fact ORDER BY id LIMIT 1000)) f \
             JOIN name n ON n.id = f.id GROUP BY n.id ORDER BY count(*) DESC, n.text LIMIT 2",
            [],
            |row| row.get(0),
            |name| names.push(name),
        )?;
        let mut names = names.into_iter();
        Ok(names.next().zip(names.next()))
    }
}

/// Makes each relation key once.
#[derive(Default)]
struct Keys(Vec<Relation>);

impl Keys {
    fn relation(&mut self, key: &str) -> Relation {
        match self.0.iter().find(|known| known.as_str() == key) {
            Some(known) => known.clone(),
            None => {
                let relation = Relation::new(key);
                self.0.push(relation.clone());
                relation
            }
        }
    }
}

fn statement(row: &Row<'_>) -> rusqlite::Result<Statement> {
    let relation: String = row.get(2)?;
    let word: Option<String> = row.get(19)?;
    let swapped: bool = row.get(20)?;
    let written = (word.is_some() || swapped).then(|| AsWritten {
        relation: word.unwrap_or_else(|| relation.clone()),
        swapped,
    });
    Ok(Statement {
        id: EvidenceId(row.get(0)?),
        fact: Fact {
            subject: name(row, 1)?,
            relation: Relation::new(&relation),
            object: name(row, 3)?,
            kinship: kinship(row, 4)?,
            status: status(row, 5)?,
            certainty: certainty(row, 6)?,
            start: date(row, 7)?,
            end: date(row, 8)?,
            works: works(row, 9)?,
            confidence: row.get(10)?,
            evidence: Evidence {
                source: source(row, 11)?,
                published: date(row, 14)?,
                quote: row.get(15)?,
                speaker: row.get(16)?,
                rule: row.get(17)?,
                line: row.get::<_, i64>(18)? as u64,
                written,
            },
        },
        dataset: row.get(21)?,
    })
}

/// A value that the tool cannot have written: the file was changed by hand.
fn strange(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

fn name(row: &Row<'_>, column: usize) -> rusqlite::Result<Name> {
    Name::new(row.get_ref(column)?.as_str()?).map_err(|error| strange(column, error))
}

fn source(row: &Row<'_>, from: usize) -> rusqlite::Result<Source> {
    Ok(Source {
        name: row.get(from)?,
        url: row.get(from + 1)?,
        publisher: row.get(from + 2)?,
    })
}

fn kinship(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Kinship>> {
    let key = row.get_ref(column)?.as_str()?;
    Ok((!key.is_empty()).then(|| Kinship::new(key)))
}

fn status(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Status>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(|id| match id {
        1 => Status::Planned,
        3 => Status::Ended,
        _ => Status::Current,
    }))
}

fn certainty(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Certainty>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(|id| match id {
        1 => Certainty::Denied,
        2 => Certainty::Rumored,
        _ => Certainty::Asserted,
    }))
}

fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    match row.get_ref(column)?.as_str_or_null()? {
        None => Ok(None),
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|error| strange(column, error)),
    }
}

fn works(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    match row.get_ref(column)?.as_str_or_null()? {
        None => Ok(Vec::new()),
        Some(text) => serde_json::from_str(text).map_err(|error| strange(column, error)),
    }
}
