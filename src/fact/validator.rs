//! One row of facts, checked against the ontology.

use std::collections::HashMap;

use super::column::{Column, Side};
use super::date_words::parse_date;
use super::person::{self, PersonTexts};
use crate::model::{
    AsWritten, Date, Detail, Evidence, Fact, Field, Gender, Kinship, Name, PersonRow, Source,
};
use crate::ontology::{Ontology, Reading, UnknownRelation};

/// The texts of one row of facts; what a table lacks is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// The first person.
    pub subject: &'a str,
    /// The relation word.
    pub relation: &'a str,
    /// The second person.
    pub object: &'a str,
    /// A kinship key or word.
    pub kinship: &'a str,
    /// A status word.
    pub status: &'a str,
    /// A certainty word.
    pub certainty: &'a str,
    /// A date.
    pub start: &'a str,
    /// A date.
    pub end: &'a str,
    /// Titles separated by `;` or `|`.
    pub works: &'a str,
    /// Titles one by one, besides those of `works`.
    pub titles: &'a [String],
    /// A number from 0 to 1, or a percentage.
    pub confidence: &'a str,
    /// The name of the source, or its address.
    pub source: &'a str,
    /// The address of the source.
    pub url: &'a str,
    /// The outlet.
    pub publisher: &'a str,
    /// A date.
    pub published: &'a str,
    /// The words of the source.
    pub quote: &'a str,
    /// Who said them.
    pub speaker: &'a str,
    /// The extraction rule.
    pub rule: &'a str,
    /// What the row tells of the first person.
    pub of_subject: &'a PersonTexts<'a>,
    /// What the row tells of the second person.
    pub of_object: &'a PersonTexts<'a>,
}

/// What a valid row says.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The fact, in its canonical direction.
    pub fact: Fact,
    /// What the row tells in passing of its two people.
    pub people: Vec<PersonRow>,
}

/// Why a row is not a fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct RowError {
    /// The column at fault; `None` where it is the row.
    pub column: Option<Column>,
    /// What is wrong, what was expected, what to do.
    pub reason: String,
}

/// Checks rows against an ontology. It remembers the relation words that it has read.
#[derive(Debug)]
pub struct Validator<'o> {
    ontology: &'o Ontology,
    read: HashMap<String, Result<Reading, UnknownRelation>>,
}

/// How many distinct unknown words are remembered: a column that is no relation must not fill the memory.
const MAX_REMEMBERED: usize = 4096;

impl<'o> Validator<'o> {
    /// A validator for the types of that ontology.
    pub fn new(ontology: &'o Ontology) -> Self {
        Self {
            ontology,
            read: HashMap::new(),
        }
    }

    /// Checks a row that starts on that line of its file.
    ///
    /// # Errors
    ///
    /// [`RowError`] with the first column at fault.
    pub fn check(&mut self, row: &Row<'_>, line: u64) -> Result<Checked, RowError> {
        let first = name(row.subject, Column::Subject)?;
        let second = name(row.object, Column::Object)?;
        let reading = self.reading(row.relation)?;
        if first.fold() == second.fold() {
            return Err(at(
                Column::Object,
                format!("`{second}` is the same person as the subject"),
            ));
        }
        let kinship = self.kinship(row.kinship, &reading)?;
        let status = optional(row.status, Column::Status)?.or(reading.status);
        let certainty = optional(row.certainty, Column::Certainty)?.or(reading.certainty);
        let people = people(&first, &second, row, &reading, line)?;
        let evidence = Evidence {
            source: source(row),
            published: date(row.published, Column::Published)?,
            quote: text(row.quote),
            speaker: text(row.speaker),
            rule: text(row.rule),
            line,
            written: None,
        };
        let mut fact = Fact {
            subject: first,
            relation: reading.relation.clone(),
            object: second,
            kinship,
            status,
            certainty,
            start: date(row.start, Column::Start)?,
            end: date(row.end, Column::End)?,
            works: works(row),
            confidence: confidence(row.confidence)?,
            evidence,
        };
        let swapped = self.make_canonical(&mut fact, reading.swap);
        let word = row.relation.trim();
        if swapped || word != fact.relation.as_str() {
            fact.evidence.written = Some(AsWritten {
                relation: word.to_owned(),
                swapped,
            });
        }
        Ok(Checked { fact, people })
    }

