//! A node: everything that was told of one person, as one.

use indexmap::IndexMap;

use crate::model::{Date, Field, Gender};

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name to show: the one that a table of people lists, else the one that most facts use.
    pub name: String,
    /// Every other name and spelling, in the order of the alphabet.
    pub aliases: Vec<String>,
    /// Details with every value that was told, the best first.
    pub details: IndexMap<Field, Vec<String>>,
    /// What was told, row by row, without repetition.
    pub(crate) rows: Vec<Row>,
}

/// What one row told of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub listed: bool,
    pub name: String,
    pub aliases: Vec<String>,
    pub details: Vec<(Field, String)>,
}

impl Person {
    /// The best value of a detail.
    pub fn detail(&self, field: &Field) -> Option<&str> {
        self.details.get(field)?.first().map(String::as_str)
    }

    /// The gender, as far as it was told.
    pub fn gender(&self) -> Option<Gender> {
        self.detail(&Field::Gender)?.parse().ok()
    }

    /// The date of birth, as far as it was told.
    pub fn born(&self) -> Option<Date> {
        self.detail(&Field::Born)?.parse().ok()
    }

    /// The date of death, as far as it was told.
    pub fn died(&self) -> Option<Date> {
        self.detail(&Field::Died)?.parse().ok()
    }

    /// Brings rows and details into their order, once all rows are there.
    pub(super) fn settle(&mut self) {
        self.rows.sort();
        self.rows.dedup();
        let mut told: IndexMap<Field, IndexMap<String, (bool, usize)>> = IndexMap::new();
        for row in &self.rows {
            for (field, value) in &row.details {
                let seen = told.entry(field.clone()).or_default();
                let entry = seen.entry(value.clone()).or_default();
                entry.0 |= row.listed;
                entry.1 += 1;
            }
        }
        told.sort_unstable_keys();
        self.details = told
            .into_iter()
            .map(|(field, values)| {
                let values = ranked(&field, values);
                (field, values)
            })
            .collect();
    }
}

/// The values of a detail, the best first: those of tables of people before those told in passing, a more precise date
/// before the one that covers it, then what more rows say, then the order of the alphabet. Lists stay as they were told.
fn ranked(field: &Field, values: IndexMap<String, (bool, usize)>) -> Vec<String> {
    if field.is_list() {
        return values.into_keys().collect();
    }
    let date = |text: &str| text.parse::<Date>().ok();
    let less_precise = |text: &str| {
        matches!(field, Field::Born | Field::Died)
            && values.keys().any(|other| {
                other != text
                    && matches!((date(text), date(other)), (Some(a), Some(b)) if a.covers(&b) && !b.covers(&a))
            })
    };
    let mut keyed: Vec<_> = values
        .iter()
        .map(|(value, (listed, count))| {
            (
                !listed,
                less_precise(value),
                usize::MAX - count,
                value.clone(),
            )
        })
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(.., value)| value).collect()
}
