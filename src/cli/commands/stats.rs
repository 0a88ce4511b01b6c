//! `stats`

use std::io;

use celebgraph::query::{Count, Stats, stats};
use clap::Args;

use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{Output, count};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &StatsArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let answer = stats(&session.question(), &filter)?;
    output.answer(&answer, view)?;
    Ok(Exit::Success)
}

fn view(output: &mut Output, stats: &Stats) -> io::Result<()> {
    let n = |n: usize, one: &str, many: &str| count(n as u64, one, many);
    output.line(format!(
        "{}, {}, {}, {}, {}",
        n(stats.people, "person", "people"),
        n(stats.ties, "tie", "ties"),
        n(stats.statements, "statement", "statements"),
        n(stats.sources, "source", "sources"),
        n(stats.datasets, "dataset", "datasets")
    ))?;
    output.line(format!(
        "{}, the largest of {}",
        n(
            stats.components,
            "connected component",
            "connected components"
        ),
        n(stats.largest_component, "person", "people")
    ))?;
    if stats.disputed > 0 {
        let ties = n(stats.disputed, "tie", "ties");
        output.warning(&format!(
            "{ties} on which sources disagree: `celebgraph check`"
        ))?;
    }
    for (title, rows) in [
        ("RELATIONS", &stats.relations),
        ("STATUS", &stats.statuses),
        ("CERTAINTY", &stats.certainties),
        ("MOST TIES", &stats.most_ties),
    ] {
        output.line("")?;
        output.heading(title)?;
        counts(output, rows)?;
    }
    Ok(())
}

fn counts(output: &mut Output, rows: &[Count]) -> io::Result<()> {
    let widest = rows
        .iter()
        .map(|row| row.count.to_string().len())
        .max()
        .unwrap_or(0);
    for row in rows {
        output.line(format!("  {:>widest$}  {}", row.count, row.name))?;
    }
    Ok(())
}
