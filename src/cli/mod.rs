//! The command line: it parses, calls the library and prints.

mod args;
mod commands;
mod error;
mod output;
mod session;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use output::Output;

/// Runs the program and tells its exit code.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let mut output = Output::new(cli.global.json);
    match commands::run(&cli, &mut output).and_then(|code| {
        output.flush()?;
        Ok(code)
    }) {
        Ok(code) => code.into(),
        // Whoever reads our output has seen enough.
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => error.report(cli.global.json),
    }
}
