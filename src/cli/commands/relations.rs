//! `relations`

use celebgraph::ontology::{Ontology, RelationType};
use celebgraph::record::Record;
use clap::Args;
use indexmap::IndexMap;
use serde::Serialize;

use crate::cli::args::Global;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output};
use crate::cli::session;

#[derive(Debug, Args)]
pub(crate) struct RelationsArgs {}

#[derive(Serialize)]
struct RelationLine<'a> {
    relation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    inverse: Option<&'a str>,
    symmetric: bool,
    ends: bool,
    exclusive: bool,
    needs_kinship: bool,
    vocabulary: &'a IndexMap<String, Vec<String>>,
    words: Vec<&'a str>,
}

pub(crate) fn run(
    global: &Global,
    _: &RelationsArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    // The types kept with a record count; without a record there are those of the program.
    let record = match global.graph.exists() {
        true => Some(Record::open_existing(&global.graph)?),
        false => None,
    };
    let (ontology, _) = session::ontology(global, record.as_ref())?;
    let lines: Vec<RelationLine<'_>> = ontology
        .relations()
        .map(|kind| line(&ontology, kind))
        .collect();
    output.answer(&lines, |output, lines| {
        for line in lines {
            let mut traits = Vec::new();
            if let Some(inverse) = line.inverse {
                traits.push(format!("inverse {inverse}"));
            }
            for (is, word) in [
                (line.symmetric, "symmetric"),
                (line.ends, "can end"),
                (line.exclusive, "one at a time"),
                (line.needs_kinship, "needs a kinship"),
            ] {
                if is {
                    traits.push(word.to_owned());
                }
            }
            output.line(format!(
                "{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}",
                line.relation,
                traits.join(", ")
            ))?;
            output.line(format!("  {}", line.words.join(", ")))?;
        }
        Ok(())
    })?;
    Ok(Exit::Success)
}

fn line<'a>(ontology: &'a Ontology, kind: &'a RelationType) -> RelationLine<'a> {
    RelationLine {
        relation: kind.key.as_str(),
        inverse: kind.inverse.as_ref().map(|inverse| inverse.key.as_str()),
        symmetric: kind.symmetric,
        ends: kind.ends,
        exclusive: kind.exclusive,
        needs_kinship: kind.needs_kinship,
        vocabulary: &kind.vocabulary,
        words: ontology.words_of(&kind.key),
    }
}
