//! Who is there?

use serde::Serialize;

use crate::graph::{Graph, Person};
use crate::model::{Field, Fold};

/// A line of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    /// The name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Date of birth, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<String>,
    /// Occupations.
    pub occupation: Vec<String>,
    /// How many ties the person has.
    pub ties: usize,
}

/// The people one of whose names fits a pattern, by name: a piece of the name, or with `*` and `?` the whole name. Case and
/// accents do not matter.
pub fn people(graph: &Graph, pattern: Option<&str>) -> Vec<PersonLine> {
    let pattern = pattern.map(Pattern::new);
    graph
        .people()
        .filter(|(_, person)| pattern.as_ref().is_none_or(|pattern| pattern.fits(person)))
        .map(|(id, person)| PersonLine {
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            born: person.detail(&Field::Born).map(str::to_owned),
            occupation: person
                .details
                .get(&Field::Occupation)
                .cloned()
                .unwrap_or_default(),
            ties: graph.degree(id),
        })
        .collect()
}

enum Pattern {
    Piece(Fold),
    Whole(Vec<char>),
}

impl Pattern {
    fn new(text: &str) -> Self {
        let fold = Fold::of(text);
        if fold.as_str().contains(['*', '?']) {
            Self::Whole(fold.as_str().chars().collect())
        } else {
            Self::Piece(fold)
        }
    }

    fn fits(&self, person: &Person) -> bool {
        std::iter::once(&person.name)
            .chain(&person.aliases)
            .any(|name| {
                let name = Fold::of(name);
                match self {
                    Self::Piece(piece) => name.as_str().contains(piece.as_str()),
                    Self::Whole(glob) => matches(glob, &name.as_str().chars().collect::<Vec<_>>()),
                }
            })
    }
}

/// Whether a text is of the form of a pattern with `*` (anything) and `?` (one character); linear but for the last star.
fn matches(glob: &[char], text: &[char]) -> bool {
    let (mut g, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match glob.get(g) {
            Some('*') => {
                star = Some((g, t));
                g += 1;
            }
            Some(c) if *c == '?' || *c == text[t] => {
                g += 1;
                t += 1;
            }
            _ => match star {
                // Let the last star take one character more.
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    g = at + 1;
                    t = taken + 1;
                }
                None => return false,
            },
        }
    }
    glob[g..].iter().all(|c| *c == '*')
}
