//! An ontology file as it is written: what serde reads, before anything is checked.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::model::{Certainty, Gender, Status};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub prefix: Vec<Prefix>,
    #[serde(default)]
    pub relation: Vec<Relation>,
    #[serde(default)]
    pub kinship: Vec<Kinship>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prefix {
    pub words: Vec<String>,
    pub status: Option<Status>,
    pub certainty: Option<Certainty>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Relation {
    pub key: String,
    pub label: Option<String>,
    pub plural: Option<String>,
    pub female: Option<String>,
    pub male: Option<String>,
    pub symmetric: Option<bool>,
    pub ends: Option<bool>,
    pub exclusive: Option<bool>,
    pub repeats: Option<bool>,
    pub kin: Option<bool>,
    pub starts: Option<String>,
    pub needs_kinship: Option<bool>,
    pub color: Option<String>,
    pub phrase: Option<Phrase>,
    #[serde(default)]
    pub vocabulary: IndexMap<String, Vec<String>>,
    #[serde(default)]
    pub noun: Vec<Words>,
    #[serde(default)]
    pub phrases: Vec<Words>,
    pub inverse: Option<Inverse>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inverse {
    pub key: String,
    pub label: String,
    pub plural: Option<String>,
    pub female: Option<String>,
    pub male: Option<String>,
    pub phrase: Phrase,
    #[serde(default)]
    pub vocabulary: IndexMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrase {
    pub current: String,
    pub past: Option<String>,
    pub planned: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub words: Vec<String>,
    pub object: Option<GenderWord>,
    pub subject: Option<GenderWord>,
    pub status: Option<Status>,
    pub certainty: Option<Certainty>,
    pub kinship: Option<String>,
    #[serde(default)]
    pub inverse: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum GenderWord {
    Female,
    Male,
    Other,
}

impl From<GenderWord> for Gender {
    fn from(word: GenderWord) -> Self {
        match word {
            GenderWord::Female => Gender::Female,
            GenderWord::Male => Gender::Male,
            GenderWord::Other => Gender::Other,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kinship {
    pub key: String,
    pub inverse: String,
    #[serde(default)]
    pub ends: bool,
    pub label: String,
    pub plural: Option<String>,
    pub female: Option<String>,
    pub male: Option<String>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub female_words: Vec<String>,
    #[serde(default)]
    pub male_words: Vec<String>,
}
