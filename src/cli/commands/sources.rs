//! `sources [PATTERN]`

use std::io;

use celebgraph::query::{Sources, sources};
use clap::Args;

use super::found;
use crate::cli::args::Global;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::Output;
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct SourcesArgs {
    /// A piece of a name, address or publisher
    pattern: Option<String>,
}

pub(crate) fn run(
    global: &Global,
    args: &SourcesArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let answer = sources(&session.question(), args.pattern.as_deref())?;
    output.answer(&answer, view)?;
    Ok(found(
        answer.sources.is_empty() && answer.datasets.is_empty(),
    ))
}

fn view(output: &mut Output, answer: &Sources) -> io::Result<()> {
    output.heading("DATASETS")?;
    let rows = answer
        .datasets
        .iter()
        .map(|dataset| {
            let mut format = dataset.format.clone();
            if !dataset.whole {
                format.push_str(" (in part)");
            }
            vec![
                dataset.name.clone(),
                format,
                dataset.rows.to_string(),
                dataset.rejected.to_string(),
            ]
        })
        .collect();
    output.table(&["name", "format", "rows", "rejected"], &[2, 3], rows)?;
    output.line("")?;
    output.heading("SOURCES")?;
    let rows = answer
        .sources
        .iter()
        .map(|row| {
            let published = match row.published.as_slice() {
                [] => String::new(),
                [one] => one.clone(),
                [first, .., last] => format!("{first} – {last}"),
            };
            let label = row.source.label();
            let url = if label == row.source.url {
                ""
            } else {
                &row.source.url
            };
            vec![
                row.facts.to_string(),
                label.to_owned(),
                row.source.publisher.clone(),
                published,
                url.to_owned(),
            ]
        })
        .collect();
    output.table(
        &["facts", "source", "publisher", "published", "url"],
        &[0],
        rows,
    )
}
