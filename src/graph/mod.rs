//! What the record adds up to: people as nodes, one edge per pair and relation, each with its span, status, certainty and support.
//!
//! Derived from the [`Record`], never stored: the same record gives the same graph, whatever the order in which its
//! files came. How names become people is told in [`identity`], how statements become a tie in [`merge`].
//!
//! ```
//! use celebgraph::{graph::Graph, ontology::Ontology, pipeline::Ingest, record::Record};
//!
//! let ontology = Ontology::builtin()?;
//! let mut record = Record::in_memory()?;
//! let table = "subject,relation,object,start\nRomy Vale,wife,Iris Vale,2013\nIris Vale,sister,Ana Roe,\n";
//! Ingest::new(&ontology).text(&mut record, "facts.csv", table)?;
//!
//! let graph = Graph::build(&record, &ontology)?;
//! assert_eq!((graph.person_count(), graph.tie_count()), (3, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
pub mod identity;
pub mod merge;
mod person;

use std::collections::HashMap;

use foldhash::fast::RandomState;
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use serde::Serialize;

use crate::model::{Certainty, Date, Fold, Kinship, Relation, Status};
use crate::ontology::Ontology;
use crate::record::{FactId, Record, RecordError};

pub use identity::AliasTrouble;
pub use merge::Disagreement;
pub use person::Person;

/// A person of a graph. Ids follow the order of the names and hold for one graph only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct PersonId(u32);

/// A tie of a graph. Ids follow the order of the subjects' names, then the objects', then the relations, and hold for one
/// graph only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct TieId(u32);

impl PersonId {
    /// The place of the person among all, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    fn node(self) -> NodeIndex {
        NodeIndex::new(self.index())
    }
}

impl TieId {
    /// The place of the tie among all, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An edge: all that was said of one relation between two people, as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Whose relation it is; of a symmetric one, the first by name.
    pub subject: PersonId,
    /// Who is that relation.
    pub object: PersonId,
    /// Which relation.
    pub relation: Relation,
    /// Of `relative`: what the object is to the subject.
    pub kinship: Option<Kinship>,
    /// Whether it holds, as the latest source says.
    pub status: Status,
    /// The best that any source vouches.
    pub certainty: Certainty,
    /// When it began.
    pub start: Option<Date>,
    /// When it ended.
    pub end: Option<Date>,
    /// What the two made together: every title that a source names, in the order of the alphabet.
    pub works: Vec<String>,
    /// The highest confidence of an extractor.
    pub confidence: Option<f64>,
    /// How many different sources vouch for it (of a denied tie: deny it).
    pub support: u32,
    /// How many of these sources say that it has this status; those that say nothing of it do not count.
    pub status_support: u32,
    /// How many statements there are, whatever they say.
    pub statements: u32,
    /// Until when the sources that call it current know: when the latest of them was published. `None` if undated.
    pub attested: Option<Date>,
    /// In what its sources disagree.
    pub disagreement: Disagreement,
    /// When the later of the two was born and, but for kinship, when the first of them died.
    pub(crate) lives: (Option<Date>, Option<Date>),
    /// Where its statements are in the record.
    pub(crate) facts: Vec<FactId>,
}

impl Tie {
    /// The other end.
    pub fn other(&self, person: PersonId) -> PersonId {
        if self.subject == person {
            self.object
        } else {
            self.subject
        }
    }

    /// Where its statements are in the record, for [`Record::statements`].
    pub fn facts(&self) -> &[FactId] {
        &self.facts
    }

