//! The file in which rejected rows wait to be mended: the rows as they were, each with its reason.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Writer, WriterBuilder};
use serde_json::{Map, Value};
use tempfile::NamedTempFile;

use super::{Raw, Reject};
use crate::whole_file::{create_in, folder_of};

/// The two columns that are put before a rejected row; reading passes over them.
pub(super) const COLUMNS: [&str; 2] = ["reject_line", "reject_reason"];

/// The mark in the name of a file of rejects.
const MARK: &str = ".rejects";

pub(super) fn is_reject_file(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| split_mark(&stem.to_string_lossy()).1)
}

/// A stem without `.rejects` or `.rejects-2`, and whether it had it.
fn split_mark(stem: &str) -> (&str, bool) {
    let digits = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = if digits.len() < stem.len() {
        digits.strip_suffix('-').unwrap_or(stem)
    } else {
        stem
    };
    match bare.strip_suffix(MARK) {
        Some(rest) => (rest, true),
        None => (stem, false),
    }
}

/// Rejected rows on their way to a file. Nothing is visible under its name until [`RejectFile::finish`].
#[derive(Debug)]
pub struct RejectFile {
    folder: PathBuf,
    target: Target,
    sheet: Option<Sheet>,
}

#[derive(Debug)]
enum Target {
    /// Exactly this file.
    Path(PathBuf),
    /// `STEM.rejects.EXT`, numbered where another is there.
    Beside(String),
}

#[derive(Debug)]
enum Sheet {
    Table(Box<Writer<BufWriter<NamedTempFile>>>),
    Json {
        out: BufWriter<NamedTempFile>,
        nodes: Vec<String>,
        edges: u64,
    },
}

impl RejectFile {
    /// Rejects of an input file, kept beside it as `STEM.rejects.csv` (or `.json`); where that exists with other
    /// content, as `STEM.rejects-2.csv` and so on: rows that wait there are never overwritten.
    pub fn beside(input: &Path) -> Self {
        let stem = input
            .file_stem()
            .map_or_else(|| "input".into(), |s| s.to_string_lossy());
        Self {
            folder: folder_of(input),
            target: Target::Beside(split_mark(&stem).0.to_owned()),
            sheet: None,
        }
    }

