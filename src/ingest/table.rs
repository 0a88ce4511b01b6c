//! Tables of facts and of people: CSV with any delimiter.

use std::io::Read;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder, StringRecord, Terminator};

use super::encoding::Decoded;
use super::header::{self, Layout};
use super::{Format, IngestError, Item, Options, Raw, Reject, Summary, delimiter};
use crate::fact::{Column, PersonColumn, Row, RowError, Side, Validator};

/// Reads a table and hands over its rows until the sink returns `false`.
pub(super) fn read<R: Read>(
    input: Decoded<R>,
    file: &str,
    options: &Options,
    validator: &mut Validator<'_>,
    sink: &mut dyn FnMut(Item) -> bool,
) -> Result<Summary, IngestError> {
    let io = |source| IngestError::Io {
        file: file.to_owned(),
        source,
    };
    let Head {
        delimiter,
        header,
        layout,
        mut rows_before,
    } = head(&input.start, file, options)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .terminator(terminator(&input.start))
        // The line of a row is found from where it ends, so the last one has to end as well.
        .from_reader(input.into_reader().chain(&b"\n"[..]));
    let mut rows = Rows {
        layout,
        validator,
        sink,
        header: Arc::new(header),
        delimiter,
        read: 0,
    };
    let mut record = ByteRecord::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| io(error.into()))?
    {
        if rows_before > 0 {
            rows_before -= 1;
            continue;
        }
        // Blank lines before a row are in the reader's idea of its start; counting back from its end leaves them out. Only
        // a row with a quotation mark left open has no end, and there the start is right.
        let began = record.position().map_or(1, csv::Position::line);
        let ended = reader.position().line();
        let line = ended.saturating_sub(lines_inside(&record) + 1).max(began);
        if !rows.take(&mut record, line) {
            break;
        }
    }
    let mut notes = Vec::new();
    let unused = rows.layout.unused();
    if !unused.is_empty() {
        notes.push(format!("columns not used: {}", unused.join(", ")));
    }
    Ok(Summary {
        format: rows.layout.format,
        rows: rows.read,
        notes,
    })
}

/// A line feed ends a row; where a file has none, as of old Macs, a carriage return does. (The reader's own way with both
/// leaves the line feed to the next row, and lines could not be counted.) The carriage return before a line feed is
/// white space at the end of the last cell.
fn terminator(start: &[u8]) -> Terminator {
    if start.contains(&b'\r') && !start.contains(&b'\n') {
        Terminator::CRLF
    } else {
        Terminator::Any(b'\n')
    }
}

/// How many line ends the fields of a record hold.
fn lines_inside(record: &ByteRecord) -> u64 {
    let bytes = record.as_slice().iter();
    bytes.filter(|byte| **byte == b'\n').count() as u64
}

/// What the start of a file tells of it.
struct Head {
    delimiter: u8,
    header: ByteRecord,
    layout: Layout,
    /// How many rows come before the first of data.
    rows_before: usize,
}

fn head(start: &[u8], file: &str, options: &Options) -> Result<Head, IngestError> {
    let (told, body) = delimiter::told(start);
    let rows_before = 1 + usize::from(told.is_some());
    let fail = |reason: String| IngestError::Header {
        file: file.to_owned(),
        line: blank_lines(body) + rows_before as u64,
        reason,
    };
    if start.is_empty() {
        return Err(fail(
            "the file is empty; expected a header with subject, relation, object (or name)".into(),
        ));
    }
    if start.contains(&0) {
        return Err(fail(
            "this is not text: expected a table, or name its encoding with --encoding (utf-16le)"
                .into(),
        ));
    }
    let wanted = options.delimiter.or(told);
    let candidates: Vec<(u8, Vec<ByteRecord>)> = match &wanted {
        Some(byte) => std::slice::from_ref(byte),
        None => &delimiter::KNOWN[..],
    }
    .iter()
    .map(|&byte| (byte, delimiter::split(body, byte)))
    .collect();
    let recognise = |rows: &[ByteRecord]| {
        let header = rows.first().ok_or("the file has no rows")?;
        header::recognise(header, rows.get(1), options)
    };
    let mut best: Option<Head> = None;
    for (delimiter, rows) in &candidates {
        if let (Ok(layout), Some(header)) = (recognise(rows), rows.first())
            && best
                .as_ref()
                .is_none_or(|other| layout.columns.len() > other.layout.columns.len())
        {
            best = Some(Head {
                delimiter: *delimiter,
                header: header.clone(),
                layout,
                rows_before,
            });
        }
    }
    best.ok_or_else(|| {
        // The likeliest delimiter is the one that finds the most columns, the first of those that find as many.
        let width = |rows: &[ByteRecord]| rows.first().map_or(0, ByteRecord::len);
        let widest = candidates.iter().rev().max_by_key(|(_, rows)| width(rows));
        let reason = widest.and_then(|(_, rows)| recognise(rows).err());
        fail(reason.unwrap_or_default())
    })
}

