//! Can that be?

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use serde::Serialize;

use super::{Filter, Question};
use crate::graph::{Person, PersonId, Tie};
use crate::model::{Certainty, Date, Field, Status};

/// What is impossible or doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The impossible first, then by kind and text.
    pub findings: Vec<Finding>,
}

/// Something that cannot be, or hardly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Which check found it: `end-before-start`, `child-older-than-parent`, ...
    pub kind: &'static str,
    /// In words.
    pub text: String,
    /// Whom it is about.
    pub people: Vec<String>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot be.
    Impossible,
    /// Somebody should look.
    Doubtful,
}

use Severity::{Doubtful, Impossible};

/// The youngest age at which a parent is not doubted, in years.
const YOUNGEST_PARENT: i16 = 12;

impl Check {
    /// Whether anything is impossible.
    pub fn has_impossible(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Impossible)
    }
}

/// Looks for what is impossible or doubtful among the ties that a filter admits and the people. Denied ties are not looked at.
pub fn check(question: &Question<'_>, filter: &Filter) -> Check {
    let mut checker = Checker {
        question,
        filter,
        findings: Vec::new(),
    };
    let ties: Vec<&Tie> = question
        .graph
        .ties()
        .map(|(_, tie)| tie)
        .filter(|tie| filter.admits(tie) && tie.certainty != Certainty::Denied)
        .collect();
    for tie in &ties {
        checker.spans(tie);
        checker.lives(tie);
        checker.disagreements(tie);
        if tie.relation.as_str() == "child" {
            checker.ages(tie);
        }
    }
    checker.exclusive(&ties);
    checker.loops(&ties);
    for (_, person) in question.graph.people() {
        checker.details(person);
    }
    checker.identities();
    checker.findings.sort();
    checker.findings.dedup();
    Check {
        findings: checker.findings,
    }
}

