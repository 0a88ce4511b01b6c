//! `timeline A [B]`

use std::io;

use celebgraph::query::{EventKind, Timeline, timeline};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output, pad, width};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    /// A name, an alias, or a part of one
    a: String,
    /// Another: only what concerns the two
    b: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &TimelineArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let (a, b) = match &args.b {
        Some(b) => {
            let (a, b) = session.find_two(&args.a, b)?;
            (a, Some(b))
        }
        None => (session.find(&args.a)?, None),
    };
    let answer = timeline(&session.question(), a, b, &filter)?;
    output.answer(&answer, view)?;
    Ok(found(answer.events.is_empty() && answer.undated.is_empty()))
}

/// The longest word for a kind of event.
const WORD: usize = "reported".len();

fn word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Born => "born",
        EventKind::Begins => "begins",
        EventKind::Ends => "ends",
        EventKind::Reported => "reported",
        EventKind::Died => "died",
    }
}

fn view(output: &mut Output, answer: &Timeline) -> io::Result<()> {
    let with = match &answer.with {
        Some(with) => format!(" and {BOLD}{with}{BOLD:#}"),
        None => String::new(),
    };
    output.line(format!("{BOLD}{}{BOLD:#}{with}", answer.name))?;
    let widest = answer
        .events
        .iter()
        .map(|event| width(&event.date.to_string()))
        .max();
    let mut is_unsure = false;
    for event in &answer.events {
        let mark = if event.order_unknown { "~" } else { " " };
        is_unsure |= event.order_unknown;
        let date = pad(&event.date.to_string(), widest.unwrap_or(0));
        let what = pad(word(event.kind), WORD);
        output.line(format!("  {date} {mark} {DIM}{what}{DIM:#} {}", event.text))?;
    }
    if is_unsure {
        output.line(format!(
            "  {DIM}~ may have been before the line above: the dates overlap{DIM:#}"
        ))?;
    }
    if !answer.undated.is_empty() {
        output.line("")?;
        output.heading("UNDATED")?;
        for tie in &answer.undated {
            output.line(format!("  {}", tie.sentence))?;
        }
    }
    Ok(())
}
