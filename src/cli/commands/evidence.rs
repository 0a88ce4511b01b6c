//! `evidence A B`

use std::io;

use celebgraph::query::{EvidenceAnswer, StatementView, capitalized, evidence};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output, marks};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct EvidenceArgs {
    /// A name, an alias, or a part of one
    a: String,
    /// Another
    b: String,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &EvidenceArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let (a, b) = session.find_two(&args.a, &args.b)?;
    let answer = evidence(&session.question(), a, b, &filter)?;
    output.answer(&answer, view)?;
    Ok(found(answer.ties.is_empty()))
}

fn view(output: &mut Output, answer: &EvidenceAnswer) -> io::Result<()> {
    if answer.ties.is_empty() {
        return output.line(format!(
            "nothing was said of {BOLD}{}{BOLD:#} and {BOLD}{}{BOLD:#}",
            answer.a, answer.b
        ));
    }
    for (at, tie) in answer.ties.iter().enumerate() {
        if at > 0 {
            output.line("")?;
        }
        output.line(format!(
            "{BOLD}{}{BOLD:#} [{}]",
            capitalized(&tie.tie.sentence),
            marks(&tie.tie)
        ))?;
        for statement in &tie.evidence {
            view_statement(output, statement)?;
        }
    }
    Ok(())
}

fn view_statement(output: &mut Output, statement: &StatementView) -> io::Result<()> {
    let published = statement
        .published
        .map_or_else(|| "undated".to_owned(), |date| date.to_string());
    output.line(format!("  {published}  {}", statement.source))?;
    if !statement.source.url.is_empty() && statement.source.label() != statement.source.url {
        output.line(format!("    {DIM}{}{DIM:#}", statement.source.url))?;
    }
    let mut said = vec![statement.says.clone()];
    said.extend(statement.certainty.map(|certainty| certainty.to_string()));
    said.extend(statement.status.map(|status| status.to_string()));
    said.extend(statement.start.map(|date| format!("start {date}")));
    said.extend(statement.end.map(|date| format!("end {date}")));
    if !statement.works.is_empty() {
        said.push(statement.works.join("; "));
    }
    said.extend(
        statement
            .confidence
            .map(|number| format!("confidence {number}")),
    );
    output.line(format!("    says: {}", said.join(" · ")))?;
    if let Some(quote) = &statement.quote {
        let speaker = match &statement.speaker {
            Some(speaker) => format!(" — {speaker}"),
            None => String::new(),
        };
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        output.line(format!("    “{quote}”{speaker}"))?;
    }
    let rule = match &statement.rule {
        Some(rule) => format!(", rule {rule}"),
        None => String::new(),
    };
    output.line(format!(
        "    {DIM}{}, line {}{rule}{DIM:#}",
        statement.dataset, statement.line
    ))
}
