//! `ingest PATH...`

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use celebgraph::fact::Column;
use celebgraph::ingest::{Options, discover, parse_delimiter, parse_encoding};
use celebgraph::pipeline::{Ingest, Outcome, PipelineError, Progress, Report};
use celebgraph::record::Record;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::cli::args::Global;
use crate::cli::error::{CliError, Exit, io_reason};
use crate::cli::output::{Output, count};
use crate::cli::session;

#[derive(Debug, Args)]
pub(crate) struct IngestArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Change nothing, show what would happen
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Refuse a whole file if one of its rows does not fit
    #[arg(long)]
    strict: bool,
    /// Which header (or number) is which column: --map subject=name1
    #[arg(long, value_name = "COLUMN=HEADER", value_parser = parse_map)]
    map: Vec<(Column, String)>,
    /// What separates the columns: , ; | tab (otherwise it is found out)
    #[arg(long, value_name = "CHAR", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// The encoding: utf-8 unless the file says otherwise, windows-1252, utf-16le, ...
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// The name of the dataset, instead of the file's path (one input only)
    #[arg(long, value_name = "NAME")]
    dataset: Option<String>,
    /// Where to keep rejected rows, instead of beside the file (one input only)
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// Everything that happened.
#[derive(Debug, Default, Serialize)]
struct Summary {
    dry_run: bool,
    rows: u64,
    facts_new: u64,
    facts_known: u64,
    people_new: u64,
    rejected: u64,
    files: Vec<Report>,
    failed: Vec<Failure>,
    skipped: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Failure {
    file: String,
    error: String,
}

fn parse_map(text: &str) -> Result<(Column, String), String> {
    let (column, header) = text
        .split_once('=')
        .ok_or("expected COLUMN=HEADER, such as subject=name1")?;
    let column = column.trim().to_lowercase();
    let known = Column::OF_FACTS
        .into_iter()
        .find(|known| known.name() == column);
    let known = known.or_else(|| {
        use celebgraph::fact::PersonColumn;
        use celebgraph::model::Field;
        match column.as_str() {
            "name" => Some(Column::Person(PersonColumn::Name)),
            "aliases" => Some(Column::Person(PersonColumn::Aliases)),
            "gender" | "born" | "died" | "occupation" | "wikidata" | "known_for" => Some(
                Column::Person(PersonColumn::Detail(Field::from_column(&column))),
            ),
            _ => None,
        }
    });
    match known {
        Some(known) => Ok((known, header.to_owned())),
        None => Err(format!(
            "unknown column `{column}`; expected one of {}, or of people name, aliases, gender, born, died, occupation, wikidata, known_for",
            Column::OF_FACTS.map(|column| column.name()).join(", ")
        )),
    }
}

pub(crate) fn run(
    global: &Global,
    args: &IngestArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let (inputs, skipped) = inputs(args)?;
    let mut record = open(global, args.dry_run)?;
    let (ontology, extra) = session::ontology(global, Some(&record))?;
    if !args.dry_run {
        for (name, text) in &extra {
            record.keep_ontology(name, text)?;
        }
    }
    let mut ingest = Ingest::new(&ontology);
    ingest.context = extra.iter().map(|(_, text)| text.as_str()).collect();
    ingest.options = Options {
        delimiter: args.delimiter,
        encoding: args.encoding,
        map: args.map.clone(),
    };
    ingest.strict = args.strict;
    ingest.dry_run = args.dry_run;
    ingest.dataset = args.dataset.clone();
    ingest.rejects = args.rejects.clone();
    let again = flags(args);
    let mut summary = Summary {
        dry_run: args.dry_run,
        skipped,
        ..Summary::default()
    };
    let mut worst = Exit::Success;
    let mut bar = Bar::new(output.is_json());
    for input in inputs {
        let result = match &input {
            Input::File(path) => ingest.file(&mut record, path, &mut bar),
            Input::Stdin => ingest.stream(&mut record, io::stdin().lock(), &mut bar),
        };
        match result {
            Ok(report) => {
                if report.rejected > 0 && report.outcome != Outcome::Unchanged {
                    worst = Exit::Data;
                }
                summary.add(report, &again, output)?;
            }
            // What is wrong with one file is no reason not to read the next; what is wrong with the record is.
            Err(error @ PipelineError::Ingest(_)) => {
                worst = Exit::Data;
                let error = CliError::from(error);
                if !output.is_json() {
                    output.flush()?;
                    error.write(&mut anstream::stderr().lock(), false)?;
                }
                summary.failed.push(Failure {
                    file: input.to_string(),
                    error: error.message().to_owned(),
                });
            }
            Err(error) => return Err(error.into()),
        }
    }
    output.answer(&summary, |output, summary| {
        finish(output, summary, global, &record)
    })?;
    Ok(worst)
}

/// The flags that tell how the columns are read; the encoding is not among them, since rejected rows are kept in UTF-8.
fn flags(args: &IngestArgs) -> String {
    let mut flags = String::new();
    for (column, header) in &args.map {
        flags.push_str(&format!(" --map '{column}={header}'"));
    }
    if let Some(byte) = args.delimiter {
        let name = match byte {
            b'\t' => "tab".to_owned(),
            other => char::from(other).to_string(),
        };
        flags.push_str(&format!(" --delimiter '{name}'"));
    }
    flags
}

enum Input {
    File(PathBuf),
    Stdin,
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Input::File(path) => path.display().fmt(f),
            Input::Stdin => f.write_str("standard input"),
        }
    }
}

