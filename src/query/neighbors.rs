//! Who is around X: the ego network.

use serde::Serialize;

use super::{Filter, Question, TieView};
use crate::graph::{Graph, PersonId};

/// The people around one person, by distance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Neighbors {
    /// In the middle.
    pub name: String,
    /// How far the answer goes.
    pub depth: usize,
    /// Nearest first, then by name.
    pub people: Vec<Neighbor>,
}

/// Somebody around that person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Neighbor {
    /// The name.
    pub name: String,
    /// How many ties away.
    pub distance: usize,
    /// The ties to those who are one nearer.
    pub ties: Vec<TieView>,
}

/// Tells who is within `depth` ties of a person.
pub fn neighbors(
    question: &Question<'_>,
    id: PersonId,
    depth: usize,
    filter: &Filter,
) -> Neighbors {
    let filter = filter.connecting();
    let levels = ego(question.graph, id, depth, &filter);
    let mut people = Vec::new();
    for (distance, level) in levels.iter().enumerate().skip(1) {
        let nearer = &levels[distance - 1];
        for &person in level {
            let ties = question
                .graph
                .ties_of(person)
                .into_iter()
                .filter(|(_, tie)| nearer.binary_search(&tie.other(person)).is_ok())
                .filter_map(|(_, tie)| TieView::new(question, tie, tie.other(person), &filter))
                .collect();
            people.push(Neighbor {
                name: question.graph.person(person).name.clone(),
                distance,
                ties,
            });
        }
    }
    Neighbors {
        name: question.graph.person(id).name.clone(),
        depth,
        people,
    }
}

/// The people at each distance from 0 to `depth`, each level in the order of the names.
pub(crate) fn ego(
    graph: &Graph,
    id: PersonId,
    depth: usize,
    filter: &Filter,
) -> Vec<Vec<PersonId>> {
    let mut seen = vec![false; graph.person_count()];
    seen[id.index()] = true;
    let mut levels = vec![vec![id]];
    while levels.len() <= depth {
        let Some(last) = levels.last() else { break };
        let mut next: Vec<PersonId> = Vec::new();
        for &person in last {
            for other in graph.around(person, |tie| filter.admits(tie)) {
                if !std::mem::replace(&mut seen[other.index()], true) {
                    next.push(other);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        next.sort_unstable();
        levels.push(next);
    }
    levels
}
