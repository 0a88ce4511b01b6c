//! What can go wrong with the file, told so that a person knows what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the record cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// There is no such file.
    #[error("there is no record at {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a celebgraph record{}", path.display(), detail)]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is instead, if that is known.
        detail: String,
    },
    /// The file was made by a later version of the program.
    #[error("{} was written by a newer celebgraph (schema {found}, this one knows up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema's version.
        found: i64,
        /// The last one known here.
        known: i64,
    },
    /// The file has an older schema, and was opened for reading only.
    #[error("{} has the schema of an older celebgraph; any `celebgraph ingest` brings it up to date", path.display())]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// Another process writes.
    #[error("{} is busy: another celebgraph is writing to it", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// No space is left.
    #[error("the disk of {} is full; nothing was changed", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written to.
    #[error("{} cannot be written: the file or its folder is read-only or missing", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged ({detail})", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// No such dataset or source.
    #[error("there is no dataset or source `{name}`")]
    NoSuch {
        /// What was asked for.
        name: String,
    },
    /// Several datasets or sources answer to the name.
    #[error("`{name}` may be any of: {}", candidates.join("; "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// Which answer to it.
        candidates: Vec<String>,
    },
    /// Anything else that SQLite reports.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// SQLite's own error.
        source: rusqlite::Error,
    },
}

impl From<rusqlite::Error> for RecordError {
    fn from(source: rusqlite::Error) -> Self {
        let path = PathBuf::new();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::NotADatabase) => Self::Foreign {
                path,
                detail: String::new(),
            },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                detail: source.to_string(),
            },
            _ => Self::Sqlite { path, source },
        }
    }
}

impl RecordError {
    /// The same error with the file that it is about.
    pub(super) fn in_file(mut self, file: &Path) -> Self {
        match &mut self {
            Self::Missing { path }
            | Self::Foreign { path, .. }
            | Self::Newer { path, .. }
            | Self::Older { path }
            | Self::Busy { path }
            | Self::Full { path }
            | Self::ReadOnly { path }
            | Self::Damaged { path, .. }
            | Self::Sqlite { path, .. } => file.clone_into(path),
            Self::NoSuch { .. } | Self::Ambiguous { .. } => {}
        }
        self
    }

    pub(super) fn is_read_only_folder(&self) -> bool {
        matches!(self, Self::ReadOnly { .. })
    }
}
