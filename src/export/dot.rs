//! Graphviz DOT that draws well without flags.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::{self, Write};

use super::Selection;
use crate::graph::{PersonId, Tie};
use crate::model::{Certainty, Gender, Relation, Status};
use crate::query::{Question, capitalized, sentence};

/// Up to how many people a drawing is laid out in ranks, as a family tree is; beyond, by springs.
const RANKED: usize = 12;
/// Up to how many ties the edges carry words; beyond, colors and the legend must do (the words are in the tooltips).
const LABELED: usize = 150;
/// At how many characters a name is broken, at a space.
const LINE: usize = 24;

pub(super) fn write(
    question: &Question<'_>,
    selection: &Selection,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_labeled = selection.ties.len() <= LABELED;
    let layout = if selection.people.len() <= RANKED {
        "layout=dot, rankdir=LR, nodesep=0.4, ranksep=1.2"
    } else if is_labeled {
        "layout=sfdp, K=1.1, repulsiveforce=1.6, smoothing=spring, overlap=prism, overlap_scaling=4, splines=true"
    } else {
        "layout=sfdp, K=1.4, repulsiveforce=1.8, smoothing=spring, overlap=prism, overlap_scaling=6, splines=line"
    };
    let legend_size = if is_labeled { 10 } else { 24 };
    let font = "fontname=\"Helvetica\"";
    writeln!(out, "digraph celebgraph {{")?;
    writeln!(
        out,
        "  graph [{layout}, outputorder=edgesfirst, pad=0.4, bgcolor=white, {font}, fontsize={legend_size}, charset=\"UTF-8\", labelloc=b, label={}];",
        legend(question, selection)
    )?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f1f3f5\", color=\"#ced4da\", {font}, fontsize=11, margin=\"0.12,0.06\", height=0.3];"
    )?;
    writeln!(
        out,
        "  edge [{font}, fontsize=8, arrowsize=0.6, penwidth=1.2];"
    )?;
    for id in &selection.people {
        node(question, selection, *id, out)?;
    }
    let distance = distances(question, selection);
    for id in &selection.ties {
        let tie = question.graph.tie(*id);
        let is_back = distance.get(&tie.subject) > distance.get(&tie.object);
        edge(question, tie, is_labeled, is_back, out)?;
    }
    writeln!(out, "}}")
}

/// How far everybody is from the first of two people between whom paths are drawn: the ranks of that drawing grow with it.
/// Nobody's distance counts in other drawings.
fn distances(question: &Question<'_>, selection: &Selection) -> HashMap<PersonId, usize> {
    let mut distance = HashMap::new();
    let [from, _] = selection.focus.as_slice() else {
        return distance;
    };
    distance.insert(*from, 0);
    let mut queue = VecDeque::from([*from]);
    while let Some(person) = queue.pop_front() {
        let next = distance.get(&person).map_or(1, |known| known + 1);
        for id in &selection.ties {
            let tie = question.graph.tie(*id);
            if tie.subject != person && tie.object != person {
                continue;
            }
            let other = tie.other(person);
            if let Entry::Vacant(free) = distance.entry(other) {
                free.insert(next);
                queue.push_back(other);
            }
        }
    }
    distance
}

/// The relations that are drawn, in their colors, and what the lines mean.
fn legend(question: &Question<'_>, selection: &Selection) -> String {
    let drawn: BTreeSet<(usize, &str)> = selection
        .ties
        .iter()
        .map(|id| &question.graph.tie(*id).relation)
        .map(|relation| (question.ontology.rank(relation), relation.as_str()))
        .collect();
    let words: Vec<String> = drawn
        .into_iter()
        .map(|(_, key)| {
            let color = color(question, &Relation::new(key));
            format!("<font color=\"{color}\">{key}</font>")
        })
        .collect();
    if words.is_empty() {
        return "\"\"".to_owned();
    }
    let lines = "<font color=\"#868e96\">dashed: ended, dotted: rumored or denied</font>";
    format!("<{}<br/>{lines}>", words.join(" &#183; "))
}

fn color<'a>(question: &'a Question<'_>, relation: &Relation) -> &'a str {
    question
        .ontology
        .relation(relation)
        .map_or("#495057", |kind| kind.color.as_str())
}

fn node(
    question: &Question<'_>,
    selection: &Selection,
    id: PersonId,
    out: &mut dyn Write,
) -> io::Result<()> {
    let person = question.graph.person(id);
    let mut attributes = Vec::new();
    let label = broken(&person.name);
    // Graphviz takes a name that begins with a percent sign for one of its own making.
    if label != quoted(&person.name) || person.name.starts_with('%') {
        attributes.push(format!("label={label}"));
    }
    let fill = match person.gender() {
        Some(Gender::Female) => Some("#fff0f6"),
        Some(Gender::Male) => Some("#e7f5ff"),
        Some(Gender::Other) => Some("#f3f0ff"),
        None => None,
    };
    if let Some(fill) = fill {
        attributes.push(format!("fillcolor=\"{fill}\""));
    }
    if selection.focus.contains(&id) {
        attributes.push("penwidth=2.5, color=\"#343a40\"".to_owned());
    }
    if attributes.is_empty() {
        writeln!(out, "  {};", quoted(&person.name))
    } else {
        writeln!(
            out,
            "  {} [{}];",
            quoted(&person.name),
            attributes.join(", ")
        )
    }
}

