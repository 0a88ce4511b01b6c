//! `export`

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use celebgraph::export::{self, ExportError, Format, Selection};
use celebgraph::whole_file;
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global, formats};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{Output, count};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The format; by default that of the output file's name
    #[arg(long, short, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Write to a file; it appears only when it is complete
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only the people around NAME
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "between",
        allow_hyphen_values = true
    )]
    around: Option<String>,
    /// With --around: how many ties away
    #[arg(
        long,
        short,
        default_value_t = 1,
        value_name = "N",
        requires = "around"
    )]
    depth: usize,
    /// Only the shortest paths between A and B
    #[arg(long, num_args = 2, value_names = ["A", "B"], allow_hyphen_values = true)]
    between: Option<Vec<String>>,
    /// With --between: how many paths
    #[arg(short = 'k', long = "paths", default_value_t = 3, value_name = "N", requires = "between", value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &ExportArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let by_name = || args.output.as_deref().and_then(Format::of_path);
    let Some(format) = args.format.or_else(by_name) else {
        return Err(CliError::new(Exit::Usage, "which format?")
            .hint("--format dot or --format json, or -o with a file of that extension"));
    };
    let session = Session::open(global)?;
    let selection = select(&session, args)?;
    let target = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    match target {
        Some(path) => {
            to_file(&session, format, &selection, path)?;
            let summary = serde_json::json!({
                "file": path, "people": selection.people.len(), "ties": selection.ties.len()
            });
            output.answer(&summary, |output, _| {
                output.line(format!(
                    "{}: {}, {}",
                    path.display(),
                    count(selection.people.len() as u64, "person", "people"),
                    count(selection.ties.len() as u64, "tie", "ties")
                ))
            })?;
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            export::write(format, &session.question(), &selection, &mut out)?;
            out.flush()?;
        }
    }
    Ok(found(selection.ties.is_empty()))
}

fn select(session: &Session, args: &ExportArgs) -> Result<Selection, CliError> {
    let filter = args.filter.filter(&session.ontology)?;
    if let Some(name) = &args.around {
        let person = session.find(name)?;
        return Ok(Selection::around(
            &session.graph,
            person,
            args.depth,
            &filter,
        ));
    }
    if let Some([a, b]) = args.between.as_deref() {
        let (a, b) = session.find_two(a, b)?;
        return Ok(Selection::between(
            &session.graph,
            a,
            b,
            args.count.into(),
            &filter,
        ));
    }
    Ok(Selection::whole(&session.graph, &filter))
}

fn to_file(
    session: &Session,
    format: Format,
    selection: &Selection,
    path: &Path,
) -> Result<(), CliError> {
    let written = whole_file::write(path, |out| {
        export::write(format, &session.question(), selection, out)
    });
    written.map_err(|error| match error {
        ExportError::Io(error) => CliError::new(
            Exit::Record,
            format!("{} cannot be written: {error}", path.display()),
        ),
        other => other.into(),
    })
}