    /// Checks a row of a table of people.
    ///
    /// # Errors
    ///
    /// [`RowError`] with the first column at fault.
    pub fn check_person(&self, texts: &PersonTexts<'_>, line: u64) -> Result<PersonRow, RowError> {
        person::check_listed(texts, line)
    }

    /// Checks what is told of a person value by value.
    ///
    /// # Errors
    ///
    /// [`RowError`] with the first column at fault.
    pub fn check_told(
        &self,
        name: &str,
        aliases: &[String],
        details: &[(Field, String)],
        listed: bool,
        line: u64,
    ) -> Result<PersonRow, RowError> {
        person::check_told(name, aliases, details, listed, line)
    }

    fn reading(&mut self, word: &str) -> Result<Reading, RowError> {
        if !self.read.contains_key(word) {
            if self.read.len() >= MAX_REMEMBERED {
                self.read.clear();
            }
            self.read.insert(word.to_owned(), self.ontology.read(word));
        }
        match self.read.get(word) {
            Some(Ok(reading)) => Ok(reading.clone()),
            Some(Err(unknown)) if !unknown.word.is_empty() => {
                Err(at(Column::Relation, unknown.to_string()))
            }
            _ => Err(at(Column::Relation, "the relation is missing")),
        }
    }

    /// The kinship of a row: the word's own, or the column's.
    fn kinship(&self, cell: &str, reading: &Reading) -> Result<Option<Kinship>, RowError> {
        let needed = self
            .ontology
            .relation(&reading.relation)
            .is_some_and(|kind| kind.needs_kinship);
        let cell = cell.trim();
        let given = match cell {
            "" => None,
            _ => match self.ontology.read_kinship(cell) {
                Some(kinship) => Some(kinship),
                None => {
                    return Err(at(
                        Column::Kinship,
                        format!(
                            "unknown kinship `{cell}`: expected one of {}",
                            self.kinships()
                        ),
                    ));
                }
            },
        };
        if let (Some(given), Some(told)) = (&given, &reading.kinship)
            && given != told
        {
            return Err(at(
                Column::Kinship,
                format!("the column says `{given}` and the relation word `{told}`"),
            ));
        }
        match (needed, given.or_else(|| reading.kinship.clone())) {
            (true, None) => Err(at(
                Column::Kinship,
                format!(
                    "`{}` needs a kinship: one of {}",
                    reading.relation,
                    self.kinships()
                ),
            )),
            (false, Some(kinship)) => Err(at(
                Column::Kinship,
                format!(
                    "the kinship `{kinship}` does not go with `{}`, only with `relative`",
                    reading.relation
                ),
            )),
            (_, kinship) => Ok(kinship),
        }
    }

    fn kinships(&self) -> String {
        let keys: Vec<&str> = self.ontology.kinships().map(|k| k.key.as_str()).collect();
        keys.join(", ")
    }

    /// Turns a fact into the direction under which it is stored; tells whether the two people changed places.
    fn make_canonical(&self, fact: &mut Fact, swap: bool) -> bool {
        let symmetric = self
            .ontology
            .relation(&fact.relation)
            .is_some_and(|kind| kind.symmetric);
        let turn = |fact: &mut Fact| std::mem::swap(&mut fact.subject, &mut fact.object);
        let mut swapped = false;
        if swap {
            turn(fact);
            swapped = true;
        }
        let by_name = symmetric || fact.kinship.is_some();
        if by_name && fact.subject > fact.object {
            turn(fact);
            swapped = !swapped;
            fact.kinship = fact
                .kinship
                .take()
                .map(|kinship| self.ontology.inverse_kinship(&kinship));
        }
        swapped
    }
}

