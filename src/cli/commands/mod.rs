//! One file per verb: its arguments, and a function that calls the library and prints.

pub(crate) mod check;
pub(crate) mod common;
pub(crate) mod evidence;
pub(crate) mod export;
pub(crate) mod family;
pub(crate) mod forget;
pub(crate) mod ingest;
pub(crate) mod neighbors;
pub(crate) mod path;
pub(crate) mod people;
pub(crate) mod relations;
pub(crate) mod sources;
pub(crate) mod stats;
pub(crate) mod timeline;
pub(crate) mod who;

use super::args::{Cli, Command};
use super::error::{CliError, Exit};
use super::output::Output;

/// Runs the verb of the command line.
pub(crate) fn run(cli: &Cli, output: &mut Output) -> Result<Exit, CliError> {
    let global = &cli.global;
    match &cli.command {
        Command::Ingest(args) => ingest::run(global, args, output),
        Command::Forget(args) => forget::run(global, args, output),
        Command::Who(args) => who::run(global, args, output),
        Command::Neighbors(args) => neighbors::run(global, args, output),
        Command::Path(args) => path::run(global, args, output),
        Command::Common(args) => common::run(global, args, output),
        Command::Evidence(args) => evidence::run(global, args, output),
        Command::Timeline(args) => timeline::run(global, args, output),
        Command::Family(args) => family::run(global, args, output),
        Command::People(args) => people::run(global, args, output),
        Command::Sources(args) => sources::run(global, args, output),
        Command::Stats(args) => stats::run(global, args, output),
        Command::Check(args) => check::run(global, args, output),
        Command::Export(args) => export::run(global, args, output),
        Command::Relations(args) => relations::run(global, args, output),
    }
}

/// The exit code of a question whose answer may be empty.
fn found(is_empty: bool) -> Exit {
    if is_empty {
        Exit::Nothing
    } else {
        Exit::Success
    }
}
