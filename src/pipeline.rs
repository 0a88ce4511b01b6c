//! The one place where the stages are put together: a file of input becomes a dataset of the record.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use serde::Serialize;

use crate::fact::Validator;
use crate::ingest::{self, IngestError, Item, Options, RejectFile};
use crate::ontology::Ontology;
use crate::record::{Counts, DatasetKey, DatasetWriter, Opened, Record, RecordError};

/// How many rejected rows a report tells one by one.
const SHOWN: usize = 20;
/// How many items go from the reader to the writer at once, and how many such parcels may wait.
const PARCEL: usize = 1024;
const WAITING: usize = 8;

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

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is new to the record.
    Added,
    /// It replaced what it said before.
    Replaced,
    /// The record held the same bytes already.
    Unchanged,
    /// It has rows that do not fit, and was to be read strictly.
    Refused,
}

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The dataset.
    pub dataset: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The format's word; empty if unchanged.
    pub format: String,
    /// Rows read, rejected ones included.
    pub rows: u64,
    /// Facts that nobody had stated before.
    pub facts_new: u64,
    /// Statements of facts that were known.
    pub facts_known: u64,
    /// Rows about people.
    pub people_rows: u64,
    /// People that were not known.
    pub people_new: u64,
    /// Rows that did not fit.
    pub rejected: u64,
    /// The first of them, each with line, column and reason.
    pub reasons: Vec<String>,
    /// Where they are kept.
    pub rejects: Option<PathBuf>,
    /// Columns not used, and the like.
    pub notes: Vec<String>,
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
        let job = Job {
            ingest: self,
            file: path.display().to_string(),
            rejects: Keeper::new(self.rejects.as_deref(), path, record.path()),
            key: DatasetKey {
                name,
                format: String::new(),
                digest: self.key(&digest),
            },
        };
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
        let job = Job {
            ingest: self,
            file: "standard input".to_owned(),
            rejects: Keeper::new(self.rejects.as_deref(), &folder, record.path()),
            key: DatasetKey {
                name,
                format: String::new(),
                digest: self.key(&digest),
            },
        };
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
        let job = Job {
            ingest: self,
            file: name.to_owned(),
            rejects: Keeper::Nowhere,
            key: DatasetKey {
                name: name.to_owned(),
                format: String::new(),
                digest: self.key(&digest),
            },
        };
        job.run(record, text.as_bytes(), &mut NoProgress)
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

/// Where rejected rows go.
enum Keeper {
    /// To a file, and if its folder cannot be written to, to the other.
    File(Box<RejectFile>, Option<Box<RejectFile>>, PathBuf),
    Nowhere,
}

impl Keeper {
    fn new(wanted: Option<&Path>, input: &Path, record: &Path) -> Self {
        match wanted {
            Some(path) => Keeper::File(Box::new(RejectFile::at(path)), None, path.to_owned()),
            None => {
                let fallback = record
                    .parent()
                    .unwrap_or(Path::new(""))
                    .join(input.file_name().unwrap_or_default());
                Keeper::File(
                    Box::new(RejectFile::beside(input)),
                    Some(Box::new(RejectFile::beside(&fallback))),
                    input.to_owned(),
                )
            }
        }
    }

    fn add(&mut self, reject: &ingest::Reject) -> Result<(), PipelineError> {
        let Keeper::File(file, fallback, path) = self else {
            return Ok(());
        };
        match (file.add(reject), fallback.take()) {
            (Ok(()), other) => {
                *fallback = other;
                Ok(())
            }
            (Err(_), Some(other)) => {
                *file = other;
                self.add(reject)
            }
            (Err(source), None) => Err(PipelineError::Rejects {
                path: path.clone(),
                source,
            }),
        }
    }

    fn finish(self) -> Result<Option<PathBuf>, PipelineError> {
        match self {
            Keeper::Nowhere => Ok(None),
            Keeper::File(file, _, path) => file
                .finish()
                .map_err(|source| PipelineError::Rejects { path, source }),
        }
    }
}

/// One file on its way.
struct Job<'a, 'o> {
    ingest: &'a Ingest<'o>,
    file: String,
    rejects: Keeper,
    key: DatasetKey,
}

