//! Which part of a graph is exported.

use std::collections::BTreeSet;

use crate::graph::{Graph, PersonId, TieId};
use crate::query::{Filter, ego, shortest_paths};

/// People and the ties among them, both in the order of their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The people.
    pub people: Vec<PersonId>,
    /// The ties; both ends of each are among the people.
    pub ties: Vec<TieId>,
    /// Whom the selection is about, for emphasis.
    pub focus: Vec<PersonId>,
}

impl Selection {
    /// Everybody and all ties that a filter admits. With a filter, only those people who have such a tie.
    pub fn whole(graph: &Graph, filter: &Filter) -> Self {
        let ties: Vec<TieId> = graph
            .ties()
            .filter(|(_, tie)| filter.admits(tie))
            .map(|(id, _)| id)
            .collect();
        let people = if filter.is_default() {
            graph.people().map(|(id, _)| id).collect()
        } else {
            let tied: BTreeSet<PersonId> = ties
                .iter()
                .flat_map(|id| [graph.tie(*id).subject, graph.tie(*id).object])
                .collect();
            tied.into_iter().collect()
        };
        Self {
            people,
            ties,
            focus: Vec::new(),
        }
    }

    /// The ego network: the people within `depth` ties of a person, and all ties among them. Denied ties neither reach nor
    /// are shown, unless the filter asks for them.
    pub fn around(graph: &Graph, person: PersonId, depth: usize, filter: &Filter) -> Self {
        let filter = filter.connecting();
        let people = ego(graph, person, depth, &filter).into_iter().flatten();
        let people: BTreeSet<PersonId> = people.collect();
        let ties = among(graph, &people, &filter, |_, _| true);
        Self {
            people: people.into_iter().collect(),
            ties,
            focus: vec![person],
        }
    }

    /// The `count` shortest paths between two people, with all ties between neighbors on them.
    pub fn between(
        graph: &Graph,
        from: PersonId,
        to: PersonId,
        count: usize,
        filter: &Filter,
    ) -> Self {
        let filter = filter.connecting();
        let paths = shortest_paths(graph, from, to, count, &filter);
        let mut people: BTreeSet<PersonId> = [from, to].into();
        let mut steps: BTreeSet<(PersonId, PersonId)> = BTreeSet::new();
        for path in &paths {
            people.extend(path);
            steps.extend(
                path.windows(2)
                    .map(|step| (step[0].min(step[1]), step[0].max(step[1]))),
            );
        }
        let ties = among(graph, &people, &filter, |a, b| {
            steps.contains(&(a.min(b), a.max(b)))
        });
        Self {
            people: people.into_iter().collect(),
            ties,
            focus: vec![from, to],
        }
    }
}

fn among(
    graph: &Graph,
    people: &BTreeSet<PersonId>,
    filter: &Filter,
    is_step: impl Fn(PersonId, PersonId) -> bool,
) -> Vec<TieId> {
    let mut ties: Vec<TieId> = people
        .iter()
        .flat_map(|person| graph.ties_of(*person))
        .filter(|(_, tie)| people.contains(&tie.subject) && people.contains(&tie.object))
        .filter(|(_, tie)| is_step(tie.subject, tie.object) && filter.admits(tie))
        .map(|(id, _)| id)
        .collect();
    ties.sort_unstable();
    ties.dedup();
    ties
}
