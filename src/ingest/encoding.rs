//! Any encoding to UTF-8.

use std::io::{self, Read};

use encoding_rs::Encoding;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

/// How much of a file is inspected before the first row, in bytes.
const START: u64 = 1 << 16;

/// A file as UTF-8, its start at hand.
pub(super) struct Decoded<R: Read> {
    /// The first 64 KiB, or all of a shorter file.
    pub start: Vec<u8>,
    rest: DecodeReaderBytes<R, Vec<u8>>,
}

impl<R: Read> Decoded<R> {
    /// The whole file.
    pub(super) fn into_reader(self) -> impl Read {
        io::Cursor::new(self.start).chain(self.rest)
    }
}

/// Decodes the named encoding, or what a byte order mark tells; bytes without either pass as they are, to be checked row
/// by row. A byte order mark is dropped.
pub(super) fn decode<R: Read>(
    input: R,
    encoding: Option<&'static Encoding>,
) -> io::Result<Decoded<R>> {
    let mut rest = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(input);
    let mut start = Vec::new();
    rest.by_ref().take(START).read_to_end(&mut start)?;
    Ok(Decoded { start, rest })
}

/// The encoding of a label such as `windows-1252`, `latin1`, `utf-16le`, `shift_jis` (those of the WHATWG standard).
///
/// # Errors
///
/// A message that names a few that exist.
pub fn parse_encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| {
        format!("unknown encoding `{label}`: expected a label such as utf-8, windows-1252, iso-8859-2, utf-16le or shift_jis")
    })
}
