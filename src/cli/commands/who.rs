//! `who NAME`

use std::io;

use celebgraph::query::{Who, WhoTie, who};
use clap::Args;

use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output, count, dates, marks, pad, width};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// A name, an alias, or a part of one
    name: String,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(global: &Global, args: &WhoArgs, output: &mut Output) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let person = session.find(&args.name)?;
    let answer = who(&session.question(), person, &filter);
    output.answer(&answer, view)?;
    Ok(Exit::Success)
}

fn view(output: &mut Output, who: &Who) -> io::Result<()> {
    output.line(format!("{BOLD}{}{BOLD:#}", who.name))?;
    if !who.aliases.is_empty() {
        output.line(format!("  {DIM}also{DIM:#} {}", who.aliases.join(", ")))?;
    }
    for (field, values) in &who.details {
        let field = field.replace('_', " ");
        output.line(format!("  {DIM}{field}{DIM:#} {}", values.join(", ")))?;
    }
    let mut from = 0;
    while let Some(first) = who.ties.get(from) {
        let heading = heading(first);
        let len = who.ties[from..]
            .iter()
            .take_while(|tie| self::heading(tie) == heading)
            .count();
        output.line("")?;
        output.heading(&heading)?;
        group(output, &who.ties[from..from + len])?;
        from += len;
    }
    if who.ties.is_empty() {
        output.line("")?;
        output.line("no ties")?;
    }
    if who.hidden > 0 {
        output.line("")?;
        let hidden = count(who.hidden as u64, "tie", "ties");
        output.line(format!("{DIM}{hidden} left out by the filters{DIM:#}"))?;
    }
    Ok(())
}

fn heading(tie: &WhoTie) -> String {
    tie.seen_as.as_str().replace('_', " ").to_uppercase()
}

fn group(output: &mut Output, ties: &[WhoTie]) -> io::Result<()> {
    let widest = |of: &dyn Fn(&WhoTie) -> usize| ties.iter().map(of).max().unwrap_or(0);
    let name_width = widest(&|tie| width(&tie.person)).min(40);
    let role_width = widest(&|tie| width(&tie.role));
    let date_width = widest(&|tie| width(&dates(&tie.tie)));
    for tie in ties {
        output.line(
            format!(
                "  {}  {}  {}  {}",
                pad(&tie.person, name_width),
                pad(&tie.role, role_width),
                pad(&dates(&tie.tie), date_width),
                marks(&tie.tie)
            )
            .trim_end(),
        )?;
        if !tie.tie.works.is_empty() {
            let works = tie.tie.works.join("; ");
            output.line(format!("    {DIM}{works}{DIM:#}"))?;
        }
    }
    Ok(())
}
