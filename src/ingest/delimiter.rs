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

/// The first rows as that delimiter splits them; the start of the file is enough to tell.
pub(super) fn split(start: &[u8], delimiter: u8) -> Vec<ByteRecord> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(start)
        .into_byte_records()
        .take(2)
        .filter_map(Result::ok)
        .collect()
}

/// The delimiter that a first line `sep=;` tells, as Excel writes it, and the file after that line.
pub(super) fn told(start: &[u8]) -> (Option<u8>, &[u8]) {
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    match line.trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', byte] if byte.is_ascii() => {
            (Some(*byte), start.get(line.len() + 1..).unwrap_or_default())
        }
        _ => (None, start),
    }
}
