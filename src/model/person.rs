//! What a table says about one person.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::Name;

/// A person's gender, as far as a source tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// Neither, both, or something else.
    Other,
}

impl Gender {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Gender::Female => "female",
            Gender::Male => "male",
            Gender::Other => "other",
        }
    }
}

impl FromStr for Gender {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim().to_lowercase().as_str() {
            "female" | "f" | "woman" | "w" | "she" => Ok(Gender::Female),
            "male" | "m" | "man" | "he" => Ok(Gender::Male),
            "other" | "o" | "x" | "nonbinary" | "non-binary" | "nb" | "they" => Ok(Gender::Other),
            _ => Err(format!(
                "`{}` is not one of female, male, other",
                text.trim()
            )),
        }
    }
}

/// Which detail of a person a value is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `female`, `male`, `other`.
    Gender,
    /// Date of birth, EDTF.
    Born,
    /// Date of death, EDTF.
    Died,
    /// One occupation.
    Occupation,
    /// The Wikidata item, `Q` and digits.
    Wikidata,
    /// One work, brand or deed that the person is known for.
    KnownFor,
    /// Any other column of a people table, under its own name.
    Other(String),
}

impl Field {
    /// The name of the column.
    pub fn as_str(&self) -> &str {
        match self {
            Field::Gender => "gender",
            Field::Born => "born",
            Field::Died => "died",
            Field::Occupation => "occupation",
            Field::Wikidata => "wikidata",
            Field::KnownFor => "known_for",
            Field::Other(name) => name,
        }
    }

    /// The field of a name of a column; whatever is not known is [`Field::Other`].
    pub fn from_column(name: &str) -> Self {
        match name {
            "gender" => Field::Gender,
            "born" => Field::Born,
            "died" => Field::Died,
            "occupation" => Field::Occupation,
            "wikidata" => Field::Wikidata,
            "known_for" => Field::KnownFor,
            other => Field::Other(other.to_owned()),
        }
    }

    /// Whether a person may have several values at once.
    pub fn is_list(&self) -> bool {
        matches!(self, Field::Occupation | Field::KnownFor | Field::Other(_))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One detail: a field and one value in its normal form (checked by [`crate::fact::Validator`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Detail {
    /// Which detail.
    pub field: Field,
    /// Its value.
    pub value: String,
}

/// What one row of a table says about one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PersonRow {
    /// The name.
    pub name: Name,
    /// Other names of the same person.
    pub aliases: Vec<Name>,
    /// Details, in the order of the row.
    pub details: Vec<Detail>,
    /// Whether a table of people lists the person under that name. `false` for what a row of facts tells in passing
    /// (the gender in `wife`), which says nothing on who is who.
    pub listed: bool,
    /// The line of the input file on which the row starts, counted from 1.
    pub line: u64,
}
