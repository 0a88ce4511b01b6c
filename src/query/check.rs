//! Can that be?

mod groups;

use serde::Serialize;

use super::{Filter, Question};
use crate::graph::{Person, PersonId, Tie};
use crate::model::{Certainty, Date, Field, Status};
use crate::ontology::RelationType;

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

/// The relation that checks of ages and generations are about.
const CHILD: &str = "child";

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
        checker.current_with_end(tie);
        checker.lives(tie);
        checker.disagreements(tie);
        if tie.relation.as_str() == CHILD {
            checker.ages(tie);
        }
    }
    checker.exclusive(&ties);
    checker.loops(&ties);
    checker.contradictory_kin(&ties);
    checker.parents(&ties);
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

    fn kind(&self, tie: &Tie) -> Option<&'a RelationType> {
        self.question.ontology.relation(&tie.relation)
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

    /// Current, and yet with an end.
    fn current_with_end(&mut self, tie: &Tie) {
        let can_end = self.kind(tie).is_some_and(|kind| kind.ends);
        if can_end && tie.status == Status::Current && tie.end.is_some() {
            let text = format!("{}: it is called current and has an end", self.says(tie));
            let people = [tie.subject, tie.object];
            self.report(Doubtful, "current-with-end", text, &people);
        }
    }

    /// Ties before a birth or after a death.
    fn lives(&mut self, tie: &Tie) {
        let kind = self.kind(tie);
        let is_blood = kind.is_some_and(|kind| kind.kin);
        let can_end = kind.is_some_and(|kind| kind.ends);
        let is_exclusive = kind.is_some_and(|kind| kind.exclusive);
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
