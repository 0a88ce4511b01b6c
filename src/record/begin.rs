//! Beginning to write a dataset: the transaction, what it replaces, how a crash is undone.

use std::collections::HashSet;

use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::write::{Counts, DatasetWriter, Map};
use super::{Record, RecordError, forget, patiently, schema};
use crate::model::Relation;

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
    Unchanged {
        /// How many of its rows were rejected then.
        rejected: u64,
    },
    /// The rows can come.
    Writer(Box<DatasetWriter<'r>>),
}

/// The statements that every row runs.
pub(super) struct Statements<'r> {
    pub(super) name: CachedStatement<'r>,
    pub(super) find_name: CachedStatement<'r>,
    pub(super) find_fold: CachedStatement<'r>,
    pub(super) source: CachedStatement<'r>,
    pub(super) find_source: CachedStatement<'r>,
    pub(super) fact: CachedStatement<'r>,
    pub(super) find_fact: CachedStatement<'r>,
    pub(super) evidence: CachedStatement<'r>,
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
        patiently(self.patience, || {
            enter(&self.conn, has_facts(&self.conn)?);
            Ok(self.conn.execute_batch("BEGIN IMMEDIATE")?)
        })?;
        let guard = Rollback(&self.conn);
        let known: Option<(i64, Option<String>, i64)> = guard
            .0
            .query_row(
                "SELECT id, digest, rejected FROM dataset WHERE name = ?1",
                [&key.name],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        if let Some((_, Some(digest), rejected)) = &known
            && *digest == key.digest
        {
            return Ok(Opened::Unchanged {
                rejected: *rejected as u64,
            });
        }
        let replaced = known.is_some();
        let dataset = match known {
            Some((id, ..)) => {
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
            for (index, _) in schema::INDEXES.iter().chain(&schema::WRITERS_INDEXES) {
                guard
                    .0
                    .execute_batch(&format!("DROP INDEX IF EXISTS {index}"))?;
            }
            let mut all = guard.0.prepare("SELECT id, text, fold FROM name")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                names.insert(row.get::<_, Box<str>>(1)?, row.get(0)?);
                folds.insert(row.get::<_, Box<str>>(2)?);
            }
        } else {
            for (_, sql) in schema::WRITERS_INDEXES {
                guard.0.execute_batch(sql)?;
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

/// Prepares the connection for a writer: how a crash is undone, and that SQLite does not check each reference.
///
/// With a write-ahead log, readers go on and every page is written twice. Where there are no facts to read, a rollback journal
/// does: it holds the few pages that were there, and each new page is written once.
fn enter(conn: &Connection, has_readers: bool) {
    let journal = if has_readers { "wal" } else { "delete" };
    // Another connection to the file keeps its journal as it is, which is as safe.
    let _ = conn.pragma_update_and_check(None, "journal_mode", journal, |_| Ok(()));
    check_references(conn, false);
}

/// Undoes [`enter`], outside a transaction.
pub(super) fn leave(conn: &Connection) {
    let _ = conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
    check_references(conn, true);
}

/// Whether SQLite looks up each reference. Our own writers make none that is wrong, and to find that nothing refers to a row that they
/// delete would take a pass over the table for each.
pub(super) fn check_references(conn: &Connection, check: bool) {
    let _ = conn.pragma_update(None, "foreign_keys", check);
}

/// Undoes the transaction when something fails before there is a writer.
struct Rollback<'r>(&'r Connection);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        rollback(self.0);
        leave(self.0);
    }
}

pub(super) fn rollback(conn: &Connection) {
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
