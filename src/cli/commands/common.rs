//! `common A B`

use std::io;

use celebgraph::query::{Common, common};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, Output, count, marks};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct CommonArgs {
    /// A name, an alias, or a part of one
    a: String,
    /// Another
    b: String,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &CommonArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let (a, b) = session.find_two(&args.a, &args.b)?;
    let answer = common(&session.question(), a, b, &filter);
    output.answer(&answer, view)?;
    Ok(found(answer.people.is_empty()))
}

fn view(output: &mut Output, answer: &Common) -> io::Result<()> {
    let people = count(answer.people.len() as u64, "person", "people");
    output.line(format!(
        "{people} tied to both {BOLD}{}{BOLD:#} and {BOLD}{}{BOLD:#}",
        answer.a, answer.b
    ))?;
    for person in &answer.people {
        output.line(format!("  {BOLD}{}{BOLD:#}", person.name))?;
        for tie in person.with_a.iter().chain(&person.with_b) {
            output.line(format!("    {} [{}]", tie.sentence, marks(tie)))?;
        }
    }
    Ok(())
}