/// The files to read, and those of the folders that are not.
fn inputs(args: &IngestArgs) -> Result<(Vec<Input>, Vec<PathBuf>), CliError> {
    let mut inputs = Vec::new();
    let mut skipped = Vec::new();
    for path in &args.paths {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
            continue;
        }
        let found = discover(path).map_err(|error| {
            CliError::new(
                Exit::Data,
                format!("{}: {}", path.display(), io_reason(&error)),
            )
        })?;
        inputs.extend(found.files.into_iter().map(Input::File));
        skipped.extend(found.skipped);
    }
    if inputs.is_empty() {
        return Err(CliError::new(Exit::Data, "there are no tables to read")
            .hint("in folders, files named .csv, .tsv, .tab, .psv and .json are read; a file named on the command line is read whatever its name"));
    }
    if inputs.len() > 1 && (args.dataset.is_some() || args.rejects.is_some()) {
        return Err(CliError::new(
            Exit::Usage,
            "--dataset and --rejects go with one input, and there are several",
        ));
    }
    Ok((inputs, skipped))
}

/// A dry run must not make a file: where there is no record, it works on one in memory.
fn open(global: &Global, dry_run: bool) -> Result<Record, CliError> {
    if dry_run && !global.graph.exists() {
        Ok(Record::in_memory()?)
    } else {
        Ok(Record::open(&global.graph)?)
    }
}

impl Summary {
    /// Adds and shows what a file brought; `again` are the flags that its rejected rows need as well.
    fn add(&mut self, report: Report, again: &str, output: &mut Output) -> Result<(), CliError> {
        self.rows += report.rows;
        self.facts_new += report.facts_new;
        self.facts_known += report.facts_known;
        self.people_new += report.people_new;
        if report.outcome != Outcome::Unchanged {
            self.rejected += report.rejected;
        }
        if !output.is_json() {
            file(output, &report)?;
            output.flush()?;
            rejects(&report, again)?;
        }
        self.files.push(report);
        Ok(())
    }
}

fn file(output: &mut Output, report: &Report) -> io::Result<()> {
    let what = match report.outcome {
        Outcome::Unchanged => {
            let rejected = match report.rejected {
                0 => String::new(),
                n => format!(", with {}", count(n, "rejected row", "rejected rows")),
            };
            return output.line(format!("{}: unchanged{rejected}", report.dataset));
        }
        Outcome::Refused => {
            let rows = count(report.rejected, "row does not fit", "rows do not fit");
            return output.line(format!("{}: refused, {rows}", report.dataset));
        }
        Outcome::Replaced => "read again",
        Outcome::Added => "read",
    };
    let mut parts = vec![count(report.rows, "row", "rows")];
    if report.people_rows > 0 {
        parts.push(count(
            report.people_rows,
            "row about people",
            "rows about people",
        ));
    }
    if report.format != "people" {
        parts.push(format!("{} new", count(report.facts_new, "fact", "facts")));
        parts.push(count(report.facts_known, "known", "known"));
    }
    parts.push(count(report.people_new, "new person", "new people"));
    if report.rejected > 0 {
        parts.push(format!("{} rejected", report.rejected));
    }
    output.line(format!("{}: {what}, {}", report.dataset, parts.join(", ")))?;
    for sample in &report.samples {
        output.line(format!("  reads: {sample}"))?;
    }
    for note in &report.notes {
        output.line(format!("  {note}"))?;
    }
    Ok(())
}