/// Writes an edge; with `is_back` from the object to the subject, the arrow at its tail, for a drawing whose ranks go that way.
fn edge(
    question: &Question<'_>,
    tie: &Tie,
    is_labeled: bool,
    is_back: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let kind = question.ontology.relation(&tie.relation);
    // A cousin is a cousin both ways, a relative in general is not.
    let is_mutual = tie
        .kinship
        .as_ref()
        .is_some_and(|kinship| question.ontology.inverse_kinship(kinship) == *kinship);
    let is_directed = kind.is_some_and(|kind| !kind.symmetric) && !is_mutual;
    let color = color(question, &tie.relation);
    let style = match (tie.certainty, tie.status) {
        (Certainty::Rumored | Certainty::Denied, _) => "dotted",
        (Certainty::Asserted, Status::Ended) => "dashed",
        (Certainty::Asserted, _) => "solid",
    };
    let mut attributes = Vec::new();
    if is_labeled {
        attributes.push(format!("label={}", text(&label(question, tie))));
    }
    attributes.push(format!(
        "color=\"{color}\", fontcolor=\"{color}\", style={style}"
    ));
    let says = capitalized(&sentence(question, tie, tie.subject));
    attributes.push(format!("tooltip={0}, labeltooltip={0}", text(&says)));
    match (is_directed, is_back) {
        (false, _) => attributes.push("dir=none".to_owned()),
        (true, true) => attributes.push("dir=back".to_owned()),
        (true, false) => {}
    }
    // Families hold together where springs decide.
    let is_family = kind.and_then(|kind| kind.vocabulary.get("ftm"));
    if is_family.is_some_and(|terms| terms.iter().any(|term| term == "Family")) {
        attributes.push("weight=3".to_owned());
    }
    let (from, to) = if is_back {
        (tie.object, tie.subject)
    } else {
        (tie.subject, tie.object)
    };
    let name = |id: PersonId| quoted(&question.graph.person(id).name);
    writeln!(
        out,
        "  {} -> {} [{}];",
        name(from),
        name(to),
        attributes.join(", ")
    )
}

/// What the edge is, what is uncertain of it, and its years.
fn label(question: &Question<'_>, tie: &Tie) -> String {
    let mut label = match &tie.kinship {
        Some(kinship) => {
            let gender = question.graph.person(tie.object).gender();
            question.ontology.kinship(kinship).map_or_else(
                || kinship.to_string(),
                |known| known.labels.of(gender).to_owned(),
            )
        }
        None => tie.relation.to_string(),
    };
    match tie.certainty {
        Certainty::Asserted => {}
        Certainty::Rumored => label.push('?'),
        Certainty::Denied => label.insert_str(0, "denied: "),
    }
    if tie.status == Status::Planned {
        label.push_str(" (planned)");
    }
    let years = match (&tie.start, &tie.end) {
        (None, None) => return label,
        (Some(start), Some(end)) => {
            let (start, end) = (start.year_label(), end.year_label());
            if start == end {
                start
            } else {
                format!("{start}–{end}")
            }
        }
        (Some(start), None) if tie.status == Status::Current && can_end(question, tie) => {
            format!("{}–", start.year_label())
        }
        (Some(start), None) => start.year_label(),
        (None, Some(end)) => format!("–{}", end.year_label()),
    };
    label.push(' ');
    label.push_str(&years);
    label
}

fn can_end(question: &Question<'_>, tie: &Tie) -> bool {
    question
        .ontology
        .relation(&tie.relation)
        .is_some_and(|kind| kind.ends)
}

/// A quoted identifier: quotation marks and backslashes escaped.
fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push('"');
    for c in name.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// A quoted text as labels take it: besides, an ampersand must not begin an entity.
fn text(text: &str) -> String {
    quoted(&text.replace('&', "&amp;"))
}

/// The label of a name: long ones are broken into lines.
fn broken(name: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        let mut rest: Vec<char> = word.chars().collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + rest.len() <= LINE => {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            _ => {}
        }
        while rest.len() > 2 * LINE {
            let tail = rest.split_off(LINE);
            lines.push(rest.into_iter().collect());
            rest = tail;
        }
        lines.push(rest.into_iter().collect());
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let quoted = text(line);
            quoted[1..quoted.len() - 1].to_owned()
        })
        .collect();
    format!("\"{}\"", lines.join("\\n"))
}
