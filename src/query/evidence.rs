//! Says who?

use serde::Serialize;

use super::{Filter, Question, TieView};
use crate::graph::{PersonId, Tie};
use crate::model::{Certainty, Date, Source, Status};
use crate::record::{RecordError, Statement};

/// Everything that was said of two people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceAnswer {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Their ties with all statements.
    pub ties: Vec<TieEvidence>,
}

/// A tie with all statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieEvidence {
    /// The tie.
    #[serde(flatten)]
    pub tie: TieView,
    /// What was said, the latest first, undated last.
    pub evidence: Vec<StatementView>,
}

/// A statement as answers show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementView {
    /// The row in its own words: `Iris Vale – wife – Romy Vale`.
    pub says: String,
    /// The status that the source gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The certainty that the source gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// The start that the source gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The end that the source gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// The titles that the source names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<String>,
    /// The extractor's confidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The source.
    pub source: Source,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Who said them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The extraction rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The dataset that holds the row.
    pub dataset: String,
    /// The line of the row.
    pub line: u64,
}

/// Tells all that was said of two people.
///
/// # Errors
///
/// [`RecordError`] where the record cannot be read.
pub fn evidence(
    question: &Question<'_>,
    a: PersonId,
    b: PersonId,
    filter: &Filter,
) -> Result<EvidenceAnswer, RecordError> {
    let graph = question.graph;
    let mut ties = Vec::new();
    for (_, tie) in graph.ties_of(a) {
        if tie.other(a) != b {
            continue;
        }
        if let Some(view) = TieView::new(question, tie, a, filter) {
            let evidence = statements(question, tie)?;
            ties.push(TieEvidence {
                tie: view,
                evidence: evidence.into_iter().map(StatementView::from).collect(),
            });
        }
    }
    Ok(EvidenceAnswer {
        a: graph.person(a).name.clone(),
        b: graph.person(b).name.clone(),
        ties,
    })
}

/// The statements of a tie, the latest first, undated last; an order that does not depend on how they came.
pub(crate) fn statements(
    question: &Question<'_>,
    tie: &Tie,
) -> Result<Vec<Statement>, RecordError> {
    let mut statements = question.record.statements(tie.facts())?;
    sort(&mut statements);
    Ok(statements)
}

/// The statements that vouch for a tie as it stands, the latest first.
pub(super) fn vouching(question: &Question<'_>, tie: &Tie) -> Result<Vec<Statement>, RecordError> {
    let mut all = statements(question, tie)?;
    all.retain(|statement| {
        statement.fact.certainty.unwrap_or(Certainty::Asserted) == tie.certainty
    });
    Ok(all)
}

/// The latest first, undated last; then by all that a statement says, so that the order in which files came does not show.
pub(crate) fn sort(statements: &mut [Statement]) {
    statements.sort_by_cached_key(|statement| {
        let fact = &statement.fact;
        let evidence = &fact.evidence;
        (
            std::cmp::Reverse(evidence.published.and_then(|date| date.latest())),
            evidence.source.clone(),
            evidence.quote.clone(),
            (
                says(statement),
                fact.status,
                fact.certainty,
                fact.works.clone(),
            ),
            [fact.start, fact.end, evidence.published]
                .map(|date| date.map(|date| date.to_string())),
            (evidence.speaker.clone(), evidence.rule.clone()),
            (statement.dataset.clone(), evidence.line),
        )
    });
}

/// The row in its own words.
fn says(statement: &Statement) -> String {
    let fact = &statement.fact;
    let (first, second) = match &fact.evidence.written {
        Some(written) if written.swapped => (&fact.object, &fact.subject),
        _ => (&fact.subject, &fact.object),
    };
    let word = match &fact.evidence.written {
        Some(written) => written.relation.as_str(),
        None => fact.relation.as_str(),
    };
    format!("{first} – {word} – {second}")
}

impl From<Statement> for StatementView {
    fn from(statement: Statement) -> Self {
        let says = says(&statement);
        let Statement { fact, dataset, .. } = statement;
        Self {
            says,
            status: fact.status,
            certainty: fact.certainty,
            start: fact.start,
            end: fact.end,
            works: fact.works,
            confidence: fact.confidence,
            source: fact.evidence.source,
            published: fact.evidence.published,
            quote: fact.evidence.quote,
            speaker: fact.evidence.speaker,
            rule: fact.evidence.rule,
            dataset,
            line: fact.evidence.line,
        }
    }
}
