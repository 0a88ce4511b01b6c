//! A tie read as an English sentence.

use super::Question;
use crate::graph::{PersonId, Tie};
use crate::model::{Certainty, Status};

/// How many titles a sentence names.
const TITLES: usize = 3;

/// Reads a tie from one of its people, with its direction, works and dates:
/// `Iris Vale was married to Romy Vale from 2013 to 2019`.
pub fn sentence(question: &Question<'_>, tie: &Tie, from: PersonId) -> String {
    let graph = question.graph;
    let to = tie.other(from);
    let (from_name, to_name) = (&graph.person(from).name, &graph.person(to).name);
    let time = time(question, tie);
    let mut text = match phrase(question, tie, from) {
        Some(phrase) if time.starts_with(" since ") => {
            format!("{from_name} {} {to_name}", perfect(&phrase))
        }
        Some(phrase) => format!("{from_name} {phrase} {to_name}"),
        None => format!("{from_name} – {} – {to_name}", tie.relation),
    };
    push_works(&mut text, tie);
    text.push_str(&time);
    match tie.certainty {
        Certainty::Asserted => text,
        Certainty::Rumored => format!("It is rumored that {text}"),
        Certainty::Denied => format!("It is denied that {text}"),
    }
}

/// The words between the two names.
fn phrase(question: &Question<'_>, tie: &Tie, from: PersonId) -> Option<String> {
    let is_subject = from == tie.subject;
    if let Some(kinship) = &tie.kinship {
        // The kinship is what the object is to the subject.
        let own = if is_subject {
            question.ontology.inverse_kinship(kinship)
        } else {
            kinship.clone()
        };
        let gender = question.graph.person(from).gender();
        let label = question
            .ontology
            .kinship(&own)
            .map_or(own.as_str(), |k| k.labels.of(gender));
        let article = if label.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        return Some(format!("is {article} {label} of"));
    }
    let kind = question.ontology.relation(&tie.relation)?;
    let phrases = match &kind.inverse {
        Some(inverse) if !is_subject => &inverse.phrases,
        _ => &kind.phrases,
    };
    Some(phrases.of(tie.status).to_owned())
}

fn push_works(text: &mut String, tie: &Tie) {
    if tie.works.is_empty() {
        return;
    }
    let mut shown: Vec<String> = tie
        .works
        .iter()
        .take(TITLES)
        .map(|title| format!("“{title}”"))
        .collect();
    if tie.works.len() > TITLES {
        shown.push(format!("{} more", tie.works.len() - TITLES));
    }
    let last = shown.pop().unwrap_or_default();
    text.push_str(" on ");
    if !shown.is_empty() {
        text.push_str(&shown.join(", "));
        text.push_str(" and ");
    }
    text.push_str(&last);
}

/// A phrase for what began and goes on: `is married to` becomes `has been married to`.
fn perfect(phrase: &str) -> String {
    match phrase.strip_prefix("is ") {
        Some(rest) => format!("has been {rest}"),
        None => phrase.to_owned(),
    }
}

fn time(question: &Question<'_>, tie: &Tie) -> String {
    let kind = question.ontology.relation(&tie.relation);
    let can_end = kind.is_some_and(|kind| kind.ends);
    let word = kind.and_then(|kind| kind.starts.as_ref());
    if let (Some(word), Some(start), None) = (word, &tie.start, &tie.end) {
        return format!(" ({word} {start})");
    }
    match (&tie.start, &tie.end) {
        (None, None) => String::new(),
        (Some(start), _) if tie.status == Status::Planned => format!(" (planned for {start})"),
        (Some(start), Some(end)) if can_end => format!(" from {start} to {end}"),
        (Some(start), Some(end)) => format!(" ({start} to {end})"),
        // The first of several films dates the first only.
        (Some(start), None) if tie.works.len() > 1 => format!(" (from {start})"),
        (Some(start), None) if !can_end => format!(" ({start})"),
        (Some(start), None) if tie.status == Status::Ended => {
            format!(" from {start} to an unknown date")
        }
        (Some(start), None) => format!(" since {start}"),
        (None, Some(end)) => format!(" until {end}"),
    }
}

/// A text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
