//! Questions and their answers: one file per question, each answer a struct that serializes to JSON.
//!
//! ```
//! use celebgraph::query::{Filter, Question, find, path};
//! use celebgraph::{graph::Graph, ontology::Ontology, pipeline::Ingest, record::Record};
//!
//! let ontology = Ontology::builtin()?;
//! let mut record = Record::in_memory()?;
//! let table = "subject,relation,object,source\nRomy Vale,wife,Iris Vale,The Harbour\nIris Vale,sister,Ana Roe,The Harbour\n";
//! Ingest::new(&ontology).text(&mut record, "facts.csv", table)?;
//! let graph = Graph::build(&record, &ontology)?;
//!
//! let question = Question { graph: &graph, ontology: &ontology, record: &record };
//! let (romy, ana) = (find(&graph, "romy vale")?, find(&graph, "Roe")?);
//! let answer = path(&question, romy, ana, 1, &Filter::default())?;
//! assert_eq!(answer.paths[0].hops[0].sentence, "Romy Vale is married to Iris Vale");
//! assert_eq!(answer.paths[0].hops[1].sentence, "Iris Vale is a sibling of Ana Roe");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod common;
mod components;
mod evidence;
mod family;
mod filter;
mod find;
mod neighbors;
mod path;
mod people;
mod sentence;
mod shortest;
mod sources;
mod stats;
mod tie_view;
mod timeline;
mod who;

use crate::graph::Graph;
use crate::ontology::Ontology;
use crate::record::Record;

pub use check::{Check, Finding, Severity, check};
pub use common::{Common, CommonPerson, common};
pub use components::Components;
pub use evidence::{EvidenceAnswer, StatementView, TieEvidence, evidence};
pub(crate) use evidence::{sort, statements};
pub use family::{Family, FamilyMember, Partnership, family};
pub use filter::{Filter, Fit};
pub use find::{Candidate, NotFound, find};
pub(crate) use neighbors::ego;
pub use neighbors::{Neighbor, Neighbors, neighbors};
pub use path::{Hop, NotConnected, Path, PathAnswer, path};
pub use people::{PersonLine, people};
pub use sentence::{capitalized, sentence};
pub use shortest::shortest_paths;
pub use sources::{Sources, sources};
pub use stats::{Count, Stats, stats};
pub use tie_view::TieView;
pub use timeline::{Event, EventKind, Timeline, timeline};
pub use who::{Who, WhoTie, who};

/// Where answers come from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// The ontology with which it was built.
    pub ontology: &'a Ontology,
    /// The record from which it was built.
    pub record: &'a Record,
}

#[cfg(test)]
mod tests;
