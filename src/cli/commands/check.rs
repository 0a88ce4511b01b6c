//! `check`

use celebgraph::query::{Severity, check};
use clap::Args;

use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::Output;
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &CheckArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let answer = check(&session.question(), &filter);
    output.answer(&answer, |output, check| {
        if check.findings.is_empty() {
            return output.line("nothing impossible, nothing doubtful");
        }
        for (severity, title) in [
            (Severity::Impossible, "IMPOSSIBLE"),
            (Severity::Doubtful, "DOUBTFUL"),
        ] {
            let of_severity = check.findings.iter().filter(|f| f.severity == severity);
            for (at, finding) in of_severity.enumerate() {
                if at == 0 {
                    output.heading(title)?;
                }
                output.line(format!("  {}  {}", finding.kind, finding.text))?;
            }
        }
        Ok(())
    })?;
    Ok(if answer.has_impossible() {
        Exit::Data
    } else {
        Exit::Success
    })
}
