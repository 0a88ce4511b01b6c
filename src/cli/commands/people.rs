//! `people [PATTERN]`

use celebgraph::query::people;
use clap::Args;

use super::found;
use crate::cli::args::Global;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::Output;
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct PeopleArgs {
    /// A piece of a name or alias, or a whole one with `*` and `?`
    pattern: Option<String>,
}

pub(crate) fn run(
    global: &Global,
    args: &PeopleArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let answer = people(&session.graph, args.pattern.as_deref());
    output.answer(&answer, |output, people| {
        if people.is_empty() {
            return output.line("nobody");
        }
        let rows = people
            .iter()
            .map(|person| {
                vec![
                    person.name.clone(),
                    person.ties.to_string(),
                    person.born.clone().unwrap_or_default(),
                    person.occupation.join(", "),
                    person.aliases.join(", "),
                ]
            })
            .collect();
        output.table(
            &["name", "ties", "born", "occupation", "aliases"],
            &[1],
            rows,
        )
    })?;
    Ok(found(answer.is_empty()))
}
