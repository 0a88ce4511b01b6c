//! Which people are connected at all.

use petgraph::unionfind::UnionFind;

use super::Filter;
use crate::graph::{Graph, PersonId};

/// The connected components of the ties that a filter admits.
#[derive(Debug, Clone)]
pub struct Components {
    label: Vec<u32>,
    size: Vec<u32>,
}

impl Components {
    /// Finds them; linear in people and ties.
    pub fn of(graph: &Graph, filter: &Filter) -> Self {
        let mut sets: UnionFind<u32> = UnionFind::new(graph.person_count());
        for (_, tie) in graph.ties() {
            if filter.admits(tie) {
                sets.union(tie.subject.index() as u32, tie.object.index() as u32);
            }
        }
        let label = sets.into_labeling();
        let mut size = vec![0; label.len()];
        for root in &label {
            size[*root as usize] += 1;
        }
        Self { label, size }
    }

    /// How many people are in the component of a person, that person included.
    pub fn size_of(&self, person: PersonId) -> usize {
        self.size[self.label[person.index()] as usize] as usize
    }

    /// The sizes of all components, the largest first.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self
            .size
            .iter()
            .filter(|n| **n > 0)
            .map(|n| *n as usize)
            .collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes
    }
}
