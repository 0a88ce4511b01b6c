//! Writing one dataset in one transaction.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::begin::{DatasetKey, Statements, leave, rollback};
use super::{RecordError, forget, schema};
use crate::model::{Certainty, Fact, Kinship, Name, PersonRow, Relation, Source, Status};

pub(super) type Map<K, V> = HashMap<K, V, RandomState>;

/// What a dataset brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Facts that nobody had stated before.
    pub facts_new: u64,
    /// Statements of facts that were known, from this dataset or others.
    pub facts_known: u64,
    /// Rows about people.
    pub people_rows: u64,
    /// Names of people that were not known under any spelling.
    pub people_new: u64,
}

/// Subject, object, relation and kinship as small numbers, since there are as many as facts; the last is a place in a list.
pub(super) type FactKey = (i64, i64, u16, u16);

/// The rows of one dataset on their way into the record. Dropped without [`DatasetWriter::commit`], it leaves no trace.
pub struct DatasetWriter<'r> {
    pub(super) conn: &'r Connection,
    pub(super) path: &'r std::path::Path,
    pub(super) dataset: i64,
    pub(super) key: DatasetKey,
    /// Whether the dataset was there with other content, which is gone in this transaction.
    pub(super) replaced: bool,
    /// Whether the record was empty of facts, so that everything there is is in the maps below and indexes can wait.
    pub(super) bulk: bool,
    pub(super) names: Map<Box<str>, i64>,
    pub(super) folds: HashSet<Box<str>, RandomState>,
    pub(super) sources: Map<Source, i64>,
    pub(super) facts: Map<FactKey, i64>,
    pub(super) kinships: Vec<Kinship>,
    pub(super) relations: Map<Relation, i64>,
    pub(super) told: HashSet<(i64, PersonRow), RandomState>,
    pub(super) last_source: Option<i64>,
    pub(super) counts: Counts,
    pub(super) statements: Statements<'r>,
    pub(super) done: bool,
}

