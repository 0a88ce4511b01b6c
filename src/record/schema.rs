//! The tables, and how an older file becomes a newer one.

use rusqlite::Connection;

use super::RecordError;

/// Marks the file as a record: "CELE".
const APPLICATION_ID: i64 = 0x4345_4c45;

/// One step each from version n to n + 1; never changed once released, only added to.
const MIGRATIONS: [&str; 1] = [include_str!("schema_1.sql")];

/// The indexes of every record. A load into an empty one makes them after the rows, in one sorted pass each.
pub(super) const INDEXES: [(&str, &str); 3] = [
    ("name_text", "CREATE UNIQUE INDEX name_text ON name(text)"),
    ("name_fold", "CREATE INDEX name_fold ON name(fold)"),
    (
        "evidence_fact",
        "CREATE INDEX evidence_fact ON evidence(fact)",
    ),
];

/// The indexes that only a writer needs who adds to what is there: the first such writer makes them.
pub(super) const WRITERS_INDEXES: [(&str, &str); 2] = [
    (
        "fact_pair",
        "CREATE INDEX IF NOT EXISTS fact_pair ON fact(subject, object)",
    ),
    (
        "source_key",
        "CREATE UNIQUE INDEX IF NOT EXISTS source_key ON source(url, name, publisher)",
    ),
];

fn version(conn: &Connection) -> Result<i64, RecordError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whether the file is a record of this very version.
pub(super) fn check(conn: &Connection) -> Result<(), RecordError> {
    check_or_empty(conn)?;
    match version(conn)? {
        found if found == MIGRATIONS.len() as i64 => Ok(()),
        0 => Err(RecordError::Foreign {
            path: Default::default(),
            detail: ": it is empty".into(),
        }),
        _ => Err(RecordError::Older {
            path: Default::default(),
        }),
    }
}

/// Whether the file is a record of this version or an older one, or an empty file.
pub(super) fn check_or_empty(conn: &Connection) -> Result<(), RecordError> {
    // In one transaction: another process may be making the file in this very moment.
    let snapshot = conn.unchecked_transaction()?;
    let conn = &*snapshot;
    let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(RecordError::Foreign {
            path: Default::default(),
            detail: ", but another SQLite database".into(),
        });
    }
    let found = version(conn)?;
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(RecordError::Newer {
            path: Default::default(),
            found,
            known,
        });
    }
    Ok(())
}

/// Brings the schema up to date, in one transaction.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), RecordError> {
    let known = MIGRATIONS.len() as i64;
    if version(conn)? == known {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let found = version(&transaction)?;
    for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    if found == 0 {
        for (_, sql) in INDEXES {
            transaction.execute_batch(sql)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}
