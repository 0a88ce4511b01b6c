//! What became of a file.

use std::path::PathBuf;

use serde::Serialize;

use crate::record::Counts;

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
    /// In a dry run, how the first facts are read.
    pub samples: Vec<String>,
    /// Where they are kept.
    pub rejects: Option<PathBuf>,
    /// Columns not used, and the like.
    pub notes: Vec<String>,
}

impl Report {
    pub(super) fn empty(dataset: &str) -> Self {
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
            samples: Vec::new(),
            rejects: None,
            notes: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, counts: Counts) {
        self.facts_new = counts.facts_new;
        self.facts_known = counts.facts_known;
        self.people_rows = counts.people_rows;
        self.people_new = counts.people_new;
    }
}
