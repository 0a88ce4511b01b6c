//! Writing one dataset in one transaction.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{Record, RecordError, forget, schema};
use crate::model::{Certainty, Fact, Kinship, Name, PersonRow, Relation, Source, Status};

type Map<K, V> = HashMap<K, V, RandomState>;

/// What a dataset is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetKey {
    /// Its name, for a file its path.
    pub name: String,
    /// The format's word.
    pub format: String,
    /// The digest of its bytes and of how they were read.
    pub digest: String,
}

/// What became of the wish to write a dataset.
#[derive(Debug)]
pub enum Opened<'r> {
    /// The record holds the very same bytes already.
    Unchanged,
    /// The rows can come.
    Writer(Box<DatasetWriter<'r>>),
}

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
type FactKey = (i64, i64, u16, u16);

/// The rows of one dataset on their way into the record. Dropped without [`DatasetWriter::commit`], it leaves no trace.
pub struct DatasetWriter<'r> {
    conn: &'r Connection,
    path: &'r std::path::Path,
    dataset: i64,
    key: DatasetKey,
    /// Whether the dataset was there with other content, which is gone in this transaction.
    replaced: bool,
    /// Whether the record was empty of facts, so that everything there is is in the maps below and indexes can wait.
    bulk: bool,
    names: Map<Box<str>, i64>,
    folds: HashSet<Box<str>, RandomState>,
    sources: Map<Source, i64>,
    facts: Map<FactKey, i64>,
    kinships: Vec<Kinship>,
    relations: Map<Relation, i64>,
    told: HashSet<(i64, PersonRow), RandomState>,
    last_source: Option<i64>,
    counts: Counts,
    statements: Statements<'r>,
    done: bool,
}

struct Statements<'r> {
    name: CachedStatement<'r>,
    find_name: CachedStatement<'r>,
    find_fold: CachedStatement<'r>,
    source: CachedStatement<'r>,
    find_source: CachedStatement<'r>,
    fact: CachedStatement<'r>,
    find_fact: CachedStatement<'r>,
    evidence: CachedStatement<'r>,
}

impl std::fmt::Debug for DatasetWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DatasetWriter")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

impl Record {
    /// Begins to write a dataset, waiting for other writers. What it said before, if its bytes were others, goes in the same transaction.
    ///
    /// # Errors
    ///
    /// [`RecordError::Busy`] when another process writes for longer than ten seconds, or what else SQLite reports.
    pub fn write(&mut self, key: DatasetKey) -> Result<Opened<'_>, RecordError> {
        let path = self.path.clone();
        self.write_inner(key).map_err(|error| error.in_file(&path))
    }

    fn write_inner(&mut self, key: DatasetKey) -> Result<Opened<'_>, RecordError> {
        mode(&self.conn, has_facts(&self.conn)?);
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let guard = Rollback(&self.conn);
        let known: Option<(i64, Option<String>)> = guard
            .0
            .query_row(
                "SELECT id, digest FROM dataset WHERE name = ?1",
                [&key.name],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        if let Some((_, Some(digest))) = &known
            && *digest == key.digest
        {
            return Ok(Opened::Unchanged);
        }
        let replaced = known.is_some();
        let dataset = match known {
            Some((id, _)) => {
                forget::statements_of_dataset(guard.0, id)?;
                id
            }
            None => {
                guard.0.execute(
                    "INSERT INTO dataset(name, format, digest, rows, rejected) VALUES (?1, ?2, NULL, 0, 0)",
                    [&key.name, &key.format],
                )?;
                guard.0.last_insert_rowid()
            }
        };
        let bulk = !has_facts(guard.0)?;
        let mut names = Map::default();
        let mut folds = HashSet::default();
        if bulk {
            for (index, _) in schema::INDEXES {
                guard.0.execute_batch(&format!("DROP INDEX {index}"))?;
            }
            let mut all = guard.0.prepare("SELECT id, text, fold FROM name")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                names.insert(row.get::<_, Box<str>>(1)?, row.get(0)?);
                folds.insert(row.get::<_, Box<str>>(2)?);
            }
        }
        let relations = relations(guard.0)?;
        let statements = Statements::prepare(&self.conn)?;
        std::mem::forget(guard);
        Ok(Opened::Writer(Box::new(DatasetWriter {
            conn: &self.conn,
            path: &self.path,
            dataset,
            key,
            replaced,
            bulk,
            names,
            folds,
            sources: Map::default(),
            facts: Map::default(),
            kinships: Vec::new(),
            relations,
            told: HashSet::default(),
            last_source: None,
            counts: Counts::default(),
            statements,
            done: false,
        })))
    }

    /// Keeps an ontology file with the record, so that later questions know its types.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn keep_ontology(&mut self, name: &str, text: &str) -> Result<(), RecordError> {
        self.conn
            .execute(
                "INSERT INTO ontology VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
                [name, text],
            )
            .map(|_| ())
            .map_err(|error| RecordError::from(error).in_file(&self.path))
    }
}

