//! The arguments; every closed choice is an enum.

use std::path::PathBuf;

use celebgraph::export::Format;
use celebgraph::model::{Certainty, Date, Relation, Status};
use celebgraph::ontology::Ontology;
use celebgraph::query::Filter;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use super::commands;
use super::error::{CliError, Exit};

const AFTER_HELP: &str = "Exit codes: 0 success, 1 nothing found, 2 usage, 3 errors in the input data, 4 the record or the output cannot be used.

Start with `celebgraph ingest FOLDER`, then ask `celebgraph who NAME`.";

/// Who is connected to whom, how do we know, and is it still true?
#[derive(Debug, Parser)]
#[command(name = "celebgraph", version, after_help = AFTER_HELP, max_term_width = 110, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The record: one SQLite file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "CELEBGRAPH_GRAPH",
        default_value = "celebgraph.db",
        help_heading = "Global options"
    )]
    pub graph: PathBuf,
    /// A file with more relation types or words (see `celebgraph relations`); kept with the record by `ingest`
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help_heading = "Global options"
    )]
    pub ontology: Vec<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true, help_heading = "Global options")]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read tables of facts and of people, and exported graphs, into the record
    Ingest(commands::ingest::IngestArgs),
    /// Take a dataset or a source out of the record, with exactly what only it supported
    Forget(commands::forget::ForgetArgs),
    /// Who is NAME: names, dates, all ties
    Who(commands::who::WhoArgs),
    /// Who is around NAME
    Neighbors(commands::neighbors::NeighborsArgs),
    /// How are A and B connected
    Path(commands::path::PathArgs),
    /// Whom do A and B both know
    Common(commands::common::CommonArgs),
    /// Says who: every statement about A and B, with source, date and words
    Evidence(commands::evidence::EvidenceArgs),
    /// When: what happened to A, or between A and B, in order
    Timeline(commands::timeline::TimelineArgs),
    /// Whose family: parents, siblings, spouses, children
    Family(commands::family::FamilyArgs),
    /// List people
    People(commands::people::PeopleArgs),
    /// List datasets and sources
    Sources(commands::sources::SourcesArgs),
    /// Count people, ties and sources
    Stats(commands::stats::StatsArgs),
    /// Look for what is impossible or doubtful
    Check(commands::check::CheckArgs),
    /// Write the graph, or a part of it, as DOT or JSON
    Export(commands::export::ExportArgs),
    /// List the relation types and the words for them
    Relations(commands::relations::RelationsArgs),
}

/// Filters that mean the same everywhere.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Only these relations (`celebgraph relations` lists them), separated by commas
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    relation: Vec<String>,
    /// Only ties of this status, separated by commas
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = words::<Status>(Status::ALL.iter().map(|s| s.as_str())))]
    status: Vec<Status>,
    /// Only ties of this certainty, separated by commas
    #[arg(long, value_name = "CERTAINTY", value_delimiter = ',', value_parser = words::<Certainty>(Certainty::ALL.iter().map(|c| c.as_str())))]
    certainty: Vec<Certainty>,
    /// Only ties that held (or, marked `?`, may have held) at some time in that date: 2005, 2005-06, 2005-06-17
    #[arg(long, value_name = "DATE", value_parser = celebgraph::fact::parse_date)]
    at: Option<Date>,
    /// Only ties that at least so many different sources vouch for
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_sources: u32,
}

impl FilterArgs {
    /// The filter; relations are read as words of the ontology.
    pub(crate) fn filter(&self, ontology: &Ontology) -> Result<Filter, CliError> {
        let relations = self
            .relation
            .iter()
            .map(|word| relation(ontology, word))
            .collect::<Result<_, _>>()?;
        Ok(Filter {
            relations,
            statuses: self.status.clone(),
            certainties: self.certainty.clone(),
            at: self.at,
            min_sources: self.min_sources,
        })
    }
}

/// A relation by any of its words; one that tells more than the relation would be answered too broadly.
fn relation(ontology: &Ontology, word: &str) -> Result<Relation, CliError> {
    let reading = ontology
        .read(word)
        .map_err(|error| CliError::new(Exit::Usage, format!("--relation: {error}")))?;
    let tells_more = reading.swap
        || reading.kinship.is_some()
        || reading.first.or(reading.second).is_some()
        || reading.status.is_some()
        || reading.certainty.is_some();
    if tells_more {
        let relation = &reading.relation;
        return Err(CliError::new(
            Exit::Usage,
            format!("--relation: `{word}` is only a part of `{relation}`"),
        )
        .hint(format!(
            "--relation {relation}, with --status or --certainty where they help"
        )));
    }
    Ok(reading.relation)
}

fn words<T>(values: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: std::str::FromStr + Clone + Send + Sync + 'static,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    PossibleValuesParser::new(values.collect::<Vec<_>>()).try_map(|word| word.parse::<T>())
}

/// The formats of export by name.
pub(crate) fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or("unknown format")
    })
}
