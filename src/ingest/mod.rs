//! From bytes to checked rows: one file per input format, and errors that name file, line and column.
//!
//! Reading is one pass in bounded memory for tables; rows that do not fit become [`Reject`]s and the others go on.
//!
//! ```
//! use celebgraph::fact::Validator;
//! use celebgraph::ingest::{self, Item, Options};
//! use celebgraph::ontology::Ontology;
//!
//! let ontology = Ontology::builtin()?;
//! let mut validator = Validator::new(&ontology);
//! let table = "from;to;type\nRomy Vale;Iris Vale;sister\nRomy Vale;;friend\n";
//! let (mut facts, mut rejects) = (0, Vec::new());
//! ingest::read(table.as_bytes(), "facts.csv", &Options::default(), &mut validator, &mut |item| {
//!     match item {
//!         Item::Fact(_) => facts += 1,
//!         Item::Person(_) => {}
//!         Item::Reject(reject) => rejects.push(reject.to_string()),
//!     }
//!     true
//! })?;
//! assert_eq!(facts, 1);
//! assert_eq!(rejects, ["line 3, column `to` (2): the name is missing"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod delimiter;
mod discover;
mod encoding;
mod header;
mod json;
mod reject;
mod table;

use std::fmt;
use std::io::Read;

use csv::ByteRecord;

use crate::fact::{Column, Validator};
use crate::model::{Fact, PersonRow};

pub use delimiter::parse_delimiter;
pub use discover::{Found, discover};
pub use encoding::parse_encoding;
pub use reject::RejectFile;

/// How to read tables; the default finds everything out by itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The delimiter; found out from the header if `None`.
    pub delimiter: Option<u8>,
    /// The encoding; UTF-8, or what a byte order mark says, if `None`.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Which header (or number of a column, from 1) stands for which column.
    pub map: Vec<(Column, String)>,
}

/// The formats of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table of facts.
    Facts,
    /// A table of people.
    People,
    /// Node-link JSON, as [`crate::export`] writes it.
    Json,
}

impl Format {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Facts => "facts",
            Format::People => "people",
            Format::Json => "json",
        }
    }
}

/// What reading yields, in the order of the file.
#[derive(Debug)]
pub enum Item {
    /// A valid fact.
    Fact(Box<Fact>),
    /// What is told of a person.
    Person(Box<PersonRow>),
    /// A row that does not fit.
    Reject(Box<Reject>),
}

/// What was learnt of the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// What kind of file it is.
    pub format: Format,
    /// How many rows (of JSON: edges and nodes) were read, rejected ones included.
    pub rows: u64,
    /// What the user may want to know: columns that were not used.
    pub notes: Vec<String>,
}

/// A row that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// The header of the column at fault and its number, from 1.
    pub column: Option<(String, usize)>,
    /// What is wrong, what was expected, what to do.
    pub reason: String,
    /// The row as it was.
    pub raw: Raw,
}

/// A rejected row as it was, for the file in which it can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raw {
    /// Of a table.
    Table {
        /// The fields.
        fields: ByteRecord,
        /// The header of its table.
        header: std::sync::Arc<ByteRecord>,
        /// The delimiter of its table.
        delimiter: u8,
    },
    /// Of JSON: the text of one edge or node.
    Json {
        /// The text.
        text: String,
        /// Whether it is a node.
        node: bool,
    },
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some((name, number)) = &self.column {
            write!(f, ", column `{name}` ({number})")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a file as a whole cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The bytes did not come.
    #[error("{file}: {source}")]
    Io {
        /// The name of the file.
        file: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The header names no people and no relations that are known.
    #[error("{file}, line {line}: {reason}")]
    Header {
        /// The name of the file.
        file: String,
        /// The line of the header.
        line: u64,
        /// What is missing, what was found, what to do.
        reason: String,
    },
    /// The file is not of its format.
    #[error("{file}, line {line}, column {column}: {reason}")]
    Syntax {
        /// The name of the file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// The parser's reason.
        reason: String,
    },
}

/// Reads one file and hands every row to `sink` until that returns `false`.
///
/// What kind of file it is shows from its name (`.json`) and its content, not only from the name.
///
/// # Errors
///
/// [`IngestError`] when nothing can be read at all: rows that do not fit are items, not errors.
pub fn read(
    input: impl Read,
    file: &str,
    options: &Options,
    validator: &mut Validator<'_>,
    sink: &mut dyn FnMut(Item) -> bool,
) -> Result<Summary, IngestError> {
    let input = encoding::decode(input, options.encoding).map_err(|source| IngestError::Io {
        file: file.to_owned(),
        source,
    })?;
    if looks_like_json(file, &input.start) {
        json::read(input, file, validator, sink)
    } else {
        table::read(input, file, options, validator, sink)
    }
}

fn looks_like_json(file: &str, start: &[u8]) -> bool {
    let is_named = std::path::Path::new(file)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    is_named || start.trim_ascii_start().starts_with(b"{\"")
}

#[cfg(test)]
mod tests;
