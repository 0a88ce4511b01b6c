//! How answers look on a terminal.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use celebgraph::model::{Certainty, Status};
use celebgraph::query::{Fit, TieView};
use comfy_table::{CellAlignment, Table};
use serde::Serialize;

use super::error::CliError;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
const HEAD: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const WARN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const BAD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// Standard output: buffered, colored only on a terminal and where NO_COLOR is not set.
pub(crate) struct Output {
    out: io::BufWriter<AutoStream<io::Stdout>>,
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self {
            out: io::BufWriter::new(anstream::stdout()),
            json,
        }
    }

    /// Whether answers are wanted as JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes an answer: as JSON if that is wanted, else by `view`.
    pub(crate) fn answer<T: Serialize>(
        &mut self,
        answer: &T,
        view: impl FnOnce(&mut Self, &T) -> io::Result<()>,
    ) -> Result<(), CliError> {
        if self.json {
            serde_json::to_writer_pretty(&mut self.out, answer)?;
            writeln!(self.out)?;
        } else {
            view(self, answer)?;
        }
        Ok(())
    }

    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        writeln!(self.out, "{}", text.as_ref())
    }

    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{HEAD}{text}{HEAD:#}")
    }

    /// Lines of cells in columns.
    pub(crate) fn table(
        &mut self,
        header: &[&str],
        right: &[usize],
        rows: Vec<Vec<String>>,
    ) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header(header.iter().map(|text| text.to_uppercase()));
        table.add_rows(rows);
        for column in right {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for (at, line) in table.lines().enumerate() {
            let line = line.trim_end();
            if at == 0 {
                writeln!(self.out, "{DIM}{line}{DIM:#}")?;
            } else {
                writeln!(self.out, "{line}")?;
            }
        }
        Ok(())
    }

    /// What a reader should doubt.
    pub(crate) fn warning(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{WARN}{text}{WARN:#}")
    }
}

/// The words after a tie: what is uncertain about it, and how many sources there are.
pub(crate) fn marks(tie: &TieView) -> String {
    let mut marks = Vec::new();
    if tie.fit == Fit::Perhaps {
        marks.push(format!("{WARN}? dates do not tell{WARN:#}"));
    }
    match tie.certainty {
        Certainty::Asserted => {}
        Certainty::Rumored => marks.push(format!("{WARN}rumored{WARN:#}")),
        Certainty::Denied => marks.push(format!("{BAD}denied{BAD:#}")),
    }
    match tie.status {
        Status::Current => {}
        Status::Ended => marks.push("ended".to_owned()),
        Status::Planned => marks.push("planned".to_owned()),
    }
    let silent_or_other = tie.support.saturating_sub(tie.status_support);
    if tie.status != Status::Current && silent_or_other > 0 && tie.status_support > 0 {
        marks.push(format!("so says {} of {}", tie.status_support, tie.support));
    }
    if tie.disagreement.is_any() {
        marks.push(format!("{WARN}sources disagree{WARN:#}"));
    }
    marks.push(match tie.support {
        1 => format!("{DIM}1 source{DIM:#}"),
        n => format!("{DIM}{n} sources{DIM:#}"),
    });
    marks.join(", ")
}

/// The dates of a tie in a column.
pub(crate) fn dates(tie: &TieView) -> String {
    match (&tie.start, &tie.end) {
        (None, None) => String::new(),
        (Some(start), None) if tie.status == Status::Ended => format!("{start} – ?"),
        (Some(start), None) => start.to_string(),
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (None, Some(end)) => format!("– {end}"),
    }
}

/// How wide a text is on a terminal, in columns, without its colors.
pub(crate) fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(anstream::adapter::strip_str(text).to_string().as_str())
}

/// A text filled up with spaces.
pub(crate) fn pad(text: &str, to: usize) -> String {
    let fill = to.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(fill))
}

/// `1 person`, `2 people`.
pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if n == 1 { one } else { many })
}