impl Job<'_, '_> {
    /// Reads on one thread and writes on another.
    fn run(
        mut self,
        record: &mut Record,
        input: impl Read + Send,
        progress: &mut dyn Progress,
    ) -> Result<Report, PipelineError> {
        let mut report = Report::empty(&self.key.name);
        let mut writer = match record.write(self.key.clone())? {
            Opened::Unchanged => return Ok(report),
            Opened::Writer(writer) => writer,
        };
        if writer.replaces() {
            report.outcome = Outcome::Replaced;
        } else {
            report.outcome = Outcome::Added;
        }
        let read_bytes = AtomicU64::new(0);
        let (sender, receiver) = sync_channel(WAITING);
        let (used, back) = channel();
        let counted = Counted {
            inner: input,
            bytes: &read_bytes,
        };
        let ingest = self.ingest;
        let file = self.file.clone();
        let read = std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let mut validator = Validator::new(ingest.ontology);
                let mut parcels = Parcels::new(sender, back);
                let summary = ingest::read(
                    counted,
                    &file,
                    &ingest.options,
                    &mut validator,
                    &mut |item| parcels.push(item),
                );
                parcels.flush();
                summary
            });
            let written = self.write(
                &mut writer,
                receiver,
                used,
                &mut report,
                &read_bytes,
                progress,
            );
            let summary = reader.join();
            written.map(|()| summary)
        })?;
        let summary = match read {
            Ok(summary) => summary?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        report.rows = summary.rows;
        report.format = summary.format.as_str().to_owned();
        report.notes = summary.notes;
        writer.set_format(summary.format.as_str());
        if ingest.strict && report.rejected > 0 {
            writer.discard();
            report.outcome = Outcome::Refused;
            return Ok(report);
        }
        progress.settle();
        let counts = if ingest.dry_run {
            writer.discard()
        } else {
            report.rejects = self.rejects.finish()?;
            writer.commit(report.rows, report.rejected)?
        };
        report.count(counts);
        Ok(report)
    }

    fn write(
        &mut self,
        writer: &mut DatasetWriter<'_>,
        parcels: Receiver<Vec<Item>>,
        used: Sender<Vec<Item>>,
        report: &mut Report,
        read_bytes: &AtomicU64,
        progress: &mut dyn Progress,
    ) -> Result<(), PipelineError> {
        let keeps = !self.ingest.dry_run && !self.ingest.strict;
        for parcel in parcels {
            for item in &parcel {
                match item {
                    Item::Fact(fact) => writer.fact(fact)?,
                    Item::Person(person) => writer.person(person)?,
                    Item::Reject(reject) => {
                        report.rejected += 1;
                        if report.reasons.len() < SHOWN {
                            report.reasons.push(reject.to_string());
                        }
                        if keeps {
                            self.rejects.add(reject)?;
                        }
                    }
                }
            }
            // The reader may be done, and then they are freed here.
            let _ = used.send(parcel);
            progress.advance(read_bytes.load(Ordering::Relaxed));
        }
        Ok(())
    }
}

impl Report {
    fn empty(dataset: &str) -> Self {
        Self {
            dataset: dataset.to_owned(),
            outcome: Outcome::Unchanged,
            format: String::new(),
            rows: 0,
            facts_new: 0,
            facts_known: 0,
            people_rows: 0,
            people_new: 0,
            rejected: 0,
            reasons: Vec::new(),
            rejects: None,
            notes: Vec::new(),
        }
    }

    fn count(&mut self, counts: Counts) {
        self.facts_new = counts.facts_new;
        self.facts_known = counts.facts_known;
        self.people_rows = counts.people_rows;
        self.people_new = counts.people_new;
    }
}

/// Items on their way to the writer. They come back to be freed by the thread that made them: an allocator with an arena a
/// thread makes the two wait for each other otherwise, and the writer has more to do.
struct Parcels {
    sender: SyncSender<Vec<Item>>,
    back: Receiver<Vec<Item>>,
    parcel: Vec<Item>,
}

impl Parcels {
    fn new(sender: SyncSender<Vec<Item>>, back: Receiver<Vec<Item>>) -> Self {
        Self {
            sender,
            back,
            parcel: Vec::with_capacity(PARCEL),
        }
    }

    /// Tells whether anybody still listens.
    fn push(&mut self, item: Item) -> bool {
        self.parcel.push(item);
        self.parcel.len() < PARCEL || self.flush()
    }

    fn flush(&mut self) -> bool {
        let mut empty = self.back.try_recv().unwrap_or_default();
        empty.clear();
        let full = std::mem::replace(&mut self.parcel, empty);
        self.sender.send(full).is_ok()
    }
}

/// Counts the bytes that pass.
struct Counted<'a, R> {
    inner: R,
    bytes: &'a AtomicU64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
