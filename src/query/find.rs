//! Who is meant by a name.

use serde::Serialize;

use crate::graph::{Graph, PersonId};
use crate::model::{Field, Fold};

/// How many candidates or suggestions are told.
const SHOWN: usize = 10;

/// A person who may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The name.
    pub name: String,
    /// What tells the person from others: occupation or birth, empty if unknown.
    pub hint: String,
    /// How many ties the person has.
    pub ties: usize,
}

/// Why a name does not find one person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// Nobody has it.
    #[error("nobody here is called `{name}`")]
    Nobody {
        /// What was asked for.
        name: String,
        /// Names near it, the nearest first.
        suggestions: Vec<String>,
    },
    /// Several people have it, or a part of it.
    #[error("`{name}` may be any of {} people", candidates.len())]
    Several {
        /// What was asked for.
        name: String,
        /// Who they are, those with most ties first.
        candidates: Vec<Candidate>,
    },
}

/// Finds a person: by a name or alias exactly as it is written; then without case and accents; then by a part (words of the
/// name, the beginnings of words, any piece), if only one person has it.
///
/// Cost: the first two are look-ups, the parts a pass over all names.
///
/// # Errors
///
/// [`NotFound`] with candidates or suggestions.
pub fn find(graph: &Graph, name: &str) -> Result<PersonId, NotFound> {
    let wanted = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fold = Fold::of(&wanted);
    let folded = graph.by_fold(&fold);
    let exactly: Vec<PersonId> = folded
        .iter()
        .copied()
        .filter(|id| graph.person(*id).name == wanted)
        .collect();
    for people in [exactly.as_slice(), folded] {
        match people {
            [] => {}
            [one] => return Ok(*one),
            several => return Err(several_of(graph, name, several)),
        }
    }
    if fold.as_str().is_empty() {
        return Err(NotFound::Nobody {
            name: name.to_owned(),
            suggestions: Vec::new(),
        });
    }
    let mut by_part: [Vec<PersonId>; 3] = Default::default();
    for (id, person) in graph.people() {
        let best = std::iter::once(&person.name)
            .chain(&person.aliases)
            .filter_map(|text| part(&Fold::of(text), &fold))
            .min();
        if let Some(level) = best {
            by_part[level].push(id);
        }
    }
    match by_part
        .iter()
        .find(|people| !people.is_empty())
        .map(Vec::as_slice)
    {
        Some([one]) => Ok(*one),
        Some(several) => Err(several_of(graph, name, several)),
        None => Err(NotFound::Nobody {
            name: name.to_owned(),
            suggestions: suggestions(graph, &fold),
        }),
    }
}

/// How the wanted words are a part of a name: 0 as words, 1 as beginnings of words, 2 as a piece; `None` if not at all.
fn part(name: &Fold, wanted: &Fold) -> Option<usize> {
    let has_all = |matches: &dyn Fn(&str, &str) -> bool| {
        wanted
            .words()
            .all(|word| name.words().any(|own| matches(own, word)))
    };
    if has_all(&|own, word| own == word) {
        Some(0)
    } else if has_all(&|own, word| own.starts_with(word)) {
        Some(1)
    } else if wanted.as_str().chars().count() >= 3 && name.as_str().contains(wanted.as_str()) {
        Some(2)
    } else {
        None
    }
}

fn several_of(graph: &Graph, name: &str, people: &[PersonId]) -> NotFound {
    let mut candidates: Vec<Candidate> = people
        .iter()
        .map(|id| {
            let person = graph.person(*id);
            let hint = [Field::Occupation, Field::Born, Field::KnownFor]
                .iter()
                .find_map(|field| person.detail(field));
            Candidate {
                name: person.name.clone(),
                hint: hint.unwrap_or_default().to_owned(),
                ties: graph.degree(*id),
            }
        })
        .collect();
    candidates.sort_by(|a, b| b.ties.cmp(&a.ties).then_with(|| a.name.cmp(&b.name)));
    NotFound::Several {
        name: name.to_owned(),
        candidates,
    }
}

fn suggestions(graph: &Graph, wanted: &Fold) -> Vec<String> {
    let length = wanted.as_str().chars().count();
    if length > 100 {
        return Vec::new();
    }
    let mut scored: Vec<(usize, &str)> = Vec::new();
    for (_, person) in graph.people() {
        let nearest = std::iter::once(&person.name)
            .chain(&person.aliases)
            .map(|text| distance(&Fold::of(text), wanted))
            .min();
        if let Some(distance) = nearest
            && distance <= 1 + length / 4
        {
            scored.push((distance, &person.name));
        }
    }
    scored.sort();
    scored.truncate(SHOWN / 2);
    scored
        .into_iter()
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// The edit distance to the name, or to the word of it that is nearest.
fn distance(name: &Fold, wanted: &Fold) -> usize {
    let whole = strsim::damerau_levenshtein(name.as_str(), wanted.as_str());
    let words = name
        .words()
        .map(|word| strsim::damerau_levenshtein(word, wanted.as_str()) + 1);
    words.min().map_or(whole, |word| whole.min(word))
}

impl NotFound {
    /// The first candidates, for display; how many more there are comes with them.
    pub fn candidates(&self) -> (&[Candidate], usize) {
        match self {
            NotFound::Nobody { .. } => (&[], 0),
            NotFound::Several { candidates, .. } => {
                let shown = candidates.len().min(SHOWN);
                (&candidates[..shown], candidates.len() - shown)
            }
        }
    }
}
