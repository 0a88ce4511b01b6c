//! When?

use serde::Serialize;

use super::{Filter, Fit, Question, TieView, evidence};
use crate::graph::{Person, PersonId, Tie};
use crate::model::{Date, Field};
use crate::record::RecordError;

/// What happened to one person, or between two, in order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// Whose.
    pub name: String,
    /// With whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// Dated events by their first possible day. Where two dates overlap (`2005`, `2005-06`) their order is not known:
    /// the later in the list has [`Event::order_unknown`] set.
    pub events: Vec<Event>,
    /// Ties of which no source tells a date.
    pub undated: Vec<TieView>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What.
    pub kind: EventKind,
    /// Whom or what: a name, or the tie in a sentence.
    pub text: String,
    /// Whether it may have happened before the event that the list has before it.
    pub order_unknown: bool,
    /// The tie that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<TieView>,
}

/// What kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A birth.
    Born,
    /// A tie began, or is planned to.
    Begins,
    /// A tie ended.
    Ends,
    /// A source reported a tie whose own dates are unknown.
    Reported,
    /// A death.
    Died,
}

/// Puts in order of time what is known of a person, or of two.
///
/// # Errors
///
/// [`RecordError`] where the record cannot be read.
pub fn timeline(
    question: &Question<'_>,
    a: PersonId,
    b: Option<PersonId>,
    filter: &Filter,
) -> Result<Timeline, RecordError> {
    let graph = question.graph;
    let mut events = Vec::new();
    let mut undated = Vec::new();
    for id in std::iter::once(a).chain(b) {
        events.extend(life(graph.person(id)));
    }
    for (_, tie) in graph.ties_of(a) {
        if b.is_some_and(|b| tie.other(a) != b) {
            continue;
        }
        let Some(view) = TieView::new(question, tie, a, filter) else {
            continue;
        };
        let dated = of_tie(question, tie, &view)?;
        if dated.is_empty() {
            undated.push(view);
        }
        events.extend(dated);
    }
    events.sort_by_cached_key(|event| (event.date.sort_key(), event.kind, event.text.clone()));
    for at in 1..events.len() {
        events[at].order_unknown = events[at - 1].date.is_before(&events[at].date) != Some(true)
            && events[at - 1].date != events[at].date;
    }
    Ok(Timeline {
        name: graph.person(a).name.clone(),
        with: b.map(|b| graph.person(b).name.clone()),
        events,
        undated,
    })
}

fn life(person: &Person) -> Vec<Event> {
    [
        (Field::Born, EventKind::Born),
        (Field::Died, EventKind::Died),
    ]
    .into_iter()
    .filter_map(|(field, kind)| {
        Some(Event {
            date: person.detail(&field)?.parse().ok()?,
            kind,
            text: person.name.clone(),
            order_unknown: false,
            tie: None,
        })
    })
    .collect()
}

fn of_tie(question: &Question<'_>, tie: &Tie, view: &TieView) -> Result<Vec<Event>, RecordError> {
    let event = |date: Date, kind: EventKind, text: String| Event {
        date,
        kind,
        text,
        order_unknown: false,
        tie: Some(view.clone()),
    };
    let mut events = Vec::new();
    if let Some(start) = tie.start {
        events.push(event(start, EventKind::Begins, view.sentence.clone()));
    }
    if let Some(end) = tie.end {
        events.push(event(end, EventKind::Ends, view.sentence.clone()));
    }
    if events.is_empty() {
        let latest = evidence::vouching(question, tie)?
            .into_iter()
            .find_map(|statement| statement.fact.evidence.published);
        if let Some(published) = latest {
            events.push(event(published, EventKind::Reported, view.sentence.clone()));
        }
    }
    if view.fit == Fit::Perhaps {
        for event in &mut events {
            event.text.push_str(" (perhaps)");
        }
    }
    Ok(events)
}
