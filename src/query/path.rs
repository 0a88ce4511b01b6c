//! How are A and B connected?

use serde::Serialize;

use super::{Components, Filter, Question, TieView, evidence, shortest_paths};
use crate::graph::PersonId;
use crate::model::Date;
use crate::record::RecordError;

/// The connections between two people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PathAnswer {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Shortest first.
    pub paths: Vec<Path>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_connected: Option<NotConnected>,
}

/// One way from one to the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path {
    /// The people on it, both ends included.
    pub people: Vec<String>,
    /// Its steps.
    pub hops: Vec<Hop>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hop {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The best tie read in the direction of the path.
    pub sentence: String,
    /// The source of the best tie that was published last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When that was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// All ties between the two, in the order of the ontology.
    pub ties: Vec<TieView>,
}

/// Why two people are not connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotConnected {
    /// How many people the first can reach, that one included.
    pub from_component: usize,
    /// How many people the second can reach, that one included.
    pub to_component: usize,
    /// Which single filter, left out, would connect them, and in how many hops.
    pub but_for: Vec<(String, usize)>,
    /// In how many hops they would be connected without any filter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfiltered: Option<usize>,
}

/// Finds the `count` shortest paths between two people. Denied ties connect nobody unless the filter asks for them.
///
/// # Errors
///
/// [`RecordError`] where the sources of the hops cannot be read.
pub fn path(
    question: &Question<'_>,
    from: PersonId,
    to: PersonId,
    count: usize,
    filter: &Filter,
) -> Result<PathAnswer, RecordError> {
    let graph = question.graph;
    let filter = filter.connecting();
    let name = |id: PersonId| graph.person(id).name.clone();
    let mut paths = Vec::new();
    for people in shortest_paths(graph, from, to, count, &filter) {
        let mut hops = Vec::new();
        for step in people.windows(2) {
            hops.push(hop(question, step[0], step[1], &filter)?);
        }
        paths.push(Path {
            people: people.into_iter().map(name).collect(),
            hops,
        });
    }
    let not_connected = paths
        .is_empty()
        .then(|| not_connected(question, from, to, &filter));
    Ok(PathAnswer {
        from: name(from),
        to: name(to),
        paths,
        not_connected,
    })
}

fn hop(
    question: &Question<'_>,
    from: PersonId,
    to: PersonId,
    filter: &Filter,
) -> Result<Hop, RecordError> {
    let ties = question.graph.ties_of(from);
    // The surest tie, and of several the first in the ontology.
    let best = ties
        .iter()
        .filter(|(_, tie)| tie.other(from) == to && filter.admits(tie))
        .map(|(_, tie)| *tie)
        .min_by_key(|tie| {
            (
                std::cmp::Reverse(tie.certainty),
                question.ontology.rank(&tie.relation),
            )
        });
    let mut hop = Hop {
        from: question.graph.person(from).name.clone(),
        to: question.graph.person(to).name.clone(),
        sentence: String::new(),
        source: None,
        published: None,
        ties: TieView::between(question, from, to, filter),
    };
    if let Some(tie) = best {
        hop.sentence = super::sentence(question, tie, from);
        let latest = evidence::vouching(question, tie)?.into_iter().next();
        if let Some(statement) = latest {
            hop.source = Some(statement.fact.evidence.source.to_string());
            hop.published = statement.fact.evidence.published;
        }
    }
    Ok(hop)
}

fn not_connected(
    question: &Question<'_>,
    from: PersonId,
    to: PersonId,
    filter: &Filter,
) -> NotConnected {
    let components = Components::of(question.graph, filter);
    let hops = |filter: &Filter| {
        let path = shortest_paths(question.graph, from, to, 1, filter);
        path.first().map(|people| people.len() - 1)
    };
    NotConnected {
        from_component: components.size_of(from),
        to_component: components.size_of(to),
        but_for: filter
            .relaxed()
            .into_iter()
            .filter_map(|(name, relaxed)| Some((name, hops(&relaxed.connecting())?)))
            .collect(),
        unfiltered: hops(&Filter::default()),
    }
}
