//! How the statements of one fact become one tie.
//!
//! * **certainty**: the best that any source vouches: asserted before rumored before denied. A denial never erases an assertion;
//!   the tie is marked as disputed. Only statements of the winning certainty count for the rest.
//! * **status**: what the latest dated source says. A date that is a year or a month counts as its last day, a statement without
//!   a date comes before all that have one, and of the same day `ended` wins over `current` over `planned`. A source that says
//!   nothing has no vote, but one that gives an end that is not after its own date says `ended`. Without any vote the tie is current.
//! * **start** and **end**: the earliest start and the latest end, after a less precise date has given way to those that
//!   it covers (`2013` to `2013-09-14`). A tie that can end and is current has only those ends that its own deciding status allows:
//!   an end that an earlier source gave is history.
//! * **works**: all titles. **support**: how many different sources there are among the statements that count;
//!   **status support**: how many of them say that it has this status.
//! * **disagreement** is kept wherever sources contradict each other: asserted and denied, dates that cannot both be right
//!   (but for relations that may begin several times), different status on the same day, or an end that a later source does not know of.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Certainty, Date, Status};
use crate::record::Vote;

/// In what the sources of a tie contradict each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// One asserts it, another denies it.
    pub certainty: bool,
    /// On the same day (or both undated) they give different status, or a later one calls current what an earlier one calls ended.
    pub status: bool,
    /// Their starts cannot both be right.
    pub start: bool,
    /// Their ends cannot both be right.
    pub end: bool,
}

impl Disagreement {
    /// Whether there is any.
    pub fn is_any(self) -> bool {
        self.certainty || self.status || self.start || self.end
    }
}

/// What the statements add up to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Merged {
    pub status: Status,
    pub certainty: Certainty,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub works: Vec<String>,
    pub confidence: Option<f64>,
    pub support: u32,
    pub status_support: u32,
    pub attested: Option<Date>,
    pub statements: u32,
    pub disagreement: Disagreement,
}

/// What of a relation decides how its statements are merged.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kind {
    /// Whether a tie can end.
    pub can_end: bool,
    /// Whether it may begin several times.
    pub repeats: bool,
}

/// Merges the statements of one tie.
pub(super) fn merge(votes: &[&Vote], kind: Kind) -> Merged {
    let can_end = kind.can_end;
    let certainty_of = |vote: &Vote| vote.certainty.unwrap_or(Certainty::Asserted);
    let certainty = votes
        .iter()
        .map(|vote| certainty_of(vote))
        .max()
        .unwrap_or(Certainty::Asserted);
    let counted: Vec<&Vote> = votes
        .iter()
        .copied()
        .filter(|vote| certainty_of(vote) == certainty)
        .collect();
    let decided = decide_status(&counted, can_end);
    let status = decided.unwrap_or(Status::Current);
    let starts: Vec<Date> = counted.iter().filter_map(|vote| vote.start).collect();
    let is_history = |vote: &Vote| {
        can_end && status == Status::Current && status_of(vote, can_end) != Some(Status::Current)
    };
    let ends: Vec<Date> = counted
        .iter()
        .filter(|vote| !is_history(vote))
        .filter_map(|vote| vote.end)
        .collect();
    let sources: BTreeSet<_> = counted.iter().map(|vote| vote.source).collect();
    let say_so: BTreeSet<_> = counted
        .iter()
        .filter(|vote| status_of(vote, can_end) == Some(status))
        .map(|vote| vote.source)
        .collect();
    Merged {
        status,
        certainty,
        start: most_precise(&starts).first().copied(),
        end: most_precise(&ends).last().copied(),
        works: titles(&counted),
        confidence: counted
            .iter()
            .filter_map(|vote| vote.confidence)
            .max_by(f64::total_cmp),
        support: sources.len() as u32,
        status_support: say_so.len() as u32,
        attested: attested(&counted, can_end),
        statements: votes.len() as u32,
        disagreement: Disagreement {
            certainty: certainty == Certainty::Asserted
                && votes
                    .iter()
                    .any(|vote| certainty_of(vote) == Certainty::Denied),
            status: split_status(&counted),
            start: !kind.repeats && contradict(&starts),
            end: !kind.repeats && contradict(&ends),
        },
    }
}

/// What a statement says of the status, in words or by its end.
fn status_of(vote: &Vote, can_end: bool) -> Option<Status> {
    vote.status.or_else(|| {
        let end = vote.end.filter(|_| can_end)?;
        let is_ahead = vote
            .published
            .is_some_and(|published| published.is_before(&end) == Some(true));
        Some(if is_ahead {
            Status::Current
        } else {
            Status::Ended
        })
    })
}

fn decide_status(votes: &[&Vote], can_end: bool) -> Option<Status> {
    votes
        .iter()
        .filter_map(|vote| {
            let day = vote.published.and_then(|date| date.latest());
            Some((day, status_of(vote, can_end)?))
        })
        .max()
        .map(|(_, status)| status)
}

/// When the latest source was published that calls a tie current which can end; `None` if one of them is undated, since that
/// counts as one of today, or if there is none.
fn attested(votes: &[&Vote], can_end: bool) -> Option<Date> {
    if !can_end {
        return None;
    }
    let mut latest: Option<Date> = None;
    for vote in votes {
        if matches!(status_of(vote, can_end), None | Some(Status::Current)) {
            let published = vote.published?;
            if latest.is_none_or(|known| known.latest() < published.latest()) {
                latest = Some(published);
            }
        }
    }
    latest
}

/// Whether sources contradict each other on the status: another one of the same day, or an end that a later source does not know of.
fn split_status(votes: &[&Vote]) -> bool {
    let mut said: Vec<_> = votes
        .iter()
        .filter_map(|vote| Some((vote.published.and_then(|date| date.latest()), vote.status?)))
        .collect();
    said.sort();
    said.dedup();
    let same_day = said.windows(2).any(|pair| pair[0].0 == pair[1].0);
    let mut dated = said.iter().filter(|(day, _)| day.is_some());
    let revived = dated.by_ref().any(|(_, status)| *status == Status::Ended)
        && dated.any(|(_, status)| *status != Status::Ended);
    same_day || revived
}

/// The dates that no more precise one makes superfluous, in order, each once.
fn most_precise(dates: &[Date]) -> Vec<Date> {
    let mut kept: Vec<Date> = dates
        .iter()
        .filter(|date| {
            !dates
                .iter()
                .any(|other| date.covers(other) && !other.covers(date))
        })
        .copied()
        .collect();
    if kept.len() > 1 {
        kept.sort_by_cached_key(Date::sort_key);
        kept.dedup();
    }
    kept
}

fn contradict(dates: &[Date]) -> bool {
    dates.iter().enumerate().any(|(at, a)| {
        dates[at + 1..]
            .iter()
            .any(|b| a.partial_cmp(b).is_some_and(std::cmp::Ordering::is_ne))
    })
}

fn titles(votes: &[&Vote]) -> Vec<String> {
    let mut works: Vec<&String> = votes.iter().flat_map(|vote| &vote.works).collect();
    if works.is_empty() {
        return Vec::new();
    }
    works.sort_by_cached_key(|title| (title.to_lowercase(), *title));
    works.dedup_by_key(|title| title.to_lowercase());
    works.into_iter().cloned().collect()
}