fn at(column: Column, reason: impl Into<String>) -> RowError {
    RowError {
        column: Some(column),
        reason: reason.into(),
    }
}

fn name(cell: &str, column: Column) -> Result<Name, RowError> {
    Name::new(cell).map_err(|error| at(column, error.to_string()))
}

fn text(cell: &str) -> Option<String> {
    let cell = cell.trim();
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn optional<T>(cell: &str, column: Column) -> Result<Option<T>, RowError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    if cell.trim().is_empty() {
        return Ok(None);
    }
    cell.parse()
        .map(Some)
        .map_err(|error: T::Err| at(column, error.to_string()))
}

/// What people write where a date is not known, or has not come.
const NO_DATE: [&str; 12] = [
    "-", "?", "n/a", "na", "none", "null", "unknown", "tbd", "present", "now", "ongoing", "today",
];

fn date(cell: &str, column: Column) -> Result<Option<Date>, RowError> {
    let cell = cell.trim();
    if cell.is_empty() || NO_DATE.iter().any(|word| word.eq_ignore_ascii_case(cell)) {
        return Ok(None);
    }
    parse_date(cell).map(Some).map_err(|error| {
        let mut reason = error.to_string();
        let is_numbers = cell
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"/. ".contains(&byte));
        if is_numbers && cell.contains(['/', '.']) {
            reason.push_str("; which number is the month differs by country");
        }
        at(column, reason)
    })
}

fn works(row: &Row<'_>) -> Vec<String> {
    let mut works: Vec<String> = Vec::new();
    let whole = row.titles.iter().map(|title| title.trim());
    for title in person::list(row.works).chain(whole) {
        if !title.is_empty() && !works.iter().any(|known| known == title) {
            works.push(title.to_owned());
        }
    }
    works
}

fn confidence(cell: &str) -> Result<Option<f64>, RowError> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let (digits, scale) = match cell.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (cell, 1.0),
    };
    match digits.parse::<f64>() {
        Ok(number) if (0.0..=scale).contains(&number) => Ok(Some(number / scale)),
        _ => Err(at(
            Column::Confidence,
            format!("`{cell}` is not a confidence: expected a number from 0 to 1"),
        )),
    }
}

/// The source of a row. An address in the column for names goes where addresses are.
fn source(row: &Row<'_>) -> Source {
    let mut source = Source {
        name: row.source.trim().to_owned(),
        url: row.url.trim().to_owned(),
        publisher: row.publisher.trim().to_owned(),
    };
    let is_address = source.name.starts_with("http://") || source.name.starts_with("https://");
    if is_address && (source.url.is_empty() || source.url == source.name) {
        source.url = std::mem::take(&mut source.name);
    }
    source
}

/// What a row tells of its two people: its person columns, and the gender in words such as `wife`.
fn people(
    first: &Name,
    second: &Name,
    row: &Row<'_>,
    reading: &Reading,
    line: u64,
) -> Result<Vec<PersonRow>, RowError> {
    let mut people = Vec::new();
    for (side, name, texts, gender) in [
        (Side::Subject, first, row.of_subject, reading.first),
        (Side::Object, second, row.of_object, reading.second),
    ] {
        if texts.is_empty() && gender.is_none() {
            continue;
        }
        let mut told = person::check(name, texts, false, line)
            .map_err(|(column, reason)| at(Column::Of(side, column), reason))?;
        add_gender(&mut told, gender);
        if !told.details.is_empty() || !told.aliases.is_empty() {
            people.push(told);
        }
    }
    Ok(people)
}

fn add_gender(told: &mut PersonRow, gender: Option<Gender>) {
    let known = told
        .details
        .iter()
        .any(|detail| detail.field == Field::Gender);
    if let (Some(gender), false) = (gender, known) {
        told.details.push(Detail {
            field: Field::Gender,
            value: gender.as_str().to_owned(),
        });
    }
}

#[cfg(test)]
mod tests;
