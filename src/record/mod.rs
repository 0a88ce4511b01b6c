//! What was said, by whom: one SQLite file that any SQLite tool can open.
//!
//! The record keeps every statement as it was made: names as they were written, two sources that disagree, what a table told
//! in passing. Who is who and what it all adds up to is derived from it by [`crate::graph`].
//!
//! A file of input is one *dataset*, written in one transaction: a crash leaves all of it or nothing.

mod begin;
mod error;
mod forget;
mod read;
mod rows;
mod schema;
mod write;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

pub use begin::{DatasetKey, Opened};
pub use error::RecordError;
pub use forget::Forgotten;
pub use rows::{
    DatasetRow, EvidenceId, FactId, FactRow, NameId, SourceId, SourceRow, Statement, Told, Vote,
};
pub use write::{Counts, DatasetWriter};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of the file a writer keeps in memory, in KiB.
const CACHE_KIB: i64 = 64 << 10;

/// An open record.
#[derive(Debug)]
pub struct Record {
    conn: Connection,
    path: PathBuf,
    patience: Duration,
}

impl Record {
    /// Opens the record in that file, or makes a new one there.
    ///
    /// # Errors
    ///
    /// [`RecordError`]: not a record, of a newer version, not writable, busy, damaged.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut record = Self::connect(path, Connection::open_with_flags(path, flags))?;
        patiently(PATIENCE, || record.prepare()).map_err(|error| error.in_file(path))?;
        Ok(record)
    }

    /// Opens a record that exists, for questions only.
    ///
    /// # Errors
    ///
    /// [`RecordError`], [`RecordError::Missing`] among them.
    pub fn open_existing(path: &Path) -> Result<Self, RecordError> {
        if !path.exists() {
            return Err(RecordError::Missing {
                path: path.to_owned(),
            });
        }
        // Not read-only: what a crash left half done has to be undone first. Where the file may not be written, SQLite reads.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let record = Self::connect(path, Connection::open_with_flags(path, flags))?;
        let checked = schema::check(&record.conn);
        let nothing_to_undo = !["-wal", "-journal"]
            .iter()
            .any(|suffix| beside(path, suffix).exists());
        let record = match checked {
            // In a folder that cannot be written to, SQLite cannot share the file with writers; nor can there be any.
            Err(error) if error.is_read_only_folder() && nothing_to_undo => {
                let uri = format!("file:{}?immutable=1", escaped(path));
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX
                    | OpenFlags::SQLITE_OPEN_URI;
                let record = Self::connect(path, Connection::open_with_flags(uri, flags))?;
                schema::check(&record.conn).map_err(|error| error.in_file(path))?;
                record
            }
            Err(error) => return Err(error.in_file(path)),
            Ok(()) => record,
        };
        let query_only = record.conn.pragma_update(None, "query_only", true);
        query_only.map_err(|error| RecordError::from(error).in_file(path))?;
        Ok(record)
    }

    /// A record in memory, gone with the value.
    ///
    /// # Errors
    ///
    /// [`RecordError`] when memory runs out.
    pub fn in_memory() -> Result<Self, RecordError> {
        let path = Path::new(":memory:");
        let mut record = Self::connect(path, Connection::open_in_memory())?;
        record.prepare()?;
        Ok(record)
    }

    fn connect(path: &Path, conn: rusqlite::Result<Connection>) -> Result<Self, RecordError> {
        if path.is_dir() {
            return Err(RecordError::Foreign {
                path: path.to_owned(),
                detail: ", but a folder".into(),
            });
        }
        let record = conn.and_then(|conn| {
            conn.busy_timeout(PATIENCE)?;
            Ok(Self {
                conn,
                path: path.to_owned(),
                patience: PATIENCE,
            })
        });
        record.map_err(|error| RecordError::from(error).in_file(path))
    }

    fn prepare(&mut self) -> Result<(), RecordError> {
        schema::check_or_empty(&self.conn)?;
        // A connection in memory keeps its own mode.
        self.conn
            .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        self.conn.pragma_update(None, "synchronous", "full")?;
        self.conn.pragma_update(None, "foreign_keys", true)?;
        self.conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
        self.conn.pragma_update(None, "threads", 2)?;
        schema::migrate(&mut self.conn)
    }

    /// Where the record is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Tries again while another process is busy, up to the limit. SQLite waits by itself for a lock, but not while the other changes
/// how the file is journaled.
fn patiently<T>(
    patience: Duration,
    mut work: impl FnMut() -> Result<T, RecordError>,
) -> Result<T, RecordError> {
    let begun = Instant::now();
    loop {
        match work() {
            Err(RecordError::Busy { .. }) if begun.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A path as a URI of SQLite takes it.
fn escaped(path: &Path) -> String {
    path.to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

#[cfg(test)]
mod tests;
