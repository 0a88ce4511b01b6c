//! What the relation types are and which words name them: loaded from `data/ontology/relations.toml`, never written in code.
//!
//! ```
//! use celebgraph::ontology::Ontology;
//!
//! let ontology = Ontology::builtin()?;
//! let reading = ontology.read("ex-wife")?;
//! assert_eq!(reading.relation.as_str(), "spouse");
//! assert_eq!(reading.status, Some(celebgraph::model::Status::Ended));
//! assert!(ontology.read("wief").unwrap_err().to_string().contains("did you mean `wife`"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compile;
mod file;
mod words;

use indexmap::IndexMap;

use crate::model::{Certainty, Gender, Kinship, Relation, Status};

pub use words::{Reading, UnknownRelation};

/// Why an ontology file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OntologyError {
    /// The text is not TOML of the expected form.
    #[error("{file}: {message}")]
    Syntax {
        /// The name of the file.
        file: String,
        /// The parser's reason, with line and column.
        message: String,
    },
    /// The text is well formed and contradicts itself or an earlier file.
    #[error("{file}: {subject}: {reason}")]
    Invalid {
        /// The name of the file.
        file: String,
        /// The entry that is wrong.
        subject: String,
        /// Why, and what was expected.
        reason: String,
    },
}

/// The relation types, kinships and words in force.
#[derive(Debug, Clone)]
pub struct Ontology {
    relations: IndexMap<Relation, RelationType>,
    kinships: IndexMap<Kinship, KinshipType>,
    words: words::Words,
}

/// The verb phrases of a relation, for "SUBJECT phrase OBJECT".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    /// `is married to`
    pub current: String,
    /// `was married to`
    pub past: String,
    /// `is to marry`
    pub planned: String,
}

impl Phrases {
    /// The phrase for a status.
    pub fn of(&self, status: Status) -> &str {
        match status {
            Status::Current => &self.current,
            Status::Ended => &self.past,
            Status::Planned => &self.planned,
        }
    }
}

/// What one end of a tie is called by the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Of any gender: `spouse`.
    pub neutral: String,
    /// Several of them: `spouses`.
    pub plural: String,
    /// `wife`, where there is such a word.
    pub female: Option<String>,
    /// `husband`, where there is such a word.
    pub male: Option<String>,
}

impl Labels {
    /// The word for a person of that gender.
    pub fn of(&self, gender: Option<Gender>) -> &str {
        match gender {
            Some(Gender::Female) => self.female.as_deref(),
            Some(Gender::Male) => self.male.as_deref(),
            _ => None,
        }
        .unwrap_or(&self.neutral)
    }
}

/// One relation type.
#[derive(Debug, Clone)]
pub struct RelationType {
    /// Its key.
    pub key: Relation,
    /// What the object is to the subject.
    pub labels: Labels,
    /// Whether it holds in both directions.
    pub symmetric: bool,
    /// Whether a tie of this type can end.
    pub ends: bool,
    /// Whether nobody has two current ones at a time.
    pub exclusive: bool,
    /// Whether a tie may begin several times, so that different starts do not contradict each other.
    pub repeats: bool,
    /// Whether it is kinship, which outlasts a death.
    pub kin: bool,
    /// What the start of a tie is called, where there is a word for it: `born`.
    pub starts: Option<String>,
    /// Whether each tie names a kinship.
    pub needs_kinship: bool,
    /// The color of its edges in drawings, `#rrggbb`.
    pub color: String,
    /// Between subject and object.
    pub phrases: Phrases,
    /// The type from the object's side; `None` when symmetric or without a name.
    pub inverse: Option<Inverse>,
    /// Terms of other vocabularies, by vocabulary.
    pub vocabulary: IndexMap<String, Vec<String>>,
}

/// A relation type read from the object's side.
#[derive(Debug, Clone)]
pub struct Inverse {
    /// Its key: `parent` for `child`.
    pub key: Relation,
    /// What the subject is to the object.
    pub labels: Labels,
    /// Between object and subject.
    pub phrases: Phrases,
    /// Terms of other vocabularies, by vocabulary.
    pub vocabulary: IndexMap<String, Vec<String>>,
}

