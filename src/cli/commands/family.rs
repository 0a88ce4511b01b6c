//! `family NAME`

use std::io;

use celebgraph::query::{Family, FamilyMember, family};
use clap::Args;

use super::found;
use crate::cli::args::{FilterArgs, Global};
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{BOLD, DIM, Output, dates, marks};
use crate::cli::session::Session;

#[derive(Debug, Args)]
pub(crate) struct FamilyArgs {
    /// A name, an alias, or a part of one
    name: String,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(crate) fn run(
    global: &Global,
    args: &FamilyArgs,
    output: &mut Output,
) -> Result<Exit, CliError> {
    let session = Session::open(global)?;
    let filter = args.filter.filter(&session.ontology)?;
    let person = session.find(&args.name)?;
    let answer = family(&session.question(), person, &filter);
    let tree = tree(&answer);
    let is_empty = tree.children.is_empty();
    output.answer(&answer, |output, _| {
        output.line(&tree.text)?;
        branches(output, &tree.children, "")?;
        if is_empty {
            output.line("  no family on record")?;
        }
        Ok(())
    })?;
    Ok(found(is_empty))
}

/// A node of the tree as it is drawn.
struct Branch {
    text: String,
    children: Vec<Branch>,
}

fn tree(family: &Family) -> Branch {
    let mut children = Vec::new();
    let mut group = |title: &str, members: &[FamilyMember]| {
        if !members.is_empty() {
            children.push(Branch {
                text: format!("{DIM}{title}{DIM:#}"),
                children: members.iter().map(member).collect(),
            });
        }
    };
    group("parents", &family.parents);
    group("siblings", &family.siblings);
    for partnership in &family.partnerships {
        let mut branch = member(&partnership.partner);
        branch
            .children
            .extend(partnership.children.iter().map(member));
        children.push(branch);
    }
    let mut group = |title: &str, members: &[FamilyMember]| {
        if !members.is_empty() {
            children.push(Branch {
                text: format!("{DIM}{title}{DIM:#}"),
                children: members.iter().map(member).collect(),
            });
        }
    };
    let title = if family.partnerships.is_empty() {
        "children"
    } else {
        "other children"
    };
    group(title, &family.other_children);
    group("relatives", &family.relatives);
    Branch {
        text: format!("{BOLD}{}{BOLD:#}", family.name),
        children,
    }
}

fn member(member: &FamilyMember) -> Branch {
    let detail = match (&member.tie, &member.derived) {
        (Some(tie), _) => {
            let dates = dates(tie);
            let dates = if dates.is_empty() {
                dates
            } else {
                format!(" {dates}")
            };
            format!("{dates} [{}]", marks(tie))
        }
        (None, Some(reason)) => format!(" {DIM}[derived: {reason}]{DIM:#}"),
        (None, None) => String::new(),
    };
    Branch {
        text: format!(
            "{DIM}{}{DIM:#} {BOLD}{}{BOLD:#}{detail}",
            member.role, member.name
        ),
        children: member.beyond.iter().map(self::member).collect(),
    }
}

fn branches(output: &mut Output, children: &[Branch], indent: &str) -> io::Result<()> {
    for (at, child) in children.iter().enumerate() {
        let is_last = at + 1 == children.len();
        let (turn, below) = if is_last {
            ("└─", "  ")
        } else {
            ("├─", "│ ")
        };
        output.line(format!("{indent}{turn} {}", child.text))?;
        branches(output, &child.children, &format!("{indent}{below} "))?;
    }
    Ok(())
}
