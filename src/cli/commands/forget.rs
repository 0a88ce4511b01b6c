//! `forget NAME`

use celebgraph::record::{Forgotten, Record, RecordError, SourceId};
use clap::Args;

use crate::cli::args::Global;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{Output, count};

#[derive(Debug, Args)]
pub(crate) struct ForgetArgs {
    /// The name of a dataset or an end of it (`duets.csv`), or the name or address of a source
    name: String,
    /// It is a dataset
    #[arg(long, conflicts_with = "source")]
    dataset: bool,
    /// It is a source
    #[arg(long)]
    source: bool,
}

pub(crate) fn run(
    global: &Global,
    args: &ForgetArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    // A record that is not there is not to be made.
    drop(Record::open_existing(&global.graph)?);
    let mut record = Record::open(&global.graph)?;
    let forgotten = forget(&mut record, args)?;
    output.answer(&forgotten, |output, forgotten| {
        output.line(format!(
            "forgotten: {}, {}, {}, {}",
            count(forgotten.statements, "statement", "statements"),
            count(forgotten.facts, "fact", "facts"),
            count(forgotten.names, "name", "names"),
            count(forgotten.sources, "source", "sources")
        ))
    })?;
    Ok(Exit::Success)
}

fn forget(record: &mut Record, args: &ForgetArgs) -> Result<Forgotten, CliError> {
    if !args.source {
        match record.forget_dataset(&args.name) {
            Err(RecordError::NoSuch { .. }) if !args.dataset => {}
            other => return Ok(other?),
        }
    }
    let source = find_source(record, &args.name)?;
    Ok(record.forget_source(source)?)
}

fn find_source(record: &Record, name: &str) -> Result<SourceId, CliError> {
    let found: Vec<_> = record
        .sources()?
        .into_iter()
        .filter(|row| row.source.url == name || row.source.name == name)
        .collect();
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => Err(RecordError::NoSuch {
            name: name.to_owned(),
        }
        .into()),
        several => Err(RecordError::Ambiguous {
            name: name.to_owned(),
            candidates: several
                .iter()
                .map(|row| format!("{} <{}>", row.source, row.source.url))
                .collect(),
        }
        .into()),
    }
}