/// One kinship of the relations that need one.
#[derive(Debug, Clone)]
pub struct KinshipType {
    /// Its key.
    pub key: Kinship,
    /// The kinship of the subject to the object.
    pub inverse: Kinship,
    /// Whether it can end, as one by marriage does.
    pub ends: bool,
    /// What the object is to the subject.
    pub labels: Labels,
}

impl RelationType {
    /// What the other end is called: the object as the subject calls it, or with `inverse` the subject as the object calls it.
    pub fn label(&self, inverse: bool, gender: Option<Gender>) -> &str {
        self.side(inverse).of(gender)
    }

    /// The plural of [`Self::label`].
    pub fn plural(&self, inverse: bool) -> &str {
        &self.side(inverse).plural
    }

    fn side(&self, inverse: bool) -> &Labels {
        match &self.inverse {
            Some(other) if inverse => &other.labels,
            _ => &self.labels,
        }
    }
}

impl Ontology {
    /// The types that come with the crate.
    ///
    /// # Errors
    ///
    /// None in a crate whose tests pass; the type is that of [`Ontology::load`].
    pub fn builtin() -> Result<Self, OntologyError> {
        Self::load::<&str>(&[])
    }

    /// The types that come with the crate, and on top of them those of the files given as (name, TOML text), in order.
    ///
    /// # Errors
    ///
    /// [`OntologyError`] for a text that is not of the form of `data/ontology/relations.toml`, for a word that two types
    /// claim, for an unknown kinship or a type without phrases.
    pub fn load<S: AsRef<str>>(extra: &[(S, S)]) -> Result<Self, OntologyError> {
        let builtin = (
            "relations.toml",
            include_str!("../../data/ontology/relations.toml"),
        );
        let files = std::iter::once(builtin).chain(
            extra
                .iter()
                .map(|(name, text)| (name.as_ref(), text.as_ref())),
        );
        compile::compile(files)
    }

    /// Every relation type, in the order of the files.
    pub fn relations(&self) -> impl Iterator<Item = &RelationType> {
        self.relations.values()
    }

    /// Every kinship, in the order of the files.
    pub fn kinships(&self) -> impl Iterator<Item = &KinshipType> {
        self.kinships.values()
    }

    /// The type of a key, if there is one.
    pub fn relation(&self, key: &Relation) -> Option<&RelationType> {
        self.relations.get(key)
    }

    /// Where a relation stands among [`Self::relations`]; unknown ones come last.
    pub fn rank(&self, key: &Relation) -> usize {
        self.relations.get_index_of(key).unwrap_or(usize::MAX)
    }

    /// The kinship of a key, if there is one.
    pub fn kinship(&self, key: &Kinship) -> Option<&KinshipType> {
        self.kinships.get(key)
    }

    /// The kinship turned round; an unknown one is its own inverse.
    pub fn inverse_kinship(&self, key: &Kinship) -> Kinship {
        self.kinships
            .get(key)
            .map_or_else(|| key.clone(), |kinship| kinship.inverse.clone())
    }

    /// What a relation word of a table means: `wife`, `ex-husband`, `married to`, `schema:spouse`, `P26`, `aunt of`.
    ///
    /// # Errors
    ///
    /// [`UnknownRelation`] with the nearest words.
    pub fn read(&self, word: &str) -> Result<Reading, UnknownRelation> {
        self.words.read(word, |reading| {
            let by_kinship = reading
                .kinship
                .as_ref()
                .and_then(|key| self.kinships.get(key));
            by_kinship.is_some_and(|kinship| kinship.ends)
                || self
                    .relations
                    .get(&reading.relation)
                    .is_some_and(|kind| kind.ends)
        })
    }

    /// The kinship that a word names: its key, or any of its words.
    pub fn read_kinship(&self, word: &str) -> Option<Kinship> {
        self.read(word).ok().and_then(|reading| {
            let kinship = reading.kinship?;
            Some(if reading.swap {
                self.inverse_kinship(&kinship)
            } else {
                kinship
            })
        })
    }

    /// The words that name a relation, in the order of the files, for display.
    pub fn words_of(&self, key: &Relation) -> Vec<&str> {
        self.words.of(key)
    }
}

/// What a word adds to the relation that it names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Extras {
    status: Option<Status>,
    certainty: Option<Certainty>,
}

#[cfg(test)]
mod tests;
