//! `path A B`

use std::io;

use celebgraph::query::{Hop, NotConnected, PathAnswer, capitalized, path};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output, count, marks};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct PathArgs {
    /// A name, an alias, or a part of one
    a: String,
    /// Another
    b: String,
    /// How many paths
    #[arg(short = 'k', long = "paths", default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(global: &Global, args: &PathArgs, output: &mut Output) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let (a, b) = session.find_two(&args.a, &args.b)?;
    let answer = path(&session.question(), a, b, args.count.into(), &filter)?;
    output.answer(&answer, view)?;
    Ok(found(answer.paths.is_empty()))
}

fn view(output: &mut Output, answer: &PathAnswer) -> io::Result<()> {
    for (at, path) in answer.paths.iter().enumerate() {
        if at > 0 {
            output.line("")?;
        }
        let hops = count(path.hops.len() as u64, "hop", "hops");
        let people = path.people.join(" – ");
        output.line(format!("{BOLD}{hops}:{BOLD:#} {people}"))?;
        for (number, hop) in path.hops.iter().enumerate() {
            view_hop(output, number + 1, hop)?;
        }
    }
    match &answer.not_connected {
        Some(reason) => not_connected(output, answer, reason),
        None => Ok(()),
    }
}

fn view_hop(output: &mut Output, number: usize, hop: &Hop) -> io::Result<()> {
    let best = hop.ties.iter().find(|tie| tie.sentence == hop.sentence);
    let marks = best.map(marks).unwrap_or_default();
    output.line(format!(
        "  {number}. {} [{marks}]",
        capitalized(&hop.sentence)
    ))?;
    if let Some(source) = &hop.source {
        let published = hop
            .published
            .map(|date| format!(", {date}"))
            .unwrap_or_default();
        output.line(format!("     {DIM}{source}{published}{DIM:#}"))?;
    }
    for other in hop.ties.iter().filter(|tie| tie.sentence != hop.sentence) {
        output.line(format!("     {DIM}also:{DIM:#} {}", other.sentence))?;
    }
    Ok(())
}

fn not_connected(
    output: &mut Output,
    answer: &PathAnswer,
    reason: &NotConnected,
) -> io::Result<()> {
    output.line(format!(
        "{BOLD}{}{BOLD:#} and {BOLD}{}{BOLD:#} are not connected.",
        answer.from, answer.to
    ))?;
    for (name, size) in [
        (&answer.from, reason.from_component),
        (&answer.to, reason.to_component),
    ] {
        output.line(match size {
            1 => format!("  {name} has no ties that count here."),
            2 => format!("  {name} reaches 1 other person."),
            _ => format!("  {name} reaches {} other people.", size - 1),
        })?;
    }
    for (filter, hops) in &reason.but_for {
        let hops = count(*hops as u64, "hop", "hops");
        output.line(format!("  Without {filter} they are connected in {hops}."))?;
    }
    match (reason.but_for.is_empty(), reason.unfiltered) {
        (true, Some(hops)) => {
            let hops = count(hops as u64, "hop", "hops");
            output.line(format!(
                "  With all ties, denied ones too, they are connected in {hops}."
            ))
        }
        (true, None) => {
            output.line("  No tie on record joins the two groups, whatever the filter.")
        }
        _ => Ok(()),
    }
}
