//! What a command works with: the record, the ontology in force, the graph.

use std::fs;

use celebgraph::graph::{Graph, PersonId};
use celebgraph::ontology::Ontology;
use celebgraph::query::{Question, find};
use celebgraph::record::Record;

use super::args::Global;
use super::error::{CliError, Exit, io_reason};

/// The record and all that is derived from it.
pub(crate) struct Session {
    pub record: Record,
    pub ontology: Ontology,
    pub graph: Graph,
}

impl Session {
    /// Opens the record for questions and builds its graph.
    pub(crate) fn open(global: &Global) -> Result<Self, CliError> {
        let record = Record::open_existing(&global.graph)?;
        let (ontology, _) = ontology(global, Some(&record))?;
        let graph = Graph::build(&record, &ontology)?;
        Ok(Self {
            record,
            ontology,
            graph,
        })
    }

    pub(crate) fn question(&self) -> Question<'_> {
        Question {
            graph: &self.graph,
            ontology: &self.ontology,
            record: &self.record,
        }
    }

    pub(crate) fn find(&self, name: &str) -> Result<PersonId, CliError> {
        Ok(find(&self.graph, name)?)
    }

    /// Two different people.
    pub(crate) fn find_two(&self, a: &str, b: &str) -> Result<(PersonId, PersonId), CliError> {
        let (one, other) = (self.find(a)?, self.find(b)?);
        if one == other {
            let name = &self.graph.person(one).name;
            return Err(CliError::new(
                Exit::Nothing,
                format!("`{a}` and `{b}` are both {name}"),
            ));
        }
        Ok((one, other))
    }
}

/// The built-in types, those kept with the record, and those of `--ontology`; with the texts that are not built in.
pub(crate) fn ontology(
    global: &Global,
    record: Option<&Record>,
) -> Result<(Ontology, Vec<(String, String)>), CliError> {
    let mut extra: Vec<(String, String)> = match record {
        Some(record) => record.ontologies()?,
        None => Vec::new(),
    };
    for path in &global.ontology {
        let text = fs::read_to_string(path).map_err(|error| {
            CliError::new(
                Exit::Data,
                format!("{}: {}", path.display(), io_reason(&error)),
            )
        })?;
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        // A file that was kept before gives way to what it says now.
        extra.retain(|(known, _)| *known != name);
        extra.push((name, text));
    }
    let ontology = Ontology::load(&extra)?;
    Ok((ontology, extra))
}
