//! Checks that look at several ties at once.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::Severity::{Doubtful, Impossible};
use super::{CHILD, Checker};
use crate::graph::{PersonId, Tie};
use crate::model::{Certainty, Status};
use crate::query::sentence;

/// The relation that is impossible twice at once, not only doubtful.
const SPOUSE: &str = "spouse";

impl Checker<'_> {
    /// Two ties at a time of a relation that allows one.
    pub(super) fn exclusive(&mut self, ties: &[&Tie]) {
        let mut by_person: BTreeMap<(PersonId, usize), Vec<&Tie>> = BTreeMap::new();
        for tie in ties {
            let is_exclusive = self.kind(tie).is_some_and(|kind| kind.exclusive);
            let counts = tie.certainty == Certainty::Asserted && tie.status != Status::Planned;
            if is_exclusive && counts {
                let rank = self.question.ontology.rank(&tie.relation);
                for id in [tie.subject, tie.object] {
                    by_person.entry((id, rank)).or_default().push(tie);
                }
            }
        }
        for ((id, _), mut ties) in by_person {
            if ties.len() < 2 {
                continue;
            }
            // In order of their start, each is compared with those that began before.
            ties.sort_by_cached_key(|tie| (tie.start.map(|start| start.sort_key()), tie.other(id)));
            for (at, later) in ties.iter().enumerate() {
                for earlier in &ties[..at] {
                    if overlap(earlier, later) {
                        // Only of spouses does the law know one at a time.
                        let is_law = later.relation.as_str() == SPOUSE;
                        let severity = if is_law { Impossible } else { Doubtful };
                        let text = format!(
                            "{} has two at once ({}): {} / {}",
                            self.name(id),
                            later.relation,
                            sentence(self.question, earlier, id),
                            sentence(self.question, later, id)
                        );
                        let people = [id, earlier.other(id), later.other(id)];
                        self.report(severity, "two-at-once", text, &people);
                    }
                }
            }
        }
    }

    /// People who are their own ancestors.
    pub(super) fn loops(&mut self, ties: &[&Tie]) {
        let mut parents: DiGraphMap<PersonId, ()> = DiGraphMap::new();
        for tie in ties.iter().filter(|tie| tie.relation.as_str() == CHILD) {
            parents.add_edge(tie.subject, tie.object, ());
        }
        for mut circle in tarjan_scc(&parents) {
            if circle.len() > 1 {
                circle.sort_unstable();
                let names: Vec<&str> = circle.iter().map(|id| self.name(*id)).collect();
                let text = format!("each is a descendant of the other: {}", names.join(", "));
                self.report(Impossible, "parent-loop", text, &circle);
            }
        }
    }

    /// Ties of kinship or love between the same two people that exclude each other.
    pub(super) fn contradictory_kin(&mut self, ties: &[&Tie]) {
        let mut by_pair: BTreeMap<(PersonId, PersonId), Vec<&Tie>> = BTreeMap::new();
        for tie in ties {
            if self
                .kind(tie)
                .is_some_and(|kind| kind.kin || kind.exclusive)
            {
                let pair = (tie.subject.min(tie.object), tie.subject.max(tie.object));
                by_pair.entry(pair).or_default().push(tie);
            }
        }
        for ((a, b), ties) in by_pair {
            // The engaged marry, but kin of one kind are not kin of another.
            let has_kin = ties
                .iter()
                .any(|tie| self.kind(tie).is_some_and(|kind| kind.kin));
            if has_kin && ties.len() > 1 {
                let says: Vec<String> = ties.iter().map(|tie| self.says(tie)).collect();
                let text = format!("hardly both: {}", says.join(" / "));
                self.report(Doubtful, "contradictory-kin", text, &[a, b]);
            }
        }
    }

    /// More than two parents.
    pub(super) fn parents(&mut self, ties: &[&Tie]) {
        let mut parents: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
        for tie in ties.iter().filter(|tie| tie.relation.as_str() == CHILD) {
            parents.entry(tie.object).or_default().push(tie.subject);
        }
        for (child, parents) in parents {
            if parents.len() > 2 {
                let names: Vec<&str> = parents.iter().map(|id| self.name(*id)).collect();
                let (child_name, names) = (self.name(child), names.join(", "));
                let text = format!("{child_name} has {} parents: {names}", parents.len());
                self.report(Doubtful, "many-parents", text, &[child]);
            }
        }
    }
}

/// Whether two ties of one person surely overlap. A year that is both the end of one and the start of the other leaves room for
/// both.
fn overlap(a: &Tie, b: &Tie) -> bool {
    let begins_before_end = |one: &Tie, other: &Tie| match (one.start, other.end) {
        (Some(start), Some(end)) => start.is_before(&end) == Some(true),
        // One that goes on has no end that could be before.
        (Some(_), None) => other.status == Status::Current,
        (None, None) => one.status == Status::Current && other.status == Status::Current,
        (None, Some(_)) => false,
    };
    begins_before_end(a, b) && begins_before_end(b, a)
}
