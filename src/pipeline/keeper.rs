//! Where the rejected rows of a file go.

use std::path::{Path, PathBuf};

use super::PipelineError;
use crate::ingest::{self, RejectFile};

/// Where rejected rows go.
pub(super) enum Keeper {
    /// To a file, and if its folder cannot be written to, to the other.
    File(Box<RejectFile>, Option<Box<RejectFile>>, PathBuf),
    Nowhere,
}

impl Keeper {
    pub(super) fn new(wanted: Option<&Path>, input: &Path, record: &Path) -> Self {
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

    pub(super) fn add(&mut self, reject: &ingest::Reject) -> Result<(), PipelineError> {
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

    pub(super) fn finish(self) -> Result<Option<PathBuf>, PipelineError> {
        match self {
            Keeper::Nowhere => Ok(None),
            Keeper::File(file, _, path) => file
                .finish()
                .map_err(|source| PipelineError::Rejects { path, source }),
        }
    }
}
