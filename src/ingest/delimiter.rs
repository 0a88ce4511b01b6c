//! Which character separates the columns.

use csv::{ByteRecord, ReaderBuilder};

/// The delimiters that are recognised, the likeliest first.
pub(super) const KNOWN: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a delimiter as a user names it: `,` `;` `|` `tab` `\t`, or any other single ASCII character.
///
/// # Errors
///
/// A message that lists them.
pub fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        "pipe" => Ok(b'|'),
        _ => match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(*byte),
            _ => Err(format!(
                "`{text}` is no delimiter: expected one of , ; | tab or another single character"
            )),
        },
    }
}

/// The first row as that delimiter splits it; the start of the file is enough to tell.
pub(super) fn split(start: &[u8], delimiter: u8) -> Option<ByteRecord> {
    let mut record = ByteRecord::new();
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(start);
    matches!(reader.read_byte_record(&mut record), Ok(true)).then_some(record)
}
