//! The one place where the stages are put together: a file of input becomes a dataset of the record.

mod job;
mod keeper;
mod report;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use job::Job;
use keeper::Keeper;

use crate::ingest::{IngestError, Options};
use crate::ontology::Ontology;
use crate::record::{DatasetKey, Record, RecordError};

pub use report::{Outcome, Report};

/// How to ingest.
#[derive(Debug, Clone)]
pub struct Ingest<'o> {
    ontology: &'o Ontology,
    /// What else decides how a file is read, such as the text of ontology files: a file is read again when it changes.
    pub context: String,
    /// How to read tables.
    pub options: Options,
    /// Refuse a file with a row that does not fit.
    pub strict: bool,
    /// Change nothing, only tell what would be.
    pub dry_run: bool,
    /// The name of the dataset; that of the file if `None`.
    pub dataset: Option<String>,
    /// Where to keep rejected rows; beside the file if `None`.
    pub rejects: Option<PathBuf>,
}

/// Why a file could not be ingested; the record is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The file cannot be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The record cannot be written.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The rejected rows cannot be kept anywhere.
    #[error("rejected rows cannot be kept in {}: {source}; name another place with --rejects", path.display())]
    Rejects {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// Watches the work, for a progress bar.
pub trait Progress {
    /// A file of that many bytes begins.
    fn begin(&mut self, name: &str, bytes: u64);
    /// So many of its bytes are read.
    fn advance(&mut self, bytes: u64);
    /// The rows are in, what remains is the record's own work.
    fn settle(&mut self);
    /// The file is done.
    fn end(&mut self);
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&mut self, _: &str, _: u64) {}
    fn advance(&mut self, _: u64) {}
    fn settle(&mut self) {}
    fn end(&mut self) {}
}

impl<'o> Ingest<'o> {
    /// The usual way, with the types of that ontology.
    pub fn new(ontology: &'o Ontology) -> Self {
        Self {
            ontology,
            context: String::new(),
            options: Options::default(),
            strict: false,
            dry_run: false,
            dataset: None,
            rejects: None,
        }
    }

    /// Ingests a file, in one transaction. Memory is bounded by the distinct names, sources and facts of the file, not by
    /// its rows (JSON is held whole).
    ///
    /// # Errors
    ///
    /// [`PipelineError`]; rows that do not fit are in the report, not errors.
    pub fn file(
        &self,
        record: &mut Record,
        path: &Path,
        progress: &mut dyn Progress,
    ) -> Result<Report, PipelineError> {
        let io = |source| IngestError::Io {
            file: path.display().to_string(),
            source,
        };
        let digest = digest(&mut File::open(path).map_err(io)?).map_err(io)?;
        let name = match &self.dataset {
            Some(name) => name.clone(),
            None => dataset_name(path, record.path()),
        };
        let input = File::open(path).map_err(io)?;
        let bytes = input.metadata().map_err(io)?.len();
        progress.begin(&name, bytes);
        let job = self.job(
            path.display().to_string(),
            Keeper::new(self.rejects.as_deref(), path, record.path()),
            name,
            &digest,
        );
        let report = job.run(record, input, progress);
        progress.end();
        report
    }

    /// Ingests a stream that has no file, such as standard input; it is spooled to a temporary file. Its dataset, unless
    /// named, is named after its content.
    ///
    /// # Errors
    ///
    /// [`PipelineError`].
    pub fn stream(
        &self,
        record: &mut Record,
        mut input: impl Read,
        progress: &mut dyn Progress,
    ) -> Result<Report, PipelineError> {
        let io = |source| IngestError::Io {
            file: "standard input".to_owned(),
            source,
        };
        let mut spool = tempfile::tempfile().map_err(io)?;
        let bytes = io::copy(&mut input, &mut spool).map_err(io)?;
        io::Seek::rewind(&mut spool).map_err(io)?;
        let digest = digest(&mut spool).map_err(io)?;
        io::Seek::rewind(&mut spool).map_err(io)?;
        let name = match &self.dataset {
            Some(name) => name.clone(),
            None => format!("stdin-{}", digest.chars().take(12).collect::<String>()),
        };
        progress.begin(&name, bytes);
        let folder = record
            .path()
            .parent()
            .unwrap_or(Path::new(""))
            .join("stdin");
        let job = self.job(
            "standard input".to_owned(),
            Keeper::new(self.rejects.as_deref(), &folder, record.path()),
            name,
            &digest,
        );
        let report = job.run(record, spool, progress);
        progress.end();
        report
    }

    /// Ingests a text as if it were a file of that name; rejected rows are kept nowhere but in the report's reasons.
    ///
    /// # Errors
    ///
    /// [`PipelineError`].
    pub fn text(
        &self,
        record: &mut Record,
        name: &str,
        text: &str,
    ) -> Result<Report, PipelineError> {
        let digest = digest(&mut text.as_bytes()).map_err(|source| IngestError::Io {
            file: name.to_owned(),
            source,
        })?;
        let job = self.job(name.to_owned(), Keeper::Nowhere, name.to_owned(), &digest);
        job.run(record, text.as_bytes(), &mut NoProgress)
    }

    fn job(&self, file: String, rejects: Keeper, name: String, digest: &str) -> Job<'_, 'o> {
        Job {
            ingest: self,
            file,
            rejects,
            key: DatasetKey {
                name,
                format: String::new(),
                digest: self.key(digest),
            },
        }
    }

    /// The digest of the bytes and of how they are read.
    fn key(&self, digest: &str) -> String {
        let how = format!("{:?}\n{}", self.options, self.context);
        let how = blake3::hash(how.as_bytes()).to_hex();
        format!("{digest}-{}", &how[..16])
    }
}

fn digest(input: &mut impl Read) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(input)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// A file is known by its path from the folder of the record, so that the two can move together; one outside that folder by its
/// whole path.
fn dataset_name(path: &Path, record: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match record.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.strip_prefix(&folder).unwrap_or(&whole);
    name.to_string_lossy().replace('\\', "/")
}
