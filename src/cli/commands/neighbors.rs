//! `neighbors NAME`

use std::io;

use celebgraph::query::{Neighbors, neighbors};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, Output, count, marks};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct NeighborsArgs {
    /// A name, an alias, or a part of one
    name: String,
    /// How many ties away
    #[arg(long, short, default_value_t = 1, value_name = "N")]
    depth: usize,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &NeighborsArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let person = session.find(&args.name)?;
    let answer = neighbors(&session.question(), person, args.depth, &filter);
    output.answer(&answer, view)?;
    Ok(found(answer.people.is_empty()))
}

fn view(output: &mut Output, answer: &Neighbors) -> io::Result<()> {
    let people = count(answer.people.len() as u64, "person", "people");
    let ties = count(answer.depth as u64, "tie", "ties");
    output.line(format!(
        "{BOLD}{}{BOLD:#}: {people} within {ties}",
        answer.name
    ))?;
    let mut distance = 0;
    for neighbor in &answer.people {
        if neighbor.distance != distance {
            distance = neighbor.distance;
            output.line("")?;
            output.heading(&match distance {
                1 => "1 TIE AWAY".to_owned(),
                n => format!("{n} TIES AWAY"),
            })?;
        }
        output.line(format!("  {BOLD}{}{BOLD:#}", neighbor.name))?;
        for tie in &neighbor.ties {
            output.line(format!("    {} [{}]", tie.sentence, marks(tie)))?;
        }
    }
    Ok(())
}