    /// Whether it held at some time in `at`: `None` where its dates do not tell.
    ///
    /// A tie that ended at an unknown date may have held or not, and one without a start may not have begun. A planned one may
    /// come to hold from its start on. Of a current one, a source knows no more than when it was published; an undated source
    /// counts as one of today. Nothing holds before both people are born, nor, but for kinship, after one of them died.
    pub fn held_at(&self, at: &Date) -> Option<bool> {
        let before_birth = self.lives.0.and_then(|born| at.is_before(&born)) == Some(true);
        let after_death = self.lives.1.and_then(|died| died.is_before(at)) == Some(true);
        if before_birth || after_death {
            return Some(false);
        }
        match (self.had_begun(at), self.had_lasted(at)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) if self.status != Status::Planned => Some(true),
            _ => None,
        }
    }

    /// Whether it began by the end of `at`.
    fn had_begun(&self, at: &Date) -> Option<bool> {
        let Some(start) = &self.start else {
            return (self.status == Status::Planned).then_some(false);
        };
        match (start.earliest(), start.latest(), at.latest()) {
            (Some(first), _, Some(last)) if first > last => Some(false),
            (_, Some(known), Some(last)) if known <= last => Some(true),
            (_, _, None) => Some(true),
            _ => None,
        }
    }

    /// Whether it still held at the beginning of `at`.
    fn had_lasted(&self, at: &Date) -> Option<bool> {
        let Some(end) = &self.end else {
            let is_later = self.attested.and_then(|known| known.is_before(at)) == Some(true);
            let is_open = self.status == Status::Ended || is_later;
            return (!is_open).then_some(true);
        };
        match (end.earliest(), end.latest(), at.earliest()) {
            (_, Some(last), Some(first)) if last < first => Some(false),
            (Some(known), _, Some(first)) if known >= first => Some(true),
            (_, _, None) => Some(true),
            _ => None,
        }
    }
}

/// People and ties.
#[derive(Debug)]
pub struct Graph {
    inner: UnGraph<Person, Tie>,
    by_fold: HashMap<Fold, Vec<PersonId>, RandomState>,
    alias_trouble: Vec<AliasTrouble>,
    self_ties: Vec<SelfTie>,
}

/// A statement whose two people turned out to be one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SelfTie {
    /// That person.
    pub person: String,
    /// The two names in the statement.
    pub names: (String, String),
    /// The relation.
    pub relation: Relation,
    /// Where the statement is in the record.
    #[serde(skip)]
    pub(crate) fact: FactId,
}

impl Graph {
    /// Builds the graph of a record. Time and memory grow with its facts and statements; quotes are not read.
    ///
    /// # Errors
    ///
    /// [`RecordError`] where the record cannot be read.
    pub fn build(record: &Record, ontology: &Ontology) -> Result<Self, RecordError> {
        build::build(record, ontology)
    }

    /// Everybody, in the order of their names.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        self.inner
            .node_weights()
            .enumerate()
            .map(|(at, person)| (PersonId(at as u32), person))
    }

    /// Every tie, in the order of [`TieId`].
    pub fn ties(&self) -> impl Iterator<Item = (TieId, &Tie)> {
        self.inner
            .edge_weights()
            .enumerate()
            .map(|(at, tie)| (TieId(at as u32), tie))
    }

    /// How many people there are.
    pub fn person_count(&self) -> usize {
        self.inner.node_count()
    }

    /// How many ties there are.
    pub fn tie_count(&self) -> usize {
        self.inner.edge_count()
    }

    /// A person of this graph.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.inner[id.node()]
    }

    /// A tie of this graph.
    pub fn tie(&self, id: TieId) -> &Tie {
        &self.inner[EdgeIndex::new(id.index())]
    }

    /// The ties of a person, in the order of [`TieId`].
    pub fn ties_of(&self, person: PersonId) -> Vec<(TieId, &Tie)> {
        let mut ties: Vec<_> = self
            .inner
            .edges(person.node())
            .map(|edge| (TieId(edge.id().index() as u32), edge.weight()))
            .collect();
        ties.sort_unstable_by_key(|(id, _)| *id);
        ties
    }

    /// How many ties a person has.
    pub fn degree(&self, person: PersonId) -> usize {
        self.inner.edges(person.node()).count()
    }

    /// The other ends of a person's ties that a test admits, in no order; one with several ties comes several times.
    pub(crate) fn around(
        &self,
        person: PersonId,
        admits: impl Fn(&Tie) -> bool,
    ) -> impl Iterator<Item = PersonId> {
        self.inner
            .edges(person.node())
            .filter(move |edge| admits(edge.weight()))
            .map(move |edge| edge.weight().other(person))
    }

    /// Who has a name or alias of that fold.
    pub(crate) fn by_fold(&self, fold: &Fold) -> &[PersonId] {
        self.by_fold.get(fold).map_or(&[], Vec::as_slice)
    }

    /// Aliases that could not be given to anybody.
    pub fn alias_trouble(&self) -> &[AliasTrouble] {
        &self.alias_trouble
    }

    /// Statements whose two people are one by the aliases; they make no tie.
    pub fn self_ties(&self) -> &[SelfTie] {
        &self.self_ties
    }
}

#[cfg(test)]
mod tests;
