//! The rows of the record, as the rest of the crate sees them.

use serde::Serialize;

use crate::model::{Certainty, Date, Detail, Fact, Kinship, Relation, Source, Status};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub(super) i64);
    };
}

id!(
    /// A name in the record.
    NameId
);
id!(
    /// A fact in the record.
    FactId
);
id!(
    /// A statement of a fact in the record.
    EvidenceId
);
id!(
    /// A source in the record.
    SourceId
);

/// A fact in names as they were written, without its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its id.
    pub id: FactId,
    /// The subject.
    pub subject: NameId,
    /// The relation.
    pub relation: Relation,
    /// The object.
    pub object: NameId,
    /// What the object is to the subject.
    pub kinship: Option<Kinship>,
}

/// The part of a statement that decides what a tie is.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Its id.
    pub id: EvidenceId,
    /// Which fact it states.
    pub fact: FactId,
    /// Who states it.
    pub source: SourceId,
    /// What it says.
    pub status: Option<Status>,
    /// What it says.
    pub certainty: Option<Certainty>,
    /// What it says.
    pub start: Option<Date>,
    /// What it says.
    pub end: Option<Date>,
    /// When.
    pub published: Option<Date>,
    /// What it says.
    pub works: Vec<String>,
    /// The extractor's confidence.
    pub confidence: Option<f64>,
}

/// A statement in full.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// Its id.
    pub id: EvidenceId,
    /// The fact as stated, with its evidence.
    pub fact: Fact,
    /// The dataset that holds the row.
    pub dataset: String,
}

/// What a row told of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The name in the row.
    pub name: NameId,
    /// Whether a table of people lists that name.
    pub listed: bool,
    /// Other names of the same person.
    pub aliases: Vec<NameId>,
    /// Details.
    pub details: Vec<Detail>,
}

/// A dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatasetRow {
    #[serde(skip)]
    pub(super) id: i64,
    /// Its name, for a file its path.
    pub name: String,
    /// The format's word.
    pub format: String,
    /// Rows read, rejected ones included.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Whether it holds all that its file said.
    pub whole: bool,
}

/// A source with how much it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Its id.
    pub id: SourceId,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// How many statements it makes.
    pub statements: u64,
    /// How many facts it states.
    pub facts: u64,
    /// When it was published, by the statements' own word: each date once, in order of its text.
    pub published: Vec<String>,
}