fn rejects(report: &Report, again: &str) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    let yellow = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
    for reason in &report.reasons {
        writeln!(
            err,
            "  {yellow}rejected{yellow:#} {}, {reason}",
            report.dataset
        )?;
    }
    if report.outcome == Outcome::Unchanged {
        return Ok(());
    }
    let more = report.rejected - report.reasons.len() as u64;
    if more > 0 {
        writeln!(err, "  {yellow}rejected{yellow:#} {more} more")?;
    }
    if let Some(path) = &report.rejects {
        let path = path.display();
        writeln!(
            err,
            "  the rejected rows are kept in {path}: mend them there and run `celebgraph ingest{again} {path}`"
        )?;
    }
    Ok(())
}

fn finish(
    output: &mut Output,
    summary: &Summary,
    global: &Global,
    record: &Record,
) -> io::Result<()> {
    if !summary.skipped.is_empty() {
        let files = count(summary.skipped.len() as u64, "other file", "other files");
        output.line(format!("{files} left out: neither tables nor graphs"))?;
    }
    let verb = if summary.dry_run {
        "would be"
    } else {
        "in all:"
    };
    output.line("")?;
    output.line(format!(
        "{verb} {} read, {} new, {}, {}, {}",
        count(summary.rows, "row", "rows"),
        count(summary.facts_new, "fact", "facts"),
        count(summary.facts_known, "known", "known"),
        count(summary.rejected, "rejected", "rejected"),
        count(summary.people_new, "new person", "new people")
    ))?;
    if summary.dry_run {
        return output.line("nothing was changed (--dry-run)");
    }
    if summary.files.is_empty() {
        return Ok(());
    }
    what_next(output, global, record)
}

/// Questions that the record can answer, with names that are in it.
fn what_next(output: &mut Output, global: &Global, record: &Record) -> io::Result<()> {
    let Ok(Some((a, b))) = record.examples() else {
        return Ok(());
    };
    let graph = match global.graph.to_str() {
        Some("celebgraph.db") | None => String::new(),
        Some(path) => format!(" --graph '{path}'"),
    };
    output.line("")?;
    output.line("Ask next:")?;
    for question in [
        format!("who \"{a}\""),
        format!("path \"{a}\" \"{b}\""),
        format!("timeline \"{a}\""),
        format!("family \"{b}\""),
        format!("export --around \"{a}\" --depth 2 -o around.dot"),
    ] {
        output.line(format!("  celebgraph{graph} {question}"))?;
    }
    Ok(())
}

/// A progress bar on a terminal, for files that take long; nothing anywhere else.
struct Bar {
    bar: ProgressBar,
    quiet: bool,
}

/// From how many bytes a file gets a bar.
const LONG: u64 = 4 << 20;

impl Bar {
    fn new(is_json: bool) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            quiet: is_json || !io::stderr().is_terminal(),
        }
    }
}

impl Progress for Bar {
    fn begin(&mut self, name: &str, bytes: u64) {
        if self.quiet || bytes < LONG {
            return;
        }
        self.bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}");
        if let Ok(style) = style {
            self.bar.set_style(style);
        }
        self.bar.set_message(name.to_owned());
    }

    fn advance(&mut self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    fn settle(&mut self) {
        if !self.bar.is_hidden() {
            self.bar.set_message("writing");
        }
    }

    fn end(&mut self) {
        self.bar.finish_and_clear();
        self.bar = ProgressBar::hidden();
    }
}
