//! Taking a dataset or a source out of the record, with exactly what only it supported.

use rusqlite::Connection;
use serde::Serialize;

use super::begin::check_references;
use super::{Record, RecordError, SourceId};

/// What was taken out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// Statements of facts.
    pub statements: u64,
    /// Facts that nobody states any more.
    pub facts: u64,
    /// Names that nothing mentions any more.
    pub names: u64,
    /// Sources that say nothing any more.
    pub sources: u64,
}

impl Record {
    /// Forgets a dataset: its name, or an end of its name that no other dataset has (`duets.csv`).
    ///
    /// # Errors
    ///
    /// [`RecordError::NoSuch`], [`RecordError::Ambiguous`], or what SQLite reports.
    pub fn forget_dataset(&mut self, name: &str) -> Result<Forgotten, RecordError> {
        let datasets = self.datasets()?;
        let exact: Vec<_> = datasets
            .iter()
            .filter(|dataset| dataset.name == name)
            .collect();
        let found = if exact.is_empty() {
            let end = format!("/{name}");
            datasets
                .iter()
                .filter(|dataset| dataset.name.ends_with(&end))
                .collect()
        } else {
            exact
        };
        let id = match found.as_slice() {
            [one] => one.id,
            [] => {
                return Err(RecordError::NoSuch {
                    name: name.to_owned(),
                });
            }
            several => {
                return Err(RecordError::Ambiguous {
                    name: name.to_owned(),
                    candidates: several.iter().map(|dataset| dataset.name.clone()).collect(),
                });
            }
        };
        self.in_transaction(|conn| {
            let statements = statements_of_dataset(conn, id)?;
            let mut forgotten = orphans(conn)?;
            conn.execute("DELETE FROM dataset WHERE id = ?1", [id])?;
            forgotten.statements = statements;
            Ok(forgotten)
        })
    }

    /// Forgets a source: all that it states, whatever the dataset. Reading such a dataset's file again brings it back.
    ///
    /// # Errors
    ///
    /// What SQLite reports.
    pub fn forget_source(&mut self, source: SourceId) -> Result<Forgotten, RecordError> {
        let id = source.0;
        self.in_transaction(|conn| {
            // These datasets no longer hold all that their files say.
            conn.execute(
                "UPDATE dataset SET digest = NULL WHERE id IN (SELECT dataset FROM evidence WHERE source = ?1 \
                 UNION SELECT dataset FROM person WHERE source = ?1)",
                [id],
            )?;
            let statements = conn.execute("DELETE FROM evidence WHERE source = ?1", [id])?;
            people(conn, "source", id)?;
            let mut forgotten = orphans(conn)?;
            forgotten.statements = statements as u64;
            Ok(forgotten)
        })
    }

    fn in_transaction<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        let path = self.path.clone();
        check_references(&self.conn, false);
        let run = || {
            let transaction = self
                .conn
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        let done = run().map_err(|error: RecordError| error.in_file(&path));
        check_references(&self.conn, true);
        done
    }
}

/// Deletes what a dataset states; what it referred to stays until [`orphans`].
pub(super) fn statements_of_dataset(conn: &Connection, dataset: i64) -> Result<u64, RecordError> {
    let statements = conn.execute("DELETE FROM evidence WHERE dataset = ?1", [dataset])?;
    people(conn, "dataset", dataset)?;
    Ok(statements as u64)
}

/// Deletes what was told of people by the dataset or source (as the column says) of that id.
fn people(conn: &Connection, column: &str, id: i64) -> Result<(), RecordError> {
    for table in ["alias", "detail"] {
        let sql = format!(
            "DELETE FROM {table} WHERE person IN (SELECT id FROM person WHERE {column} = ?1)"
        );
        conn.execute(&sql, [id])?;
    }
    conn.execute(&format!("DELETE FROM person WHERE {column} = ?1"), [id])?;
    Ok(())
}

/// Deletes the facts, sources and names that nothing refers to.
pub(super) fn orphans(conn: &Connection) -> Result<Forgotten, RecordError> {
    let facts = conn.execute(
        "DELETE FROM fact WHERE id NOT IN (SELECT fact FROM evidence)",
        [],
    )?;
    let sources = conn.execute(
        "DELETE FROM source WHERE id NOT IN (SELECT source FROM evidence) \
         AND id NOT IN (SELECT source FROM person WHERE source IS NOT NULL)",
        [],
    )?;
    let names = conn.execute(
        "DELETE FROM name WHERE id NOT IN (SELECT subject FROM fact UNION SELECT object FROM fact \
         UNION SELECT name FROM person UNION SELECT name FROM alias)",
        [],
    )?;
    Ok(Forgotten {
        statements: 0,
        facts: facts as u64,
        names: names as u64,
        sources: sources as u64,
    })
}
