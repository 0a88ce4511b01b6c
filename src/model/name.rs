//! Names of people as they are written, and the folded form under which two spellings are one name.

use std::fmt;

use serde::Serialize;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest name that is accepted, in characters. What is longer is a slip in the file (a quotation mark that was
/// never closed), not a name.
const MAX_CHARS: usize = 1000;

/// A person's name as a source wrote it: Unicode NFC, single spaces, nothing at the ends.
///
/// A trailing qualifier in parentheses keeps two people of one name apart: `Chris Evans (actor)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Name(Box<str>);

/// Why a text is not a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("the name is missing")]
    Missing,
    /// More characters than any name has.
    #[error("the name has {0} characters, more than {MAX_CHARS}: is a quotation mark left open?")]
    TooLong(usize),
    /// A name on several lines: two rows that a quotation mark has joined, as a rule.
    #[error("the name runs over several lines: is a quotation mark left open?")]
    LineBreak,
    /// A character that cannot be written on one line.
    #[error("the name contains the control character U+{0:04X}")]
    Control(u32),
}

impl Name {
    /// Cleans a text (NFC, runs of white space to one space, ends trimmed) and checks that it can be a name.
    ///
    /// # Errors
    ///
    /// [`NameError`] when nothing is left, when it is longer than 1,000 characters, or holds a line break or control character.
    pub fn new(text: &str) -> Result<Self, NameError> {
        if is_clean(text) {
            return Ok(Self(text.into()));
        }
        let mut clean = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.extend(word.nfc());
        }
        if clean.is_empty() {
            return Err(NameError::Missing);
        }
        let chars = clean.chars().count();
        if chars > MAX_CHARS {
            return Err(NameError::TooLong(chars));
        }
        if text.trim().contains(['\n', '\r']) {
            return Err(NameError::LineBreak);
        }
        match clean.chars().find(|c| c.is_control()) {
            Some(c) => Err(NameError::Control(c.into())),
            None => Ok(Self(clean.into())),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form without case, accents, punctuation of initials and style of hyphens and apostrophes.
    pub fn fold(&self) -> Fold {
        Fold::of(&self.0)
    }
}

/// Whether the text needs no cleaning; the fast way for nearly every name in a table.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let simple_spaces = !bytes.is_empty()
        && bytes.len() <= MAX_CHARS
        && bytes[0] != b' '
        && bytes[bytes.len() - 1] != b' '
        && !bytes.windows(2).any(|pair| pair == b"  ");
    simple_spaces
        && !text
            .chars()
            .any(|c| c.is_control() || (c.is_whitespace() && c != ' '))
        && is_nfc(text)
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// A name without what spelling may vary in: equal folds are taken for one name.
///
/// Latin letters lose case and accents (`ø` is `o`, `ß` is `ss`), hyphens become spaces, apostrophes and full stops
/// vanish, and initials close up: `J. K. Rowling`, `J.K. Rowling` and `JK Rowling` are one. Letters of other scripts only
/// lose case and combining accents, since a transliteration would put different names together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Fold(Box<str>);

impl Fold {
    /// Folds any text, a part of a name or a search included. Empty only for a text of white space.
    pub fn of(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        if text.is_ascii() {
            text.chars().for_each(|c| push_ascii(c, &mut plain));
        } else {
            for c in text.nfkd() {
                push_folded(c, &mut plain);
            }
        }
        let mut folded = String::with_capacity(plain.len());
        let mut after_initial = false;
        for word in plain.split_whitespace() {
            let mut chars = word.chars();
            let initial = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
            let closes_up = initial && after_initial;
            if !folded.is_empty() && !closes_up {
                folded.push(' ');
            }
            folded.push_str(word);
            after_initial = initial;
        }
        if folded.is_empty() {
            // A name of nothing but marks ("...") still has to differ from every other.
            folded.push_str(text.trim());
        }
        Self(folded.into())
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }
}

fn push_ascii(c: char, out: &mut String) {
    match c {
        '\'' | '.' | '`' => {}
        '-' | '_' | '(' | ')' | ',' | '"' => out.push(' '),
        _ => out.push(c.to_ascii_lowercase()),
    }
}

fn push_folded(c: char, out: &mut String) {
    match c {
        '\u{300}'..='\u{36f}' => {}
        _ if c.is_ascii() => push_ascii(c, out),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => {}
        '\u{2010}'..='\u{2015}' | '\u{201c}' | '\u{201d}' => out.push(' '),
        // Latin letters that do not decompose: ø, ł, ß, æ, đ, ...
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            out.extend(
                any_ascii::any_ascii_char(c)
                    .chars()
                    .map(|a| a.to_ascii_lowercase()),
            );
        }
        _ => out.extend(c.to_lowercase()),
    }
}

impl fmt::Display for Fold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (a, b) in [
            ("Beyoncé", "beyonce"),
            ("Jay-Z", "JAY Z"),
            ("J. K. Rowling", "JK Rowling"),
            ("Conan O’Brien", "Conan O'Brien"),
            ("Mads Mikkelsen Ødegård", "Mads Mikkelsen Odegard"),
            ("Bjo\u{308}rk", "Björk"),
            ("Robert Downey Jr.", "Robert Downey Jr"),
        ] {
            assert_eq!(Fold::of(a), Fold::of(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [
            ("王伟", "王维"),
            ("Chris Evans (actor)", "Chris Evans (presenter)"),
            ("P!nk", "Pnk"),
            ("...", "…!"),
            ("Kanye West", "Kim West"),
        ] {
            assert_ne!(Fold::of(a), Fold::of(b), "{a} / {b}");
        }
    }

    #[test]
    fn names_are_cleaned_and_checked() {
        assert_eq!(
            Name::new("  John \u{a0} Legend\n").map(|n| n.to_string()),
            Ok("John Legend".into())
        );
        assert_eq!(Name::new(" \t "), Err(NameError::Missing));
        assert_eq!(Name::new("a\nb"), Err(NameError::LineBreak));
        assert_eq!(Name::new("a\u{7}b"), Err(NameError::Control(7)));
        assert!(matches!(
            Name::new(&"x".repeat(1001)),
            Err(NameError::TooLong(1001))
        ));
    }
}