    /// Rejects kept in exactly that file, which is replaced.
    pub fn at(path: &Path) -> Self {
        Self {
            folder: folder_of(path),
            target: Target::Path(path.to_owned()),
            sheet: None,
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// The system's, when the folder cannot be written to.
    pub fn add(&mut self, reject: &Reject) -> io::Result<()> {
        if self.sheet.is_none() {
            self.sheet = Some(self.open(&reject.raw)?);
        }
        match (&mut self.sheet, &reject.raw) {
            (Some(Sheet::Table(writer)), Raw::Table { fields, header, .. }) => {
                let mut record = ByteRecord::new();
                record.push_field(reject.line.to_string().as_bytes());
                record.push_field(reason(reject).as_bytes());
                let old = |at: usize| header.get(at).is_some_and(is_reject_column);
                for (at, field) in fields.iter().enumerate().filter(|(at, _)| !old(*at)) {
                    let is_last = at + 1 == fields.len();
                    record.push_field(
                        field
                            .strip_suffix(b"\r")
                            .filter(|_| is_last)
                            .unwrap_or(field),
                    );
                }
                writer.write_byte_record(&record).map_err(io::Error::from)
            }
            (Some(Sheet::Json { out, nodes, edges }), Raw::Json { text, node }) => {
                let entry = annotated(text, reject.line, &reason(reject));
                if *node {
                    nodes.push(entry);
                    return Ok(());
                }
                let separator = if *edges == 0 { "\n" } else { ",\n" };
                *edges += 1;
                write!(out, "{separator}{entry}")
            }
            _ => Err(io::Error::other("rows of a table and of JSON in one file")),
        }
    }

    fn open(&self, raw: &Raw) -> io::Result<Sheet> {
        let file = BufWriter::new(create_in(&self.folder)?);
        match raw {
            Raw::Table {
                header, delimiter, ..
            } => {
                let mut writer = WriterBuilder::new()
                    .delimiter(*delimiter)
                    .flexible(true)
                    .from_writer(file);
                let mut record = ByteRecord::new();
                let marks = COLUMNS.iter().map(|name| name.as_bytes());
                let old = header.iter().filter(|field| !is_reject_column(field));
                marks.chain(old).for_each(|field| record.push_field(field));
                writer.write_byte_record(&record).map_err(io::Error::from)?;
                Ok(Sheet::Table(Box::new(writer)))
            }
            Raw::Json { .. } => {
                let mut out = file;
                write!(out, "{{\"edges\":[")?;
                Ok(Sheet::Json {
                    out,
                    nodes: Vec::new(),
                    edges: 0,
                })
            }
        }
    }

    /// Puts the file in its place, durably, and tells where; `None` when there was nothing to keep.
    ///
    /// # Errors
    ///
    /// The system's, when the folder cannot be written to.
    pub fn finish(self) -> io::Result<Option<PathBuf>> {
        let Some(sheet) = self.sheet else {
            return Ok(None);
        };
        let (file, extension) = match sheet {
            Sheet::Table(writer) => {
                let buffer = writer.into_inner().map_err(|error| error.into_error())?;
                (
                    buffer.into_inner().map_err(|error| error.into_error())?,
                    "csv",
                )
            }
            Sheet::Json { mut out, nodes, .. } => {
                writeln!(out, "\n],\"nodes\":[{}]}}", nodes.join(",\n"))?;
                (
                    out.into_inner().map_err(|error| error.into_error())?,
                    "json",
                )
            }
        };
        file.as_file().sync_all()?;
        let path = match &self.target {
            Target::Path(path) => path.clone(),
            Target::Beside(stem) => match free_name(&self.folder, stem, extension, file.path())? {
                Free::New(path) => path,
                Free::Same(path) => return Ok(Some(path)),
            },
        };
        file.persist(&path).map_err(|error| error.error)?;
        Ok(Some(path))
    }
}

enum Free {
    New(PathBuf),
    Same(PathBuf),
}

/// The first name of the row `STEM.rejects.EXT`, `STEM.rejects-2.EXT`, ... that is free or holds the same bytes.
fn free_name(folder: &Path, stem: &str, extension: &str, content: &Path) -> io::Result<Free> {
    for number in 1u32.. {
        let name = match number {
            1 => format!("{stem}{MARK}.{extension}"),
            _ => format!("{stem}{MARK}-{number}.{extension}"),
        };
        let path = folder.join(name);
        if !path.try_exists()? {
            return Ok(Free::New(path));
        }
        if same_bytes(&path, content)? {
            return Ok(Free::Same(path));
        }
    }
    Err(io::Error::other("no free name for the rejects"))
}

fn same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    let (a, b) = (File::open(a)?, File::open(b)?);
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (io::BufReader::new(a), io::BufReader::new(b));
    let (mut one, mut other) = ([0; 8192], [0; 8192]);
    loop {
        let n = a.read(&mut one)?;
        if n == 0 {
            return Ok(true);
        }
        b.read_exact(&mut other[..n])?;
        if one[..n] != other[..n] {
            return Ok(false);
        }
    }
}

fn is_reject_column(header: &[u8]) -> bool {
    COLUMNS.iter().any(|name| name.as_bytes() == header)
}

fn reason(reject: &Reject) -> String {
    match &reject.column {
        Some((name, number)) => format!("column `{name}` ({number}): {}", reject.reason),
        None => reject.reason.clone(),
    }
}

/// The text of a JSON object with the line and the reason put into it.
fn annotated(text: &str, line: u64, reason: &str) -> String {
    let mut map = match serde_json::from_str(text) {
        Ok(Value::Object(map)) => map,
        Ok(other) => Map::from_iter([("value".to_owned(), other)]),
        Err(_) => Map::from_iter([("value".to_owned(), Value::from(text))]),
    };
    map.insert(COLUMNS[0].to_owned(), Value::from(line));
    map.insert(COLUMNS[1].to_owned(), Value::from(reason));
    Value::Object(map).to_string()
}
