//! How much is there?

use serde::Serialize;

use super::{Components, Filter, Question};
use crate::graph::PersonId;
use crate::model::{Certainty, Status};
use crate::record::RecordError;

/// Something counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// Counts of the whole graph, or of the ties that a filter admits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// People.
    pub people: usize,
    /// Ties.
    pub ties: usize,
    /// Statements of these ties.
    pub statements: usize,
    /// Sources of the record.
    pub sources: usize,
    /// Datasets of the record.
    pub datasets: usize,
    /// Ties by relation, in the order of the ontology.
    pub relations: Vec<Count>,
    /// Ties by status.
    pub statuses: Vec<Count>,
    /// Ties by certainty.
    pub certainties: Vec<Count>,
    /// Ties whose sources disagree.
    pub disputed: usize,
    /// How many connected components there are, denied ties left out; people without a tie are one each.
    pub components: usize,
    /// How many people the largest has.
    pub largest_component: usize,
    /// The ten with most ties.
    pub most_ties: Vec<Count>,
}

/// Counts.
///
/// # Errors
///
/// [`RecordError`] where the record cannot be read.
pub fn stats(question: &Question<'_>, filter: &Filter) -> Result<Stats, RecordError> {
    let graph = question.graph;
    let ties: Vec<_> = graph
        .ties()
        .map(|(_, tie)| tie)
        .filter(|tie| filter.admits(tie))
        .collect();
    let mut degree = vec![0; graph.person_count()];
    for tie in &ties {
        degree[tie.subject.index()] += 1;
        degree[tie.object.index()] += 1;
    }
    let mut most: Vec<(usize, PersonId)> = graph
        .people()
        .map(|(id, _)| (degree[id.index()], id))
        .collect();
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let components = Components::of(graph, &filter.connecting()).sizes();
    let count = |name: &str, fits: &dyn Fn(&crate::graph::Tie) -> bool| Count {
        name: name.to_owned(),
        count: ties.iter().filter(|tie| fits(tie)).count(),
    };
    Ok(Stats {
        people: graph.person_count(),
        ties: ties.len(),
        statements: ties.iter().map(|tie| tie.statements as usize).sum(),
        sources: question.record.sources()?.len(),
        datasets: question.record.datasets()?.len(),
        relations: question
            .ontology
            .relations()
            .map(|kind| count(kind.key.as_str(), &|tie| tie.relation == kind.key))
            .filter(|row| row.count > 0)
            .collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| count(status.as_str(), &|tie| tie.status == *status))
            .collect(),
        certainties: Certainty::ALL
            .iter()
            .map(|certainty| count(certainty.as_str(), &|tie| tie.certainty == *certainty))
            .collect(),
        disputed: ties.iter().filter(|tie| tie.disagreement.is_any()).count(),
        components: components.len(),
        largest_component: components.first().copied().unwrap_or(0),
        most_ties: most
            .into_iter()
            .take(10)
            .filter(|(ties, _)| *ties > 0)
            .map(|(ties, id)| Count {
                name: graph.person(id).name.clone(),
                count: ties,
            })
            .collect(),
    })
}
