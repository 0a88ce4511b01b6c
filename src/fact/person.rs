//! The columns about a person, checked.

use super::column::PersonColumn;
use super::date_words::parse_date;
use super::validator::RowError;
use crate::model::{Detail, Field, Gender, Name, PersonRow};

/// The texts that a row holds about one person, by column, in the order of the row.
pub type PersonTexts<'a> = [(PersonColumn, &'a str)];

/// The parts of a cell that holds a list: separated by `;` or `|`, trimmed, none empty.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What the columns tell of a person of that name.
pub(super) fn check(
    name: &Name,
    texts: &PersonTexts<'_>,
    listed: bool,
    line: u64,
) -> Result<PersonRow, (PersonColumn, String)> {
    let mut row = PersonRow::empty(name, listed, line);
    for (column, cell) in texts {
        match column {
            PersonColumn::Name => Ok(()),
            PersonColumn::Aliases => list(cell).try_for_each(|alias| row.add_alias(alias)),
            PersonColumn::Detail(field) if field.is_list() => {
                list(cell).try_for_each(|value| row.add_detail(field, value))
            }
            PersonColumn::Detail(field) => row.add_detail(field, cell.trim()),
        }
        .map_err(|reason| (column.clone(), reason))?;
    }
    Ok(row)
}

impl PersonRow {
    fn empty(name: &Name, listed: bool, line: u64) -> Self {
        Self {
            name: name.clone(),
            aliases: Vec::new(),
            details: Vec::new(),
            listed,
            line,
        }
    }

    fn add_alias(&mut self, alias: &str) -> Result<(), String> {
        let alias = Name::new(alias).map_err(|error| error.to_string())?;
        if alias.fold() != self.name.fold() && !self.aliases.contains(&alias) {
            self.aliases.push(alias);
        }
        Ok(())
    }

    fn add_detail(&mut self, field: &Field, value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let detail = Detail {
            field: field.clone(),
            value: normal(field, value)?,
        };
        if !self.details.contains(&detail) {
            self.details.push(detail);
        }
        Ok(())
    }
}

/// The normal form of a detail's value.
fn normal(field: &Field, value: &str) -> Result<String, String> {
    match field {
        Field::Gender => value
            .parse::<Gender>()
            .map(|gender| gender.as_str().to_owned()),
        Field::Born | Field::Died => parse_date(value)
            .map(|date| date.to_string())
            .map_err(|error| error.to_string()),
        Field::Wikidata => {
            let id = value.rsplit('/').next().unwrap_or(value);
            let digits = id.strip_prefix(['Q', 'q']).unwrap_or_default();
            if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
                Ok(format!("Q{digits}"))
            } else {
                Err(format!(
                    "`{value}` is not a Wikidata item: expected Q and digits, such as Q15935"
                ))
            }
        }
        Field::Occupation | Field::KnownFor | Field::Other(_) => Ok(value.to_owned()),
    }
}

/// Of a table of people: the row with its name.
pub(super) fn check_listed(texts: &PersonTexts<'_>, line: u64) -> Result<PersonRow, RowError> {
    let name = texts
        .iter()
        .find(|(column, _)| *column == PersonColumn::Name)
        .map_or("", |(_, text)| text);
    let name = Name::new(name).map_err(|error| at(PersonColumn::Name, error.to_string()))?;
    check(&name, texts, true, line).map_err(|(column, reason)| at(column, reason))
}

/// What is told value by value, as JSON keeps it.
pub(super) fn check_told(
    name: &str,
    aliases: &[String],
    details: &[(Field, String)],
    listed: bool,
    line: u64,
) -> Result<PersonRow, RowError> {
    let name = Name::new(name).map_err(|error| at(PersonColumn::Name, error.to_string()))?;
    let mut row = PersonRow::empty(&name, listed, line);
    for alias in aliases {
        row.add_alias(alias)
            .map_err(|reason| at(PersonColumn::Aliases, reason))?;
    }
    for (field, value) in details {
        row.add_detail(field, value.trim())
            .map_err(|reason| at(PersonColumn::Detail(field.clone()), reason))?;
    }
    Ok(row)
}

fn at(column: PersonColumn, reason: String) -> RowError {
    RowError {
        column: Some(super::Column::Person(column)),
        reason,
    }
}
