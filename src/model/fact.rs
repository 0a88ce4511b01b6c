//! A fact as one source states it, with its evidence.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Date, Name};

/// The key of a relation type, such as `spouse`: lower-case words joined by `_`. The ontology says what it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Relation(Arc<str>);

/// The key of a kinship of the relation `relative`, such as `cousin` or `parent_in_law`: what the object is to the subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kinship(Arc<str>);

macro_rules! key {
    ($type:ident) => {
        impl $type {
            /// Takes a key as it is; the ontology decides whether there is such a one.
            pub fn new(key: &str) -> Self {
                Self(key.into())
            }

            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

key!(Relation);
key!(Kinship);

/// A word that is none of a closed list of words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of {expected}")]
pub struct UnknownWord {
    word: String,
    expected: &'static str,
}

/// Whether a tie holds as of its source's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Announced and not begun.
    Planned,
    /// It holds; blood kinship and past work do not cease to.
    Current,
    /// It held and no longer does.
    Ended,
}

/// How a source vouches for a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The source says that it is not so.
    Denied,
    /// The source itself hedges.
    Rumored,
    /// The source says that it is so.
    Asserted,
}

macro_rules! words {
    ($type:ident, $expected:literal, $($variant:ident = $word:literal $(| $other:literal)*),+) => {
        impl $type {
            /// Every one, in the order of the type.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl FromStr for $type {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                let word = text.trim();
                $(
                    if [$word, $($other),*].iter().any(|w| w.eq_ignore_ascii_case(word)) {
                        return Ok(Self::$variant);
                    }
                )+
                Err(UnknownWord { word: word.to_owned(), expected: $expected })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words!(
    Status,
    "current, ended, planned",
    Planned = "planned" | "future" | "upcoming",
    Current = "current" | "ongoing" | "active" | "present",
    Ended = "ended" | "former" | "past" | "over" | "ex"
);
words!(
    Certainty,
    "asserted, rumored, denied",
    Denied = "denied" | "false",
    Rumored = "rumored" | "rumoured" | "rumor" | "rumour" | "alleged" | "reported",
    Asserted = "asserted" | "confirmed" | "true" | "certain"
);

/// Where a statement was published. Sources that differ in any part are different sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Source {
    /// A title or any other name of it; empty when only the address is known.
    pub name: String,
    /// Its address; empty when unknown.
    pub url: String,
    /// The outlet; empty when unknown.
    pub publisher: String,
}

impl Source {
    /// What to call it in a line of text: its name, else its address, else its publisher.
    pub fn label(&self) -> &str {
        [&self.name, &self.url, &self.publisher]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or("", |text| text.as_str())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        if self.publisher.is_empty() || self.publisher == label {
            f.write_str(label)
        } else {
            write!(f, "{label}, {}", self.publisher)
        }
    }
}

/// How a source worded a relation, where the fact's own form differs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AsWritten {
    /// The relation in the source's word: `wife`, `ex-husband`, `parent`.
    pub relation: String,
    /// Whether the source named the fact's object first.
    pub swapped: bool,
}

/// What vouches for a fact.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Evidence {
    /// Where it was said.
    pub source: Source,
    /// When that was published.
    pub published: Option<Date>,
    /// The words of the source, exactly.
    pub quote: Option<String>,
    /// Who is quoted, where the words are a person's.
    pub speaker: Option<String>,
    /// The extraction rule that read it; none where a person made the row.
    pub rule: Option<String>,
    /// The line of the input file on which the row starts, counted from 1.
    pub line: u64,
    /// The source's own wording.
    pub written: Option<AsWritten>,
}

/// One typed, dated, sourced relationship between two named people, as one source states it: the subject's *relation* is the object.
///
/// Made by [`crate::fact::Validator`], which turns inverses (`parent` to `child`) and puts the two people of a symmetric
/// relation in the order of their names, so that the same fact always looks the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// Whose relation it is.
    pub subject: Name,
    /// Which relation.
    pub relation: Relation,
    /// Who is that relation.
    pub object: Name,
    /// Of `relative`: what the object is to the subject.
    pub kinship: Option<Kinship>,
    /// As the source says; `None` where it says nothing.
    pub status: Option<Status>,
    /// As the source says; `None` where it says nothing, which counts as asserted.
    pub certainty: Option<Certainty>,
    /// When the tie began.
    pub start: Option<Date>,
    /// When the tie ended.
    pub end: Option<Date>,
    /// Titles of what the two made together.
    pub works: Vec<String>,
    /// The extractor's confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// What vouches for it.
    pub evidence: Evidence,
}
