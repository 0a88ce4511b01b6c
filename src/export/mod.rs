//! A graph, or a part of it, in the formats of other tools.
//!
//! ```
//! use celebgraph::export::{self, Format, Selection};
//! use celebgraph::query::{Filter, Question};
//! use celebgraph::{graph::Graph, ontology::Ontology, pipeline::Ingest, record::Record};
//!
//! let ontology = Ontology::builtin()?;
//! let mut record = Record::in_memory()?;
//! Ingest::new(&ontology).text(&mut record, "f.csv", "subject,relation,object\nRomy Vale,wife,Iris Vale\n")?;
//! let graph = Graph::build(&record, &ontology)?;
//! let question = Question { graph: &graph, ontology: &ontology, record: &record };
//!
//! let mut dot = Vec::new();
//! let all = Selection::whole(&graph, &Filter::default());
//! export::write(Format::Dot, &question, &all, &mut dot)?;
//! assert!(String::from_utf8(dot)?.contains(r#""Iris Vale" -> "Romy Vale""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod dot;
mod format;
mod json;
mod selection;

use std::io::{self, Write};

use crate::query::Question;
use crate::record::RecordError;

pub use format::Format;
pub use selection::Selection;

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The bytes could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The evidence could not be read.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Writes a selection in a format. The same record and selection give the same bytes. Memory does not grow with the evidence.
///
/// # Errors
///
/// [`ExportError`] where the target cannot be written to or the record cannot be read.
pub fn write(
    format: Format,
    question: &Question<'_>,
    selection: &Selection,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    match format {
        Format::Dot => Ok(dot::write(question, selection, out)?),
        Format::Json => json::write(question, selection, out),
    }
}

#[cfg(test)]
mod tests;
