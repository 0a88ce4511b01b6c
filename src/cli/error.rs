//! Errors with a kind, hints and an exit code; all exit codes are here.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use celebgraph::export::ExportError;
use celebgraph::ingest::IngestError;
use celebgraph::ontology::OntologyError;
use celebgraph::pipeline::PipelineError;
use celebgraph::query::NotFound;
use celebgraph::record::RecordError;
use serde_json::json;

use super::output::count;

/// The exit codes of the program. 2, usage, is clap's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All went well.
    Success = 0,
    /// The question has no answer: nobody of that name, several, not connected.
    Nothing = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// The input has errors: rows were rejected, a file cannot be read, `check` found something impossible.
    Data = 3,
    /// The record cannot be used: missing, busy, damaged, not writable; or the output cannot be written.
    Record = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// An error on its way to the user.
#[derive(Debug)]
pub(crate) struct CliError {
    exit: Exit,
    message: String,
    hints: Vec<String>,
    broken_pipe: bool,
}

impl CliError {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            hints: Vec::new(),
            broken_pipe: false,
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }

    /// Writes the error to standard error; as JSON if the answer would have been.
    pub(crate) fn report(&self, as_json: bool) -> ExitCode {
        let mut err = anstream::stderr().lock();
        // Where standard error is closed there is nobody to tell.
        let _ = self.write(&mut err, as_json);
        self.exit.into()
    }

    pub(crate) fn write(&self, err: &mut dyn Write, as_json: bool) -> io::Result<()> {
        if as_json {
            let error = json!({"error": self.message, "hints": self.hints});
            return writeln!(err, "{error}");
        }
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        writeln!(err, "{red}error:{red:#} {}", self.message)?;
        let dim = Style::new().fg_color(Some(AnsiColor::Cyan.into()));
        for hint in &self.hints {
            writeln!(err, "{dim}hint:{dim:#} {hint}")?;
        }
        Ok(())
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let mut cli = Self::new(
            Exit::Record,
            format!("the output cannot be written: {error}"),
        );
        cli.broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        cli
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<RecordError> for CliError {
    fn from(error: RecordError) -> Self {
        let cli = Self::new(Exit::Record, error.to_string());
        match error {
            RecordError::Missing { .. } => cli
                .hint("`celebgraph ingest PATH...` makes one from tables of facts")
                .hint("--graph FILE or the variable CELEBGRAPH_GRAPH names another"),
            RecordError::Foreign { .. } => cli.hint("--graph FILE names another file"),
            RecordError::Newer { .. } => cli.hint("install the newer celebgraph"),
            RecordError::Busy { .. } => cli.hint("wait until the other one is done, and try again"),
            RecordError::Full { .. } => {
                cli.hint("make room, or put the record elsewhere with --graph FILE")
            }
            RecordError::ReadOnly { .. } => cli.hint("put the record elsewhere with --graph FILE"),
            RecordError::Damaged { .. } => {
                cli.hint("restore a copy, or ingest the tables again into a new record")
            }
            RecordError::NoSuch { .. } => Self {
                exit: Exit::Nothing,
                ..cli.hint("`celebgraph sources` lists datasets and sources")
            },
            RecordError::Ambiguous { .. } => Self {
                exit: Exit::Nothing,
                ..cli
            },
            _ => cli,
        }
    }
}

impl From<OntologyError> for CliError {
    fn from(error: OntologyError) -> Self {
        Self::new(Exit::Data, error.to_string())
            .hint("the form is that of data/ontology/relations.toml in the sources of celebgraph")
    }
}

impl From<PipelineError> for CliError {
    fn from(error: PipelineError) -> Self {
        match error {
            PipelineError::Record(error) => error.into(),
            PipelineError::Rejects { .. } => Self::new(Exit::Record, error.to_string()),
            PipelineError::Ingest(IngestError::Io { file, source }) => {
                Self::new(Exit::Data, format!("{file}: {}", io_reason(&source)))
            }
            PipelineError::Ingest(_) => Self::new(Exit::Data, error.to_string()),
        }
    }
}

impl From<ExportError> for CliError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Io(error) => error.into(),
            ExportError::Record(error) => error.into(),
        }
    }
}

/// What the system says, without its number.
pub(crate) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

impl From<NotFound> for CliError {
    fn from(error: NotFound) -> Self {
        let mut cli = Self::new(Exit::Nothing, error.to_string());
        match &error {
            NotFound::Nobody { suggestions, .. } if suggestions.is_empty() => {
                cli.hint("`celebgraph people` lists everybody")
            }
            NotFound::Nobody { suggestions, .. } => {
                let names: Vec<String> =
                    suggestions.iter().map(|name| format!("`{name}`")).collect();
                cli.hint(format!("did you mean {}?", names.join(" or ")))
            }
            NotFound::Several { .. } => {
                let (candidates, more) = error.candidates();
                for candidate in candidates {
                    let hint = match candidate.hint.as_str() {
                        "" => String::new(),
                        hint => format!(", {hint}"),
                    };
                    let ties = count(candidate.ties as u64, "tie", "ties");
                    cli = cli.hint(format!("{} ({ties}{hint})", candidate.name));
                }
                if more > 0 {
                    cli = cli.hint(format!(
                        "and {more} more: `celebgraph people PATTERN` lists them"
                    ));
                }
                cli
            }
        }
    }
}
