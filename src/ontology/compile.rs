//! From ontology files to the [`Ontology`] in force: everything that a file may get wrong is found here, at load.

use indexmap::IndexMap;

use super::file::{self, File};
use super::words::{Reading, Words};
use super::{Extras, Inverse, KinshipType, Labels, Ontology, OntologyError, Phrases, RelationType};
use crate::model::{Gender, Kinship, Relation};

const DEFAULT_COLOR: &str = "#495057";

pub(super) fn compile<'a>(
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Ontology, OntologyError> {
    let mut ontology = Ontology {
        relations: IndexMap::new(),
        kinships: IndexMap::new(),
        words: Words::default(),
    };
    for (name, text) in files {
        let parsed: File = toml::from_str(text).map_err(|error| OntologyError::Syntax {
            file: name.to_owned(),
            message: error.to_string().trim_end().to_owned(),
        })?;
        Loader {
            file: name,
            ontology: &mut ontology,
        }
        .load(parsed)?;
    }
    let terms = terms(&ontology);
    ontology.words.add_terms(terms);
    Ok(ontology)
}

struct Loader<'a> {
    file: &'a str,
    ontology: &'a mut Ontology,
}

impl Loader<'_> {
    fn load(&mut self, file: File) -> Result<(), OntologyError> {
        for prefix in file.prefix {
            let extras = Extras {
                status: prefix.status,
                certainty: prefix.certainty,
            };
            for word in &prefix.words {
                self.ontology.words.add_prefix(word, extras);
            }
        }
        for kinship in &file.kinship {
            self.declare_kinship(kinship)?;
        }
        self.check_kinship_inverses()?;
        for relation in &file.relation {
            self.declare_relation(relation)?;
        }
        for relation in &file.relation {
            self.relation_words(relation)?;
        }
        for kinship in &file.kinship {
            self.kinship_words(kinship)?;
        }
        Ok(())
    }

    fn invalid(&self, subject: &str, reason: impl Into<String>) -> OntologyError {
        OntologyError::Invalid {
            file: self.file.to_owned(),
            subject: subject.to_owned(),
            reason: reason.into(),
        }
    }

    fn check_key(&self, key: &str) -> Result<(), OntologyError> {
        let fits = key.starts_with(|c: char| c.is_ascii_lowercase())
            && key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if fits {
            Ok(())
        } else {
            Err(self.invalid(
                key,
                "a key is lower-case letters, digits and `_`, and starts with a letter",
            ))
        }
    }

    fn declare_kinship(&mut self, kinship: &file::Kinship) -> Result<(), OntologyError> {
        self.check_key(&kinship.key)?;
        let key = Kinship::new(&kinship.key);
        let value = KinshipType {
            key: key.clone(),
            inverse: Kinship::new(&kinship.inverse),
            ends: kinship.ends,
            labels: labels(
                &kinship.label,
                &kinship.plural,
                &kinship.female,
                &kinship.male,
            ),
        };
        match self.ontology.kinships.insert(key, value) {
            None => Ok(()),
            Some(_) => Err(self.invalid(&kinship.key, "the kinship is there already")),
        }
    }

    fn check_kinship_inverses(&self) -> Result<(), OntologyError> {
        for kinship in self.ontology.kinships.values() {
            match self.ontology.kinships.get(&kinship.inverse) {
                Some(other) if other.inverse == kinship.key => {}
                Some(other) => {
                    let reason = format!(
                        "its inverse is `{}`, whose own inverse is another",
                        other.key
                    );
                    return Err(self.invalid(kinship.key.as_str(), reason));
                }
                None => {
                    let reason = format!(
                        "there is no kinship `{}` to be its inverse",
                        kinship.inverse
                    );
                    return Err(self.invalid(kinship.key.as_str(), reason));
                }
            }
        }
        Ok(())
    }

    fn declare_relation(&mut self, relation: &file::Relation) -> Result<(), OntologyError> {
        self.check_key(&relation.key)?;
        let key = Relation::new(&relation.key);
        if self.ontology.relations.contains_key(&key) {
            let redefines = relation.label.is_some()
                || relation.phrase.is_some()
                || relation.symmetric.is_some()
                || relation.ends.is_some()
                || relation.exclusive.is_some()
                || relation.repeats.is_some()
                || relation.kin.is_some()
                || relation.starts.is_some()
                || relation.needs_kinship.is_some()
                || relation.inverse.is_some();
            if redefines {
                return Err(self.invalid(
                    &relation.key,
                    "the type is there already; a second entry may only add words (noun, phrases) and vocabulary",
                ));
            }
            if let Some(known) = self.ontology.relations.get_mut(&key) {
                add_terms(&mut known.vocabulary, &relation.vocabulary);
            }
            return Ok(());
        }
        let (Some(label), Some(phrase)) = (&relation.label, &relation.phrase) else {
            return Err(self.invalid(
                &relation.key,
                "a new type needs `label` and `phrase = { current = \"...\" }`",
            ));
        };
        let symmetric = relation.symmetric.unwrap_or(false);
        if symmetric && relation.inverse.is_some() {
            return Err(self.invalid(&relation.key, "a symmetric type is its own inverse"));
        }
        let color = relation.color.as_deref().unwrap_or(DEFAULT_COLOR);
        let is_color = color.len() == 7
            && color.starts_with('#')
            && color[1..].bytes().all(|b| b.is_ascii_hexdigit());
        if !is_color {
            return Err(self.invalid(&relation.key, "`color` is of the form #rrggbb"));
        }
        if let Some(inverse) = &relation.inverse {
            self.check_key(&inverse.key)?;
        }
        let kind = RelationType {
            key: key.clone(),
            labels: labels(label, &relation.plural, &relation.female, &relation.male),
            symmetric,
            ends: relation.ends.unwrap_or(false),
            exclusive: relation.exclusive.unwrap_or(false),
            repeats: relation.repeats.unwrap_or(false),
            kin: relation.kin.unwrap_or(false),
            starts: relation.starts.clone(),
            needs_kinship: relation.needs_kinship.unwrap_or(false),
            color: color.to_owned(),
            phrases: phrases(phrase),
            inverse: relation.inverse.as_ref().map(|inverse| Inverse {
                key: Relation::new(&inverse.key),
                labels: labels(
                    &inverse.label,
                    &inverse.plural,
                    &inverse.female,
                    &inverse.male,
                ),
                phrases: phrases(&inverse.phrase),
                vocabulary: inverse.vocabulary.clone(),
            }),
            vocabulary: relation.vocabulary.clone(),
        };
        self.ontology.relations.insert(key, kind);
        Ok(())
    }

    fn relation_words(&mut self, relation: &file::Relation) -> Result<(), OntologyError> {
        let key = Relation::new(&relation.key);
        let plain = Reading::plain(&key, false);
        self.add(&relation.key, &relation.key, plain, true)?;
        if let Some(inverse) = &relation.inverse {
            self.add(
                &relation.key,
                &inverse.key,
                Reading::plain(&key, true),
                true,
            )?;
        }
        for (group, is_noun) in relation
            .noun
            .iter()
            .map(|group| (group, true))
            .chain(relation.phrases.iter().map(|group| (group, false)))
        {
            let kinship = group.kinship.as_deref().map(Kinship::new);
            if let Some(unknown) = kinship
                .as_ref()
                .filter(|key| self.ontology.kinship(key).is_none())
            {
                return Err(self.invalid(&relation.key, format!("there is no kinship `{unknown}`")));
            }
            let reading = Reading {
                relation: key.clone(),
                swap: group.inverse,
                kinship,
                first: group.subject.map(Gender::from),
                second: group.object.map(Gender::from),
                status: group.status,
                certainty: group.certainty,
            };
            for word in &group.words {
                self.add(&relation.key, word, reading.clone(), is_noun)?;
            }
        }
        Ok(())
    }

    fn kinship_words(&mut self, kinship: &file::Kinship) -> Result<(), OntologyError> {
        let Some(key) = self
            .ontology
            .relations()
            .find(|kind| kind.needs_kinship)
            .map(|kind| kind.key.clone())
        else {
            return Err(self.invalid(
                &kinship.key,
                "no relation type has `needs_kinship = true`, so nothing can use a kinship",
            ));
        };
        let reading = |gender| Reading {
            kinship: Some(Kinship::new(&kinship.key)),
            second: gender,
            ..Reading::plain(&key, false)
        };
        self.add(&kinship.key, &kinship.key, reading(None), true)?;
        for (words, gender) in [
            (&kinship.words, None),
            (&kinship.female_words, Some(Gender::Female)),
            (&kinship.male_words, Some(Gender::Male)),
        ] {
            for word in words {
                self.add(&kinship.key, word, reading(gender), true)?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        entry: &str,
        word: &str,
        reading: Reading,
        is_noun: bool,
    ) -> Result<(), OntologyError> {
        let added = if is_noun {
            self.ontology.words.add_noun(word, reading)
        } else {
            self.ontology.words.add(word, reading)
        };
        added.map_err(|other| {
            self.invalid(
                entry,
                format!("the word `{word}` is a word of `{other}` already, with another meaning"),
            )
        })
    }
}

impl Reading {
    fn plain(relation: &Relation, swap: bool) -> Self {
        Self {
            relation: relation.clone(),
            swap,
            kinship: None,
            first: None,
            second: None,
            status: None,
            certainty: None,
        }
    }
}

/// The vocabularies whose terms are read as relation words.
const READABLE: [&str; 3] = ["wikidata", "schema_org", "relationship"];

fn terms(ontology: &Ontology) -> Vec<(String, Reading)> {
    let mut terms = Vec::new();
    for kind in ontology.relations() {
        let inverse = kind.inverse.as_ref().map(|inverse| &inverse.vocabulary);
        for (vocabulary, inverted) in [(Some(&kind.vocabulary), false), (inverse, true)] {
            for name in READABLE {
                let listed = vocabulary.and_then(|terms| terms.get(name));
                for term in listed.into_iter().flatten() {
                    // `A spouseOf B`: the terms of that vocabulary read from the subject, like ours.
                    terms.push((term.clone(), Reading::plain(&kind.key, inverted)));
                }
            }
        }
    }
    terms
}

fn add_terms(known: &mut IndexMap<String, Vec<String>>, more: &IndexMap<String, Vec<String>>) {
    for (vocabulary, terms) in more {
        known
            .entry(vocabulary.clone())
            .or_default()
            .extend(terms.iter().cloned());
    }
}

fn labels(
    label: &str,
    plural: &Option<String>,
    female: &Option<String>,
    male: &Option<String>,
) -> Labels {
    Labels {
        neutral: label.to_owned(),
        plural: plural.clone().unwrap_or_else(|| format!("{label}s")),
        female: female.clone(),
        male: male.clone(),
    }
}

fn phrases(phrase: &file::Phrase) -> Phrases {
    Phrases {
        current: phrase.current.clone(),
        past: phrase
            .past
            .clone()
            .unwrap_or_else(|| phrase.current.clone()),
        planned: phrase
            .planned
            .clone()
            .unwrap_or_else(|| phrase.current.clone()),
    }
}