fn has_facts(conn: &Connection) -> Result<bool, RecordError> {
    let found = conn.query_row("SELECT 1 FROM fact LIMIT 1", [], |_| Ok(()));
    Ok(found.optional()?.is_some())
}

/// Chooses how a crash is undone, and whether SQLite checks each reference.
///
/// With a write-ahead log, readers go on and every page is written twice. Where there are no facts to read, a rollback journal
/// does: it holds the few pages that were there, and each new page is written once. And where every row comes from the maps
/// of the writer, to look up each reference once more would find nothing.
fn mode(conn: &Connection, shared: bool) {
    let journal = if shared { "wal" } else { "delete" };
    // Another connection to the file keeps its journal as it is, which is as safe.
    let _ = conn.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(()));
    let _ = conn.pragma_update(None, "foreign_keys", shared);
}

/// Undoes the transaction when something fails before there is a writer.
struct Rollback<'r>(&'r Connection);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        rollback(self.0);
        mode(self.0, true);
    }
}

fn rollback(conn: &Connection) {
    // Where this fails, SQLite has rolled back by itself or will when the file is opened next.
    let _ = conn.execute_batch("ROLLBACK");
}

fn relations(conn: &Connection) -> Result<Map<Relation, i64>, RecordError> {
    let mut statement = conn.prepare("SELECT key, id FROM relation")?;
    let rows = statement.query_map([], |row| {
        Ok((Relation::new(&row.get::<_, String>(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl<'r> Statements<'r> {
    fn prepare(conn: &'r Connection) -> Result<Self, RecordError> {
        Ok(Self {
            name: conn.prepare_cached("INSERT INTO name(text, fold) VALUES (?1, ?2)")?,
            find_name: conn.prepare_cached("SELECT id FROM name WHERE text = ?1")?,
            find_fold: conn.prepare_cached("SELECT 1 FROM name WHERE fold = ?1 LIMIT 1")?,
            source: conn.prepare_cached("INSERT INTO source(name, url, publisher) VALUES (?1, ?2, ?3)")?,
            find_source: conn
                .prepare_cached("SELECT id FROM source WHERE name = ?1 AND url = ?2 AND publisher = ?3")?,
            fact: conn
                .prepare_cached("INSERT INTO fact(subject, relation, object, kinship) VALUES (?1, ?2, ?3, ?4)")?,
            find_fact: conn.prepare_cached(
                "SELECT id FROM fact WHERE subject = ?1 AND relation = ?2 AND object = ?3 AND kinship = ?4",
            )?,
            evidence: conn.prepare_cached(
                "INSERT INTO evidence(fact, dataset, source, line, status, certainty, start, \"end\", published, works, \
                 confidence, word, swapped, rule, speaker, quote) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?,
        })
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
        mode(self.conn, true);
        Ok(self.counts)
    }
}

impl Drop for DatasetWriter<'_> {
    fn drop(&mut self) {
        if !self.done {
            rollback(self.conn);
            mode(self.conn, true);
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
