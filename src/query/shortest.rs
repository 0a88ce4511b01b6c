//! Shortest paths: breadth first from both ends, and Yen's algorithm for several.

use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::Filter;
use crate::graph::{Graph, PersonId};

/// The `count` shortest paths between two people as lists of people, shortest first, those of one length in the order of
/// the names on them; without loops. Fewer if there are fewer.
///
/// One path is a breadth-first search from both ends; each further one (J. Y. Yen, *Finding the K Shortest Loopless Paths in a
/// Network*, Management Science 17, 1971) costs as many searches as the last path has hops.
pub fn shortest_paths(
    graph: &Graph,
    from: PersonId,
    to: PersonId,
    count: usize,
    filter: &Filter,
) -> Vec<Vec<PersonId>> {
    let mut found: Vec<Vec<PersonId>> = Vec::new();
    if count == 0 {
        return found;
    }
    let Some(first) = search(graph, from, to, filter, &Banned::default()) else {
        return found;
    };
    found.push(first);
    let mut candidates: BTreeSet<(usize, Vec<PersonId>)> = BTreeSet::new();
    while found.len() < count {
        let Some(last) = found.last() else { break };
        for spur in 0..last.len() - 1 {
            let root = &last[..=spur];
            let mut banned = Banned::default();
            banned.people.extend(&last[..spur]);
            for path in &found {
                if path.len() > spur + 1 && path[..=spur] == *root {
                    banned.steps.insert((path[spur], path[spur + 1]));
                }
            }
            if let Some(rest) = search(graph, last[spur], to, filter, &banned) {
                let mut path = last[..spur].to_vec();
                path.extend(rest);
                candidates.insert((path.len(), path));
            }
        }
        match candidates.pop_first() {
            Some((_, path)) => found.push(path),
            None => break,
        }
    }
    found
}

/// What a search must not use.
#[derive(Default)]
struct Banned {
    people: HashSet<PersonId, RandomState>,
    steps: HashSet<(PersonId, PersonId), RandomState>,
}

/// The shortest path, and of several the first by the order of the people from the start; `None` if there is none.
fn search(
    graph: &Graph,
    from: PersonId,
    to: PersonId,
    filter: &Filter,
    banned: &Banned,
) -> Option<Vec<PersonId>> {
    if from == to {
        return Some(vec![from]);
    }
    let mut ends = [Side::new(from), Side::new(to)];
    // Grow the smaller side by whole levels until the two meet.
    let meets = loop {
        let forward = ends[0].frontier.len() <= ends[1].frontier.len();
        let (one, other) = ends.split_at_mut(1);
        let (grow, other) = if forward {
            (&mut one[0], &other[0])
        } else {
            (&mut other[0], &one[0])
        };
        if grow.grow(graph, filter, banned, forward) {
            if grow
                .frontier
                .iter()
                .any(|person| other.distance.contains_key(person))
            {
                break true;
            }
        } else {
            break false;
        }
    };
    meets.then(|| first_path(graph, from, to, filter, banned, &ends))?
}

struct Side {
    distance: HashMap<PersonId, u32, RandomState>,
    frontier: Vec<PersonId>,
    depth: u32,
}

impl Side {
    fn new(start: PersonId) -> Self {
        Self {
            distance: HashMap::from_iter([(start, 0)]),
            frontier: vec![start],
            depth: 0,
        }
    }

    /// Adds the next level; tells whether there is one.
    fn grow(&mut self, graph: &Graph, filter: &Filter, banned: &Banned, forward: bool) -> bool {
        self.depth += 1;
        let mut next = Vec::new();
        for &person in &self.frontier {
            for other in graph.around(person, |tie| filter.admits(tie)) {
                let step = if forward {
                    (person, other)
                } else {
                    (other, person)
                };
                if banned.people.contains(&other) || banned.steps.contains(&step) {
                    continue;
                }
                self.distance.entry(other).or_insert_with(|| {
                    next.push(other);
                    self.depth
                });
            }
        }
        self.frontier = next;
        !self.frontier.is_empty()
    }
}

/// Of all shortest paths the first by the order of the people: those of the levels that lie on a shortest path are known
/// from the two searches, and the walk takes the first of them at each step.
fn first_path(
    graph: &Graph,
    from: PersonId,
    to: PersonId,
    filter: &Filter,
    banned: &Banned,
    ends: &[Side; 2],
) -> Option<Vec<PersonId>> {
    let [forward, backward] = ends;
    let total = forward.depth + backward.depth;
    // From the meeting level back to the start: who of each level leads to the target in time.
    let mut leads: HashMap<PersonId, u32, RandomState> = forward
        .frontier
        .iter()
        .filter(|person| forward.distance.get(person) == Some(&forward.depth))
        .filter_map(|person| Some((*person, *backward.distance.get(person)?)))
        .filter(|(_, rest)| forward.depth + rest == total)
        .collect();
    let mut level: Vec<PersonId> = leads.keys().copied().collect();
    for depth in (0..forward.depth).rev() {
        let mut before = Vec::new();
        for &person in &level {
            for other in graph.around(person, |tie| filter.admits(tie)) {
                if forward.distance.get(&other) == Some(&depth)
                    && !banned.steps.contains(&(other, person))
                    && !leads.contains_key(&other)
                {
                    leads.insert(other, total - depth);
                    before.push(other);
                }
            }
        }
        level = before;
    }
    let mut path = vec![from];
    let mut here = from;
    let mut left = total;
    while here != to {
        left = left.checked_sub(1)?;
        let next = graph
            .around(here, |tie| filter.admits(tie))
            .filter(|other| !banned.steps.contains(&(here, *other)))
            .filter(|other| !banned.people.contains(other))
            .filter(|other| {
                leads.get(other).or_else(|| backward.distance.get(other)) == Some(&left)
            })
            .min()?;
        path.push(next);
        here = next;
    }
    Some(path)
}
