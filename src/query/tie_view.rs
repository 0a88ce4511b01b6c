//! A tie as answers show it.

use serde::Serialize;

use super::{Filter, Fit, Question, sentence};
use crate::graph::{Disagreement, PersonId, Tie};
use crate::model::{Certainty, Date, Kinship, Relation, Status};

/// A tie with names in place of ids.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieView {
    /// Read from the person of the question.
    pub sentence: String,
    /// Whose relation it is.
    pub subject: String,
    /// Which relation.
    pub relation: Relation,
    /// Who is that relation.
    pub object: String,
    /// Of `relative`: what the object is to the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinship: Option<Kinship>,
    /// Whether it holds.
    pub status: Status,
    /// How its sources vouch for it.
    pub certainty: Certainty,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<String>,
    /// How many different sources vouch for it.
    pub support: u32,
    /// How many of them say that it has this status.
    pub status_support: u32,
    /// How many statements there are.
    pub statements: u32,
    /// In what its sources disagree.
    #[serde(skip_serializing_if = "is_none")]
    pub disagreement: Disagreement,
    /// Whether it surely held at the date asked for.
    #[serde(skip_serializing_if = "is_yes")]
    pub fit: Fit,
}

fn is_none(disagreement: &Disagreement) -> bool {
    !disagreement.is_any()
}

fn is_yes(fit: &Fit) -> bool {
    *fit == Fit::Yes
}

impl TieView {
    /// A tie read from one of its people; `None` if the filter does not admit it.
    pub fn new(
        question: &Question<'_>,
        tie: &Tie,
        from: PersonId,
        filter: &Filter,
    ) -> Option<Self> {
        let fit = filter.fit(tie)?;
        let name = |id: PersonId| question.graph.person(id).name.clone();
        Some(Self {
            sentence: sentence(question, tie, from),
            subject: name(tie.subject),
            relation: tie.relation.clone(),
            object: name(tie.object),
            kinship: tie.kinship.clone(),
            status: tie.status,
            certainty: tie.certainty,
            start: tie.start,
            end: tie.end,
            works: tie.works.clone(),
            support: tie.support,
            status_support: tie.status_support,
            statements: tie.statements,
            disagreement: tie.disagreement,
            fit,
        })
    }

    /// The ties between two people that a filter admits, read from the first.
    pub(super) fn between(
        question: &Question<'_>,
        from: PersonId,
        to: PersonId,
        filter: &Filter,
    ) -> Vec<Self> {
        question
            .graph
            .ties_of(from)
            .into_iter()
            .filter(|(_, tie)| tie.other(from) == to)
            .filter_map(|(_, tie)| Self::new(question, tie, from, filter))
            .collect()
    }
}
