//! Whom do A and B both know?

use serde::Serialize;

use super::{Filter, Question, TieView};
use crate::graph::PersonId;

/// The people tied to both of two people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Common {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Those tied to both, by name.
    pub people: Vec<CommonPerson>,
}

/// Somebody tied to both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommonPerson {
    /// The name.
    pub name: String,
    /// The ties to the one, read from there.
    pub with_a: Vec<TieView>,
    /// The ties to the other, read from there.
    pub with_b: Vec<TieView>,
}

/// Finds the people tied to both. Denied ties do not count unless the filter asks for them.
pub fn common(question: &Question<'_>, a: PersonId, b: PersonId, filter: &Filter) -> Common {
    let graph = question.graph;
    let filter = filter.connecting();
    let around = |person| {
        let mut people: Vec<PersonId> = graph.around(person, |tie| filter.admits(tie)).collect();
        people.sort_unstable();
        people.dedup();
        people
    };
    let of_b = around(b);
    let people = around(a)
        .into_iter()
        .filter(|person| of_b.binary_search(person).is_ok() && *person != a && *person != b)
        .map(|person| CommonPerson {
            name: graph.person(person).name.clone(),
            with_a: TieView::between(question, a, person, &filter),
            with_b: TieView::between(question, b, person, &filter),
        })
        .collect();
    Common {
        a: graph.person(a).name.clone(),
        b: graph.person(b).name.clone(),
        people,
    }
}