impl std::fmt::Debug for DatasetWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DatasetWriter")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl DatasetWriter<'_> {
    /// Whether the dataset replaces what it said before.
    pub fn replaces(&self) -> bool {
        self.replaced
    }

    /// Sets the format, once it is known.
    pub fn set_format(&mut self, format: &str) {
        format.clone_into(&mut self.key.format);
    }

    /// Adds a statement. One without a source is the dataset's own.
    ///
    /// # Errors
    ///
    /// What SQLite reports; the writer is of no use after that.
    pub fn fact(&mut self, fact: &Fact) -> Result<(), RecordError> {
        self.fact_inner(fact)
            .map_err(|error| error.in_file(self.path))
    }

    /// Adds what a row told of a person. Without a table of people the source is that of the fact before.
    ///
    /// # Errors
    ///
    /// What SQLite reports; the writer is of no use after that.
    pub fn person(&mut self, person: &PersonRow) -> Result<(), RecordError> {
        self.person_inner(person)
            .map_err(|error| error.in_file(self.path))
    }

    /// Makes the dataset part of the record, durably: when this returns, it survives a crash.
    ///
    /// # Errors
    ///
    /// What SQLite reports; then the record is as it was before.
    pub fn commit(mut self: Box<Self>, rows: u64, rejected: u64) -> Result<Counts, RecordError> {
        let path = self.path;
        self.commit_inner(rows, rejected)
            .map_err(|error| error.in_file(path))
    }

    /// Leaves the record as it was and tells what [`DatasetWriter::commit`] would have brought.
    pub fn discard(self: Box<Self>) -> Counts {
        self.counts
    }

    fn fact_inner(&mut self, fact: &Fact) -> Result<(), RecordError> {
        let subject = self.name(&fact.subject, true)?;
        let object = self.name(&fact.object, true)?;
        let relation = self.relation(&fact.relation)?;
        let source = self.source(&fact.evidence.source)?;
        self.last_source = Some(source);
        let id = self.fact_id(subject, relation, object, fact.kinship.as_ref())?;
        let evidence = &fact.evidence;
        let works = match fact.works.as_slice() {
            [] => None,
            works => Some(serde_json::Value::from(works).to_string()),
        };
        let written = evidence.written.as_ref();
        self.statements.evidence.execute(params![
            id,
            self.dataset,
            source,
            evidence.line as i64,
            fact.status.map(status_id),
            fact.certainty.map(certainty_id),
            fact.start.map(|date| date.to_string()),
            fact.end.map(|date| date.to_string()),
            evidence.published.map(|date| date.to_string()),
            works,
            fact.confidence,
            written
                .map(|written| written.relation.as_str())
                .filter(|word| *word != fact.relation.as_str()),
            written.is_some_and(|written| written.swapped),
            evidence.rule,
            evidence.speaker,
            evidence.quote,
        ])?;
        Ok(())
    }

    fn person_inner(&mut self, person: &PersonRow) -> Result<(), RecordError> {
        self.counts.people_rows += u64::from(person.listed);
        let source = if person.listed {
            None
        } else {
            self.last_source
        };
        if let Some(source) = source {
            let told = PersonRow {
                line: 0,
                ..person.clone()
            };
            if !self.told.insert((source, told)) {
                return Ok(());
            }
        }
        let name = self.name(&person.name, true)?;
        self.conn
            .prepare_cached("INSERT INTO person(dataset, line, source, name, listed) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.dataset, person.line as i64, source, name, person.listed])?;
        let row = self.conn.last_insert_rowid();
        for alias in &person.aliases {
            let alias = self.name(alias, false)?;
            self.conn
                .prepare_cached("INSERT INTO alias(person, name) VALUES (?1, ?2)")?
                .execute([row, alias])?;
        }
        for detail in &person.details {
            self.conn
                .prepare_cached("INSERT INTO detail(person, field, value) VALUES (?1, ?2, ?3)")?
                .execute(params![row, detail.field.as_str(), detail.value])?;
        }
        Ok(())
    }

    fn name(&mut self, name: &Name, counts: bool) -> Result<i64, RecordError> {
        if let Some(id) = self.names.get(name.as_str()) {
            return Ok(*id);
        }
        let known = if self.bulk {
            None
        } else {
            find(&mut self.statements.find_name, [name.as_str()])?
        };
        let id = match known {
            Some(id) => id,
            None => {
                let fold = name.fold();
                let is_new = !self.folds.contains(fold.as_str())
                    && (self.bulk
                        || find(&mut self.statements.find_fold, [fold.as_str()])?.is_none());
                self.counts.people_new += u64::from(counts && is_new);
                self.statements
                    .name
                    .execute([name.as_str(), fold.as_str()])?;
                self.folds.insert(fold.as_str().into());
                self.conn.last_insert_rowid()
            }
        };
        self.names.insert(name.as_str().into(), id);
        Ok(id)
    }

    fn relation(&mut self, relation: &Relation) -> Result<i64, RecordError> {
        if let Some(id) = self.relations.get(relation) {
            return Ok(*id);
        }
        self.conn
            .execute("INSERT INTO relation(key) VALUES (?1)", [relation.as_str()])?;
        let id = self.conn.last_insert_rowid();
        self.relations.insert(relation.clone(), id);
        Ok(id)
    }

    fn source(&mut self, source: &Source) -> Result<i64, RecordError> {
        if let Some(id) = self.sources.get(source) {
            return Ok(*id);
        }
        let own;
        let kept = if source.label().is_empty() {
            own = Source {
                name: self.key.name.clone(),
                ..Source::default()
            };
            &own
        } else {
            source
        };
        let texts = [&kept.name, &kept.url, &kept.publisher];
        let known = if self.bulk {
            self.sources.get(kept).copied()
        } else {
            find(&mut self.statements.find_source, texts)?
        };
        let id = match known {
            Some(id) => id,
            None => {
                self.statements.source.execute(texts)?;
                self.conn.last_insert_rowid()
            }
        };
        if kept != source {
            self.sources.insert(kept.clone(), id);
        }
        self.sources.insert(source.clone(), id);
        Ok(id)
    }

    fn fact_id(
        &mut self,
        subject: i64,
        relation: i64,
        object: i64,
        kinship: Option<&Kinship>,
    ) -> Result<i64, RecordError> {
        let key = (
            subject,
            object,
            number(relation),
            kinship.map_or(u16::MAX, |kinship| self.kinship(kinship)),
        );
        if let Some(id) = self.facts.get(&key) {
            self.counts.facts_known += 1;
            return Ok(*id);
        }
        let kinship = kinship.map_or("", Kinship::as_str);
        let known = if self.bulk {
            None
        } else {
            let found = self
                .statements
                .find_fact
                .query_row(params![subject, relation, object, kinship], |row| {
                    row.get(0)
                });
            found.optional()?
        };
        let id = match known {
            Some(id) => {
                self.counts.facts_known += 1;
                id
            }
            None => {
                self.counts.facts_new += 1;
                self.statements
                    .fact
                    .execute(params![subject, relation, object, kinship])?;
                self.conn.last_insert_rowid()
            }
        };
        self.facts.insert(key, id);
        Ok(id)
    }

    fn kinship(&mut self, kinship: &Kinship) -> u16 {
        let known = self.kinships.iter().position(|known| known == kinship);
        let at = known.unwrap_or_else(|| {
            self.kinships.push(kinship.clone());
            self.kinships.len() - 1
        });
        number(at as i64)
    }

    fn commit_inner(&mut self, rows: u64, rejected: u64) -> Result<Counts, RecordError> {
        if self.bulk {
            for (_, sql) in schema::INDEXES {
                self.conn.execute_batch(sql)?;
            }
        }
        if self.replaced {
            forget::orphans(self.conn)?;
        }
        self.conn.execute(
            "UPDATE dataset SET format = ?2, digest = ?3, rows = ?4, rejected = ?5 WHERE id = ?1",
            params![
                self.dataset,
                self.key.format,
                self.key.digest,
                rows as i64,
                rejected as i64
            ],
        )?;
        self.conn.execute_batch("COMMIT")?;
        self.done = true;
        leave(self.conn);
        Ok(self.counts)
    }
}

impl Drop for DatasetWriter<'_> {
    fn drop(&mut self) {
        if !self.done {
            rollback(self.conn);
            leave(self.conn);
        }
    }
}

/// A small number; there are never so many relations or kinships.
fn number(id: i64) -> u16 {
    u16::try_from(id).unwrap_or(u16::MAX)
}

fn find<P: rusqlite::Params>(
    statement: &mut CachedStatement<'_>,
    params: P,
) -> Result<Option<i64>, RecordError> {
    Ok(statement.query_row(params, |row| row.get(0)).optional()?)
}

pub(super) fn status_id(status: Status) -> i64 {
    match status {
        Status::Planned => 1,
        Status::Current => 2,
        Status::Ended => 3,
    }
}

pub(super) fn certainty_id(certainty: Certainty) -> i64 {
    match certainty {
        Certainty::Denied => 1,
        Certainty::Rumored => 2,
        Certainty::Asserted => 3,
    }
}
