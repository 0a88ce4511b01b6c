//! From a relation word as people write it to what it means.

use std::collections::HashMap;
use std::fmt;

use indexmap::IndexMap;

use super::Extras;
use crate::model::{Certainty, Gender, Kinship, Relation, Status};

/// What a relation word between a first and a second person means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The relation type.
    pub relation: Relation,
    /// Whether the second person is the fact's subject: `A, mother, B` is the fact that B's child is A.
    pub swap: bool,
    /// What the fact's object is to its subject.
    pub kinship: Option<Kinship>,
    /// What the word tells of the first person.
    pub first: Option<Gender>,
    /// What the word tells of the second person.
    pub second: Option<Gender>,
    /// The status that the word implies.
    pub status: Option<Status>,
    /// The certainty that the word implies.
    pub certainty: Option<Certainty>,
}

/// A word that names no relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRelation {
    /// The word as it was written.
    pub word: String,
    /// Known words near it, the nearest first; at most three.
    pub suggestions: Vec<String>,
}

impl fmt::Display for UnknownRelation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word: String = self.word.chars().take(60).collect();
        write!(f, "unknown relation `{word}`")?;
        match self.suggestions.as_slice() {
            [] => write!(f, "; `celebgraph relations` lists the known ones"),
            [best, rest @ ..] => {
                write!(f, "; did you mean `{best}`")?;
                for other in rest {
                    write!(f, " or `{other}`")?;
                }
                write!(f, "?")
            }
        }
    }
}

impl std::error::Error for UnknownRelation {}

/// Every word in force, in its normal form.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    table: IndexMap<String, Entry>,
    /// Longest first.
    prefixes: Vec<(String, Extras)>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// As the file writes it; `None` for a word that was made from another (`wife of`).
    spelling: Option<String>,
    reading: Reading,
}

/// How many prefixes may stand before one word: `reportedly his former wife`.
const MAX_PREFIXES: usize = 4;

impl Words {
    /// Adds a word.
    ///
    /// # Errors
    ///
    /// The relation that has the word already, where it means something else.
    pub(super) fn add(&mut self, word: &str, reading: Reading) -> Result<(), Relation> {
        self.insert(normal(word), Some(word.to_owned()), reading)
    }

    /// Adds a noun and the same noun with `of`, which names the first person in place of the second.
    pub(super) fn add_noun(&mut self, word: &str, reading: Reading) -> Result<(), Relation> {
        let of = Reading {
            swap: !reading.swap,
            first: reading.second,
            second: reading.first,
            ..reading.clone()
        };
        self.insert(format!("{} of", normal(word)), None, of)?;
        self.add(word, reading)
    }

    fn insert(
        &mut self,
        key: String,
        spelling: Option<String>,
        reading: Reading,
    ) -> Result<(), Relation> {
        match self.table.get(&key) {
            Some(known) if known.reading == reading => Ok(()),
            Some(known) => Err(known.reading.relation.clone()),
            None => {
                self.table.insert(key, Entry { spelling, reading });
                Ok(())
            }
        }
    }

    /// Adds terms of other vocabularies, where only one relation has them and no word is the same.
    pub(super) fn add_terms(&mut self, terms: Vec<(String, Reading)>) {
        let mut count: HashMap<String, usize> = HashMap::new();
        for (term, _) in &terms {
            *count.entry(normal(term)).or_default() += 1;
        }
        for (term, reading) in terms {
            let key = normal(&term);
            if count.get(&key) == Some(&1) && !self.table.contains_key(&key) {
                self.table.insert(
                    key,
                    Entry {
                        spelling: None,
                        reading,
                    },
                );
            }
        }
    }

    pub(super) fn add_prefix(&mut self, word: &str, extras: Extras) {
        self.prefixes.push((normal(word), extras));
        self.prefixes
            .sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    }

    pub(super) fn read(
        &self,
        word: &str,
        ends: impl Fn(&Reading) -> bool,
    ) -> Result<Reading, UnknownRelation> {
        let key = normal(word);
        self.lookup(&key, Extras::default(), MAX_PREFIXES, &ends)
            .ok_or_else(|| UnknownRelation {
                word: word.trim().to_owned(),
                suggestions: self.near(&key),
            })
    }

    fn lookup(
        &self,
        key: &str,
        extras: Extras,
        prefixes_left: usize,
        ends: &impl Fn(&Reading) -> bool,
    ) -> Option<Reading> {
        if let Some(entry) = self.table.get(key) {
            let mut reading = entry.reading.clone();
            let status = extras
                .status
                .filter(|status| *status != Status::Ended || ends(&reading));
            reading.status = status.or(reading.status);
            reading.certainty = extras.certainty.or(reading.certainty);
            return Some(reading);
        }
        if prefixes_left == 0 {
            return None;
        }
        self.prefixes.iter().find_map(|(prefix, more)| {
            let rest = key.strip_prefix(prefix.as_str())?.strip_prefix(' ')?;
            let extras = Extras {
                status: extras.status.or(more.status),
                certainty: extras.certainty.or(more.certainty),
            };
            self.lookup(rest, extras, prefixes_left - 1, ends)
        })
    }

    fn near(&self, key: &str) -> Vec<String> {
        if key.is_empty() || key.len() > 60 {
            return Vec::new();
        }
        let mut scored: Vec<(usize, &str)> = self
            .table
            .iter()
            .filter_map(|(known, entry)| Some((known, entry.spelling.as_deref()?)))
            .map(|(known, spelling)| (strsim::damerau_levenshtein(key, known), spelling))
            .filter(|(distance, spelling)| *distance <= 1 + spelling.len().min(key.len()) / 4)
            .collect();
        scored.sort();
        scored.truncate(3);
        scored
            .into_iter()
            .map(|(_, word)| word.to_owned())
            .collect()
    }

    pub(super) fn of(&self, relation: &Relation) -> Vec<&str> {
        self.table
            .values()
            .filter(|entry| entry.reading.relation == *relation)
            .filter_map(|entry| entry.spelling.as_deref())
            .collect()
    }
}

/// The normal form of a relation word: the local part of an address or a prefixed term (`schema:spouse`), camel case taken
/// apart, lower case, words separated by one space.
pub(super) fn normal(word: &str) -> String {
    let word = word.trim().trim_end_matches(['/', ':', '.']);
    let local = match word.rfind([':', '/', '#']) {
        Some(at) if !word.contains(' ') => &word[at + 1..],
        _ => word,
    };
    let mut out = String::with_capacity(local.len() + 4);
    let mut after_lower = false;
    for c in local.chars() {
        if matches!(c, '\'' | '’' | '(' | ')') {
            continue;
        }
        let separator = c.is_whitespace() || matches!(c, '_' | '-' | '\u{2010}'..='\u{2014}' | '/');
        let begins_word = separator || (c.is_uppercase() && after_lower);
        if begins_word && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if !separator {
            out.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    out.truncate(out.trim_end().len());
    out
}