fn blank_lines(start: &[u8]) -> u64 {
    start
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|byte| **byte == b'\n')
        .count() as u64
}

struct Rows<'a, 'o> {
    layout: Layout,
    validator: &'a mut Validator<'o>,
    sink: &'a mut dyn FnMut(Item) -> bool,
    header: Arc<ByteRecord>,
    delimiter: u8,
    read: u64,
}

impl Rows<'_, '_> {
    /// Takes one record; tells whether to go on. Rows of empty cells, which spreadsheets leave behind, are passed over.
    fn take(&mut self, record: &mut ByteRecord, line: u64) -> bool {
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            return true;
        }
        self.read += 1;
        let width = self.layout.columns.len();
        // Empty cells beyond the header, which spreadsheets leave behind as well, say nothing.
        while record.len() > width
            && record
                .iter()
                .next_back()
                .is_some_and(|cell| cell.trim_ascii().is_empty())
        {
            record.truncate(record.len() - 1);
        }
        if record.len() != width {
            let reason = ragged(record, width);
            return self.reject(record.clone(), line, None, reason);
        }
        let text = match StringRecord::from_byte_record(std::mem::take(record)) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().field();
                let column = self
                    .layout
                    .headers
                    .get(at)
                    .map(|name| (name.clone(), at + 1));
                let reason = "not UTF-8; name the encoding of the file with --encoding (windows-1252, for one)";
                return self.reject(error.into_byte_record(), line, column, reason.into());
            }
        };
        let items = match self.layout.format {
            Format::People => self.person(&text, line).map(|person| vec![person]),
            _ => self.fact(&text, line),
        };
        match items {
            Ok(items) => {
                *record = text.into_byte_record();
                items.into_iter().all(|item| (self.sink)(item))
            }
            Err(error) => {
                let column = error
                    .column
                    .as_ref()
                    .and_then(|column| self.layout.locate(column));
                self.reject(text.into_byte_record(), line, column, error.reason)
            }
        }
    }

    fn reject(
        &mut self,
        fields: ByteRecord,
        line: u64,
        column: Option<(String, usize)>,
        reason: String,
    ) -> bool {
        (self.sink)(Item::Reject(Box::new(Reject {
            line,
            column,
            reason,
            raw: Raw::Table {
                fields,
                header: Arc::clone(&self.header),
                delimiter: self.delimiter,
            },
        })))
    }

    fn fact(&mut self, record: &StringRecord, line: u64) -> Result<Vec<Item>, RowError> {
        let mut row = Row::default();
        let (mut of_subject, mut of_object) = (Vec::new(), Vec::new());
        for (column, text) in self.layout.columns.iter().zip(record) {
            match column {
                None | Some(Column::Person(_)) => {}
                Some(Column::Subject) => row.subject = text,
                Some(Column::Relation) => row.relation = text,
                Some(Column::Object) => row.object = text,
                Some(Column::Kinship) => row.kinship = text,
                Some(Column::Status) => row.status = text,
                Some(Column::Certainty) => row.certainty = text,
                Some(Column::Start) => row.start = text,
                Some(Column::End) => row.end = text,
                Some(Column::Works) => row.works = text,
                Some(Column::Confidence) => row.confidence = text,
                Some(Column::Source) => row.source = text,
                Some(Column::Url) => row.url = text,
                Some(Column::Publisher) => row.publisher = text,
                Some(Column::Published) => row.published = text,
                Some(Column::Quote) => row.quote = text,
                Some(Column::Speaker) => row.speaker = text,
                Some(Column::Rule) => row.rule = text,
                Some(Column::Of(side, column)) => match side {
                    Side::Subject => of_subject.push((column.clone(), text)),
                    Side::Object => of_object.push((column.clone(), text)),
                },
            }
        }
        row.of_subject = &of_subject;
        row.of_object = &of_object;
        let checked = self.validator.check(&row, line)?;
        let mut items = Vec::with_capacity(1 + checked.people.len());
        items.push(Item::Fact(Box::new(checked.fact)));
        items.extend(
            checked
                .people
                .into_iter()
                .map(|p| Item::Person(Box::new(p))),
        );
        Ok(items)
    }

    fn person(&mut self, record: &StringRecord, line: u64) -> Result<Item, RowError> {
        let texts: Vec<(PersonColumn, &str)> = self
            .layout
            .columns
            .iter()
            .zip(record)
            .filter_map(|(column, text)| match column {
                Some(Column::Person(column)) => Some((column.clone(), text)),
                _ => None,
            })
            .collect();
        let person = self.validator.check_person(&texts, line)?;
        Ok(Item::Person(Box::new(person)))
    }
}

fn ragged(record: &ByteRecord, width: usize) -> String {
    let mut reason = format!("the row has {} fields and the header {width}", record.len());
    if lines_inside(record) > 0 {
        reason.push_str("; a field spans several lines: is a quotation mark left open?");
    } else if record.len() > width {
        reason.push_str("; a field that holds the delimiter needs quotation marks around it");
    }
    reason
}
