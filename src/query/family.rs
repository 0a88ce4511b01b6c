//! Whose family?

use serde::Serialize;

use super::who::role;
use super::{Filter, Question, TieView};
use crate::graph::{PersonId, Tie};

/// The family of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Family {
    /// Whose.
    pub name: String,
    /// Parents, with their own parents.
    pub parents: Vec<FamilyMember>,
    /// Siblings: those that a source names, and those that share a parent (`derived`).
    pub siblings: Vec<FamilyMember>,
    /// Spouses, fiancés and partners with the children of both.
    pub partnerships: Vec<Partnership>,
    /// Children whose other parent is not known or is no partner.
    pub other_children: Vec<FamilyMember>,
    /// Everybody else: cousins, aunts, in-laws, godparents.
    pub relatives: Vec<FamilyMember>,
}

/// A spouse, fiancé or partner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Partnership {
    /// Who.
    #[serde(flatten)]
    pub partner: FamilyMember,
    /// The children of both.
    pub children: Vec<FamilyMember>,
}

/// A member of the family.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FamilyMember {
    /// The name.
    pub name: String,
    /// What the member is to the person above: `daughter`, `former wife`.
    pub role: String,
    /// The tie that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<TieView>,
    /// Through which shared parent it follows, where no source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
    /// Of a parent: the grandparents. Of a child: the grandchildren.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<FamilyMember>,
}

/// The relations that make a family, as the ontology names them.
const PARTNERS: [&str; 3] = ["spouse", "engaged", "partner"];
const CHILD: &str = "child";
const SIBLING: &str = "sibling";
const RELATIVE: &str = "relative";

/// Tells the family of a person. Denied ties do not count unless the filter asks for them.
pub fn family(question: &Question<'_>, id: PersonId, filter: &Filter) -> Family {
    let filter = filter.connecting();
    let tree = Tree {
        question,
        filter: &filter,
    };
    let parents = tree.parents(id);
    let mut children = tree.children(id);
    let partnerships = tree
        .members(id, |tie| PARTNERS.contains(&tie.relation.as_str()))
        .into_iter()
        .map(|(partner, member)| {
            let of_partner: Vec<PersonId> = tree
                .children(partner)
                .into_iter()
                .map(|(child, _)| child)
                .collect();
            let (shared, rest) = std::mem::take(&mut children)
                .into_iter()
                .partition(|(child, _)| of_partner.contains(child));
            children = rest;
            Partnership {
                partner: member,
                children: tree.with_beyond(shared, Tree::children),
            }
        })
        .collect();
    Family {
        name: question.graph.person(id).name.clone(),
        siblings: tree.siblings(id, &parents),
        parents: tree.with_beyond(parents, Tree::parents),
        partnerships,
        other_children: tree.with_beyond(children, Tree::children),
        relatives: tree
            .members(id, |tie| tie.relation.as_str() == RELATIVE)
            .into_iter()
            .map(|(_, member)| member)
            .collect(),
    }
}

struct Tree<'a> {
    question: &'a Question<'a>,
    filter: &'a Filter,
}

type Members = Vec<(PersonId, FamilyMember)>;

impl Tree<'_> {
    /// The other ends of the ties of some kind; who has several such ties comes once, with the first.
    fn members(&self, id: PersonId, wanted: impl Fn(&Tie) -> bool) -> Members {
        let mut ties: Vec<&Tie> = self
            .question
            .graph
            .ties_of(id)
            .into_iter()
            .map(|(_, tie)| tie)
            .filter(|tie| wanted(tie))
            .collect();
        ties.sort_by_cached_key(|tie| {
            (
                tie.start.map(|start| start.sort_key()),
                self.question.ontology.rank(&tie.relation),
                tie.other(id),
            )
        });
        let mut members: Members = Vec::new();
        for tie in ties {
            let other = tie.other(id);
            // Whoever was a fiancé before the wedding is the spouse.
            if let Some(known) = members.iter_mut().find(|(person, _)| *person == other) {
                let rank = |view: &TieView| self.question.ontology.rank(&view.relation);
                let is_better =
                    known.1.tie.as_ref().is_some_and(|view| {
                        self.question.ontology.rank(&tie.relation) < rank(view)
                    });
                if is_better && let Some(member) = self.member(id, tie) {
                    known.1 = member;
                }
                continue;
            }
            if let Some(member) = self.member(id, tie) {
                members.push((other, member));
            }
        }
        members
    }

    fn member(&self, id: PersonId, tie: &Tie) -> Option<FamilyMember> {
        Some(FamilyMember {
            name: self.question.graph.person(tie.other(id)).name.clone(),
            role: role(self.question, tie, id),
            tie: Some(TieView::new(self.question, tie, id, self.filter)?),
            derived: None,
            beyond: Vec::new(),
        })
    }

    fn children(&self, id: PersonId) -> Members {
        self.members(id, |tie| {
            tie.relation.as_str() == CHILD && tie.subject == id
        })
    }

    fn parents(&self, id: PersonId) -> Members {
        self.members(id, |tie| tie.relation.as_str() == CHILD && tie.object == id)
    }

    fn siblings(&self, id: PersonId, parents: &Members) -> Vec<FamilyMember> {
        let mut siblings = self.members(id, |tie| tie.relation.as_str() == SIBLING);
        let labels = self
            .question
            .ontology
            .relation(&crate::model::Relation::new(SIBLING))
            .map(|kind| &kind.labels);
        for (parent, _) in parents {
            let parent_name = &self.question.graph.person(*parent).name;
            for (child, _) in self.children(*parent) {
                if child == id || siblings.iter().any(|(known, _)| *known == child) {
                    continue;
                }
                let person = self.question.graph.person(child);
                let member = FamilyMember {
                    name: person.name.clone(),
                    role: labels
                        .map_or(SIBLING, |labels| labels.of(person.gender()))
                        .to_owned(),
                    tie: None,
                    derived: Some(format!("shares the parent {parent_name}")),
                    beyond: Vec::new(),
                };
                siblings.push((child, member));
            }
        }
        siblings.into_iter().map(|(_, member)| member).collect()
    }

    fn with_beyond(
        &self,
        members: Members,
        next: impl Fn(&Self, PersonId) -> Members,
    ) -> Vec<FamilyMember> {
        members
            .into_iter()
            .map(|(person, mut member)| {
                member.beyond = next(self, person)
                    .into_iter()
                    .map(|(_, member)| member)
                    .collect();
                member
            })
            .collect()
    }
}
