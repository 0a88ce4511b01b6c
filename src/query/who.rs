//! Who is X?

use indexmap::IndexMap;
use serde::Serialize;

use super::{Filter, Question, TieView};
use crate::graph::{PersonId, Tie};
use crate::model::{Relation, Status};

/// All that is known of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Who {
    /// The name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Details by field, every value that was told, the best first.
    pub details: IndexMap<String, Vec<String>>,
    /// Ties, by relation in the order of the ontology, current ones first.
    pub ties: Vec<WhoTie>,
    /// How many ties the filter left out.
    pub hidden: usize,
}

/// A tie of that person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhoTie {
    /// What the other one is to the person: `wife`, `former friend`.
    pub role: String,
    /// The relation as the person sees it: `parent` where the tie is a `child` read from the child.
    pub seen_as: Relation,
    /// The other one.
    pub person: String,
    /// The tie.
    #[serde(flatten)]
    pub tie: TieView,
}

/// Tells all about one person.
pub fn who(question: &Question<'_>, id: PersonId, filter: &Filter) -> Who {
    let person = question.graph.person(id);
    let all = question.graph.ties_of(id);
    let total = all.len();
    let mut ties: Vec<(_, WhoTie)> = all
        .into_iter()
        .filter_map(|(_, tie)| {
            let view = TieView::new(question, tie, id, filter)?;
            let is_inverse = tie.subject != id;
            let order = (
                question.ontology.rank(&tie.relation),
                is_inverse,
                std::cmp::Reverse(tie.certainty),
                tie.status == Status::Ended,
                tie.start.map(|date| date.sort_key()),
            );
            let tie = WhoTie {
                role: role(question, tie, id),
                seen_as: seen_as(question, tie, is_inverse),
                person: question.graph.person(tie.other(id)).name.clone(),
                tie: view,
            };
            Some((order, tie))
        })
        .collect();
    ties.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.person.cmp(&b.1.person)));
    let ties: Vec<WhoTie> = ties.into_iter().map(|(_, tie)| tie).collect();
    Who {
        name: person.name.clone(),
        aliases: person.aliases.clone(),
        details: person
            .details
            .iter()
            .map(|(field, values)| (field.to_string(), values.clone()))
            .collect(),
        hidden: total - ties.len(),
        ties,
    }
}

/// The relation of a tie, or its inverse where the ontology names one.
fn seen_as(question: &Question<'_>, tie: &Tie, is_inverse: bool) -> Relation {
    let kind = question.ontology.relation(&tie.relation);
    match kind.and_then(|kind| kind.inverse.as_ref()) {
        Some(inverse) if is_inverse => inverse.key.clone(),
        _ => tie.relation.clone(),
    }
}

/// What the other end of a tie is to a person.
pub(super) fn role(question: &Question<'_>, tie: &Tie, of: PersonId) -> String {
    let gender = question.graph.person(tie.other(of)).gender();
    let is_inverse = tie.subject != of;
    if let Some(kinship) = &tie.kinship {
        let key = if is_inverse {
            question.ontology.inverse_kinship(kinship)
        } else {
            kinship.clone()
        };
        return question.ontology.kinship(&key).map_or_else(
            || key.to_string(),
            |known| known.labels.of(gender).to_owned(),
        );
    }
    let Some(kind) = question.ontology.relation(&tie.relation) else {
        return tie.relation.to_string();
    };
    let label = kind.label(is_inverse, gender);
    let other = question.graph.person(tie.other(of));
    let by_death = kind.exclusive
        && other.died().is_some_and(|died| {
            tie.end
                .is_none_or(|end| end.covers(&died) || died.covers(&end))
        });
    match tie.status {
        Status::Ended if by_death => format!("late {label}"),
        Status::Ended if kind.ends => format!("former {label}"),
        Status::Planned => format!("future {label}"),
        _ => label.to_owned(),
    }
}
