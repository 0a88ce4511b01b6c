//! One file on its way: read on one thread, written on another.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use super::keeper::Keeper;
use super::{Ingest, Outcome, PipelineError, Progress, Report};
use crate::fact::Validator;
use crate::ingest::{self, Item};
use crate::model::Fact;
use crate::record::{DatasetKey, DatasetWriter, Opened, Record};

/// How many rejected rows a report tells one by one.
const SHOWN: usize = 20;
/// How many facts a dry run shows as they are read.
const SAMPLES: usize = 3;
/// How many items go from the reader to the writer at once, and how many such parcels may wait.
const PARCEL: usize = 1024;
const WAITING: usize = 8;

/// One file on its way.
pub(super) struct Job<'a, 'o> {
    pub ingest: &'a Ingest<'o>,
    pub file: String,
    pub rejects: Keeper,
    pub key: DatasetKey,
}

impl Job<'_, '_> {
    /// Reads on one thread and writes on another.
    pub(super) fn run(
        mut self,
        record: &mut Record,
        input: impl Read + Send,
        progress: &mut dyn Progress,
    ) -> Result<Report, PipelineError> {
        let mut report = Report::empty(&self.key.name);
        let mut writer = match record.write(self.key.clone())? {
            Opened::Unchanged { rejected } => {
                report.rejected = rejected;
                return Ok(report);
            }
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
                    Item::Fact(fact) => {
                        if self.ingest.dry_run && report.samples.len() < SAMPLES {
                            report.samples.push(read_as(fact));
                        }
                        writer.fact(fact)?;
                    }
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

fn read_as(fact: &Fact) -> String {
    let relation = match &fact.kinship {
        Some(kinship) => kinship.as_str(),
        None => fact.relation.as_str(),
    };
    format!("the {relation} of {} is {}", fact.subject, fact.object)
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
