//! celebgraph builds a knowledge graph of relationships between celebrities, and answers who is connected to whom, how we
//! know, and whether it is still true.
//!
//! # The map of the house
//!
//! Data flows one way:
//!
//! ```text
//! tables, JSON ─► ingest ─► fact ─► record ─► graph ─► query ─► export
//! ```
//!
//! | module | what is in it |
//! | --- | --- |
//! | [`model`] | the nouns: names, relations, dates (EDTF), facts, evidence, sources, people |
//! | [`ontology`] | the relation types and the words for them, loaded from `data/ontology` |
//! | [`fact`] | from the texts of a row to a valid fact |
//! | [`ingest`] | from bytes to rows: tables of any delimiter and encoding, JSON; what does not fit is kept aside |
//! | [`record`] | what was said, by whom: one SQLite file |
//! | [`graph`] | what it adds up to: people and ties, with petgraph |
//! | [`query`] | questions and their answers |
//! | [`export`] | DOT and JSON |
//! | [`pipeline`] | the one place where the stages are put together |
//! | [`whole_file`] | files that appear only when they are complete |
//!
//! The library never prints, reads the environment or exits.
//!
//! # Example
//!
//! ```
//! use celebgraph::graph::Graph;
//! use celebgraph::ontology::Ontology;
//! use celebgraph::pipeline::Ingest;
//! use celebgraph::query::{Filter, Question, find, path};
//! use celebgraph::record::Record;
//!
//! let ontology = Ontology::builtin()?;
//! let mut record = Record::in_memory()?; // or Record::open("celebgraph.db".as_ref())?
//! let report = Ingest::new(&ontology).text(
//!     &mut record,
//!     "facts.csv",
//!     "subject,relation,object,start,source,published\n\
//!      Romy Vale,wife,Iris Vale,2013-09-14,The Harbour Times,2022-08-05\n\
//!      Iris Vale,co-star,Otto Roe,2009,The Harbour Times,2019\n",
//! )?;
//! assert_eq!((report.facts_new, report.rejected), (2, 0));
//!
//! let graph = Graph::build(&record, &ontology)?;
//! let question = Question { graph: &graph, ontology: &ontology, record: &record };
//! let answer = path(&question, find(&graph, "Romy")?, find(&graph, "Otto")?, 1, &Filter::default())?;
//! let hops: Vec<&str> = answer.paths[0].hops.iter().map(|hop| hop.sentence.as_str()).collect();
//! assert_eq!(hops, [
//!     "Romy Vale has been married to Iris Vale since 2013-09-14",
//!     "Iris Vale worked with Otto Roe (2009)",
//! ]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod export;
pub mod fact;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod ontology;
pub mod pipeline;
pub mod query;
pub mod record;
pub mod whole_file;
