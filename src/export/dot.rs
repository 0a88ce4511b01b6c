//! Graphviz DOT that draws well without flags.

use std::io::{self, Write};

use super::Selection;
use crate::graph::{PersonId, Tie};
use crate::model::{Certainty, Gender, Status};
use crate::query::{Question, capitalized, sentence};

/// Up to how many people a drawing is laid out in ranks, as a family tree is; beyond, by springs.
const RANKED: usize = 12;
/// At how many characters a name is broken, at a space.
const LINE: usize = 24;

pub(super) fn write(
    question: &Question<'_>,
    selection: &Selection,
    out: &mut dyn Write,
) -> io::Result<()> {
    let layout = if selection.people.len() <= RANKED {
        "layout=dot, rankdir=LR, nodesep=0.4, ranksep=1.2"
    } else {
        "layout=sfdp, K=1.1, repulsiveforce=1.6, smoothing=spring, overlap=prism, overlap_scaling=4, splines=true"
    };
    writeln!(out, "digraph celebgraph {{")?;
    writeln!(
        out,
        "  graph [{layout}, outputorder=edgesfirst, pad=0.4, bgcolor=white, fontname=\"Helvetica\", charset=\"UTF-8\"];"
    )?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f1f3f5\", color=\"#ced4da\", fontname=\"Helvetica\", fontsize=11, margin=\"0.12,0.06\", height=0.3];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"Helvetica\", fontsize=8, arrowsize=0.6, penwidth=1.2];"
    )?;
    for id in &selection.people {
        node(question, selection, *id, out)?;
    }
    for id in &selection.ties {
        edge(question, question.graph.tie(*id), out)?;
    }
    writeln!(out, "}}")
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
    if label != quoted(&person.name) {
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

fn edge(question: &Question<'_>, tie: &Tie, out: &mut dyn Write) -> io::Result<()> {
    let kind = question.ontology.relation(&tie.relation);
    let name = |id: PersonId| quoted(&question.graph.person(id).name);
    let is_directed = kind.is_some_and(|kind| !kind.symmetric);
    let color = kind.map_or("#495057", |kind| kind.color.as_str());
    let style = match (tie.certainty, tie.status) {
        (Certainty::Rumored | Certainty::Denied, _) => "dotted",
        (Certainty::Asserted, Status::Ended) => "dashed",
        (Certainty::Asserted, _) => "solid",
    };
    let mut attributes = vec![
        format!("label={}", text(&label(question, tie))),
        format!("color=\"{color}\", fontcolor=\"{color}\", style={style}"),
        format!(
            "tooltip={}",
            text(&capitalized(&sentence(question, tie, tie.subject)))
        ),
    ];
    if !is_directed {
        attributes.push("dir=none".to_owned());
    }
    // Families hold together where springs decide.
    if kind.is_some_and(|kind| {
        kind.vocabulary
            .get("ftm")
            .is_some_and(|terms| terms.iter().any(|term| term == "Family"))
    }) {
        attributes.push("weight=3".to_owned());
    }
    writeln!(
        out,
        "  {} -> {} [{}];",
        name(tie.subject),
        name(tie.object),
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
