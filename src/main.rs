//! The command-line tool: parse, run, exit code. Everything else is in the library and in [`cli`].

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