struct Checker<'a> {
    question: &'a Question<'a>,
    filter: &'a Filter,
    findings: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn report(
        &mut self,
        severity: Severity,
        kind: &'static str,
        text: String,
        people: &[PersonId],
    ) {
        let people = people.iter().map(|id| self.name(*id).to_owned()).collect();
        self.findings.push(Finding {
            severity,
            kind,
            text,
            people,
        });
    }

    fn person(&self, id: PersonId) -> &'a Person {
        self.question.graph.person(id)
    }

    fn name(&self, id: PersonId) -> &'a str {
        &self.person(id).name
    }

    fn says(&self, tie: &Tie) -> String {
        super::sentence(self.question, tie, tie.subject)
    }

    /// A start after the end.
    fn spans(&mut self, tie: &Tie) {
        if let (Some(start), Some(end)) = (tie.start, tie.end)
            && end.is_before(&start) == Some(true)
        {
            let text = format!("{}: it ends before it starts", self.says(tie));
            self.report(
                Impossible,
                "end-before-start",
                text,
                &[tie.subject, tie.object],
            );
        }
    }

    /// Ties before a birth or after a death.
    fn lives(&mut self, tie: &Tie) {
        let is_blood = ["child", "sibling", "relative"].contains(&tie.relation.as_str());
        let can_end = self
            .question
            .ontology
            .relation(&tie.relation)
            .is_some_and(|kind| kind.ends);
        for id in [tie.subject, tie.object] {
            let (born, died) = (self.person(id).born(), self.person(id).died());
            if let (Some(born), Some(start), false) = (born, tie.start, is_blood)
                && start.is_before(&born) == Some(true)
            {
                let text = format!("{}: {} was born {born}", self.says(tie), self.name(id));
                self.report(Impossible, "before-birth", text, &[tie.subject, tie.object]);
            }
            let Some(died) = died else { continue };
            if let Some(start) = tie.start
                && died.is_before(&start) == Some(true)
                && !is_blood
            {
                let severity = if can_end { Impossible } else { Doubtful };
                let text = format!("{}: {} died {died}", self.says(tie), self.name(id));
                self.report(severity, "after-death", text, &[tie.subject, tie.object]);
            }
            let is_exclusive = self
                .question
                .ontology
                .relation(&tie.relation)
                .is_some_and(|kind| kind.exclusive);
            if is_exclusive && tie.status == Status::Current {
                let text = format!("{}: {} died {died}", self.says(tie), self.name(id));
                self.report(
                    Doubtful,
                    "current-after-death",
                    text,
                    &[tie.subject, tie.object],
                );
            }
        }
    }

    /// A child older than a parent, or nearly as old; a parent dead before the birth.
    fn ages(&mut self, tie: &Tie) {
        let (parent, child) = (self.person(tie.subject), self.person(tie.object));
        let born = child.born().or(tie.start);
        let (Some(born), names) = (born, (parent.name.clone(), child.name.clone())) else {
            return;
        };
        let people = [tie.subject, tie.object];
        if let Some(parent_born) = parent.born() {
            let text = format!(
                "{}, born {born}, is a child of {}, born {parent_born}",
                names.1, names.0
            );
            if born.is_before(&parent_born) == Some(true) {
                self.report(Impossible, "child-older-than-parent", text, &people);
            } else if is_within(&parent_born, &born, YOUNGEST_PARENT) {
                self.report(Doubtful, "parent-too-young", text, &people);
            }
        }
        if let Some(died) = parent.died()
            && years_after(&died, &born) >= 1
        {
            let text = format!(
                "{}, born {born}, is a child of {}, who died {died}",
                names.1, names.0
            );
            self.report(Impossible, "born-after-parent", text, &people);
        }
    }

    fn disagreements(&mut self, tie: &Tie) {
        let parts = [
            (tie.disagreement.certainty, "whether it is so"),
            (tie.disagreement.status, "whether it still is"),
            (tie.disagreement.start, "when it began"),
            (tie.disagreement.end, "when it ended"),
        ];
        let on: Vec<&str> = parts
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, on)| *on)
            .collect();
        if !on.is_empty() {
            let text = format!(
                "{}: sources disagree on {}",
                self.says(tie),
                on.join(" and ")
            );
            self.report(
                Doubtful,
                "sources-disagree",
                text,
                &[tie.subject, tie.object],
            );
        }
    }

    /// Two ties at a time of a relation that allows one.
    fn exclusive(&mut self, ties: &[&Tie]) {
        let mut by_person: BTreeMap<(PersonId, usize), Vec<&Tie>> = BTreeMap::new();
        for tie in ties {
            let is_exclusive = self
                .question
                .ontology
                .relation(&tie.relation)
                .is_some_and(|kind| kind.exclusive);
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
                    if let Some(severity) = overlap(earlier, later) {
                        let text = format!(
                            "{} has two at once ({}): {} / {}",
                            self.name(id),
                            later.relation,
                            super::sentence(self.question, earlier, id),
                            super::sentence(self.question, later, id)
                        );
                        let people = [id, earlier.other(id), later.other(id)];
                        self.report(severity, "two-at-once", text, &people);
                    }
                }
            }
        }
    }

    /// People who are their own ancestors.
    fn loops(&mut self, ties: &[&Tie]) {
        let mut parents: DiGraphMap<PersonId, ()> = DiGraphMap::new();
        for tie in ties.iter().filter(|tie| tie.relation.as_str() == "child") {
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

    /// What was told of one person that cannot all be right.
    fn details(&mut self, person: &Person) {
        if let (Some(born), Some(died)) = (person.born(), person.died())
            && died.is_before(&born) == Some(true)
        {
            let text = format!("{} died {died}, before the birth on {born}", person.name);
            self.push(
                Impossible,
                "died-before-born",
                text,
                vec![person.name.clone()],
            );
        }
        for (field, values) in &person.details {
            let contradict = match field {
                Field::Born | Field::Died => {
                    let dates: Vec<Date> = values
                        .iter()
                        .filter_map(|value| value.parse().ok())
                        .collect();
                    dates
                        .iter()
                        .any(|a| dates.iter().any(|b| a.is_before(b) == Some(true)))
                }
                Field::Gender | Field::Wikidata => values.len() > 1,
                _ => false,
            };
            if contradict {
                let text = format!(
                    "{}: {field} is told as {}",
                    person.name,
                    values.join(" and as ")
                );
                self.push(
                    Doubtful,
                    "details-disagree",
                    text,
                    vec![person.name.clone()],
                );
            }
        }
    }

    /// Names that do not tell who is meant.
    fn identities(&mut self) {
        for trouble in self.question.graph.alias_trouble() {
            let of = trouble.of.join(" and ");
            let text = if trouble.taken {
                format!(
                    "the alias `{}` of {of} is the name of somebody else",
                    trouble.alias
                )
            } else {
                format!(
                    "the alias `{}` is given to {of}; it counts for neither",
                    trouble.alias
                )
            };
            self.push(Doubtful, "ambiguous-alias", text, trouble.of.clone());
        }
        for tie in self.question.graph.self_ties() {
            let text = format!(
                "`{}` – {} – `{}`: both are {}; left out",
                tie.names.0, tie.relation, tie.names.1, tie.person
            );
            if self.filter.relations.is_empty() || self.filter.relations.contains(&tie.relation) {
                self.push(Doubtful, "tie-to-self", text, vec![tie.person.clone()]);
            }
        }
    }

    fn push(&mut self, severity: Severity, kind: &'static str, text: String, people: Vec<String>) {
        self.findings.push(Finding {
            severity,
            kind,
            text,
            people,
        });
    }
}

/// Whether two ties of one person overlap, the first having begun first as far as that is known.
fn overlap(earlier: &Tie, later: &Tie) -> Option<Severity> {
    let both_current = earlier.status == Status::Current && later.status == Status::Current;
    if both_current {
        return Some(Impossible);
    }
    let end = earlier.end?;
    let start = later.start?;
    // A year that is both the end of one and the start of the other leaves room for both.
    (start.is_before(&end) == Some(true) && earlier.start.is_some()).then_some(Impossible)
}

/// Whether `later` is surely within so many years after `earlier`.
fn is_within(earlier: &Date, later: &Date, years: i16) -> bool {
    match (earlier.earliest(), later.latest()) {
        (Some(first), Some(last)) => {
            let limit = (first.0.saturating_add(years), first.1, first.2);
            last < limit
        }
        _ => false,
    }
}

/// How many whole years lie at least between two dates; 0 if they may overlap.
fn years_after(earlier: &Date, later: &Date) -> i16 {
    match (earlier.latest(), later.earliest()) {
        (Some(from), Some(to)) if from < to => {
            let years = to.0.saturating_sub(from.0);
            if (to.1, to.2) < (from.1, from.2) {
                years - 1
            } else {
                years
            }
        }
        _ => 0,
    }
}
