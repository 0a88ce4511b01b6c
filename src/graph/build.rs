//! From the record's rows to nodes and edges.

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;
use petgraph::graph::UnGraph;

use super::identity::{Identity, Use};
use super::person::{Person, Row};
use super::{Graph, PersonId, SelfTie, Tie, merge};
use crate::model::{Date, Field, Fold, Kinship, Relation};
use crate::ontology::Ontology;
use crate::record::{FactId, FactRow, NameId, Record, RecordError, Told, Vote};

pub(super) fn build(record: &Record, ontology: &Ontology) -> Result<Graph, RecordError> {
    let mut names: Vec<(NameId, String)> = Vec::new();
    record.each_name(|name| names.push(name))?;
    let told = record.told()?;
    let identity = Identity::resolve(names.clone(), &told);
    let mut uses = vec![Use::default(); names.len()];
    drop(names);
    for row in &told {
        if let Some(place) = identity.place(row.name) {
            uses[place].listed += u32::from(row.listed);
            uses[place].told += u32::from(!row.listed);
        }
    }
    let mut facts: Vec<FactRow> = Vec::new();
    record.each_fact(|fact| {
        for name in [fact.subject, fact.object] {
            if let Some(place) = identity.place(name) {
                uses[place].facts += 1;
            }
        }
        facts.push(fact);
    })?;
    let mut votes: Vec<Vote> = Vec::new();
    record.each_vote(|vote| votes.push(vote))?;

    let mut inner = UnGraph::with_capacity(0, facts.len());
    let mut node_of_root: HashMap<u32, PersonId, RandomState> = HashMap::default();
    for (root, name, aliases) in identity.people(&uses) {
        let node = inner.add_node(Person {
            name,
            aliases,
            ..Person::default()
        });
        node_of_root.insert(root, PersonId(node.index() as u32));
    }
    tell(&mut inner, &identity, &node_of_root, &told);
    let person_of = |name: NameId| {
        let place = identity.place(name)?;
        node_of_root.get(&identity.root(place)).copied()
    };
    let self_ties = add_ties(&mut inner, ontology, &facts, &votes, &person_of, &identity);
    let mut by_fold: HashMap<Fold, Vec<PersonId>, RandomState> = HashMap::default();
    for (fold, roots) in identity.folds() {
        let mut people: Vec<PersonId> = roots
            .iter()
            .filter_map(|root| node_of_root.get(root).copied())
            .collect();
        people.sort();
        people.dedup();
        if !people.is_empty() {
            by_fold.insert(fold.clone(), people);
        }
    }
    let alias_trouble = identity.trouble(|root| {
        let id = node_of_root.get(&root)?;
        Some(inner[id.node()].name.clone())
    });
    Ok(Graph {
        inner,
        by_fold,
        alias_trouble,
        self_ties,
    })
}

/// Gives the people what was told of them.
fn tell(
    inner: &mut UnGraph<Person, Tie>,
    identity: &Identity,
    node_of_root: &HashMap<u32, PersonId, RandomState>,
    told: &[Told],
) {
    let text = |name: &NameId| Some(identity.text(identity.place(*name)?).to_owned());
    let mut touched = Vec::new();
    for row in told {
        let person = identity
            .place(row.name)
            .and_then(|place| node_of_root.get(&identity.root(place)));
        let (Some(person), Some(name)) = (person, text(&row.name)) else {
            continue;
        };
        let mut aliases: Vec<String> = row.aliases.iter().filter_map(text).collect();
        aliases.sort();
        let mut details: Vec<(Field, String)> = row
            .details
            .iter()
            .map(|detail| (detail.field.clone(), detail.value.clone()))
            .collect();
        // The order of columns does not matter, that of the values of one does.
        details.sort_by(|a, b| a.0.cmp(&b.0));
        inner[person.node()].rows.push(Row {
            listed: row.listed,
            name,
            aliases,
            details,
        });
        touched.push(*person);
    }
    touched.sort_unstable();
    touched.dedup();
    for person in touched {
        inner[person.node()].settle();
    }
}

/// What makes two facts the same tie: the people in canonical order, the relation, the kinship; as small numbers, since there
/// are as many as facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: PersonId,
    object: PersonId,
    relation: u16,
    kinship: u16,
}

/// Relations and kinships by number, in the order in which ties are sorted: that of the ontology, then (of keys that it
/// does not know) of the alphabet.
struct Numbers {
    relations: Vec<Relation>,
    kinships: Vec<Kinship>,
}

impl Numbers {
    fn of(ontology: &Ontology, facts: &[FactRow]) -> Self {
        let mut relations: Vec<Relation> =
            ontology.relations().map(|kind| kind.key.clone()).collect();
        let mut kinships: Vec<Kinship> = ontology.kinships().map(|kind| kind.key.clone()).collect();
        let (mut more_relations, mut more_kinships) = (BTreeSet::new(), BTreeSet::new());
        for fact in facts {
            if !relations.contains(&fact.relation) {
                more_relations.insert(fact.relation.clone());
            }
            if let Some(kinship) = fact.kinship.as_ref().filter(|key| !kinships.contains(key)) {
                more_kinships.insert(kinship.clone());
            }
        }
        relations.extend(more_relations);
        kinships.extend(more_kinships);
        Self {
            relations,
            kinships,
        }
    }
}

/// Merges the statements of each tie and adds the edges in order; returns those facts whose two people are one.
fn add_ties(
    inner: &mut UnGraph<Person, Tie>,
    ontology: &Ontology,
    facts: &[FactRow],
    votes: &[Vote],
    person_of: &dyn Fn(NameId) -> Option<PersonId>,
    identity: &Identity,
) -> Vec<SelfTie> {
    let numbers = Numbers::of(ontology, facts);
    let text = |name| {
        let place = identity.place(name);
        place.map_or("", |place| identity.text(place)).to_owned()
    };
    let mut self_ties = Vec::new();
    let mut keyed: Vec<(Key, u32)> = Vec::with_capacity(facts.len());
    for (place, fact) in facts.iter().enumerate() {
        let (Some(subject), Some(object)) = (person_of(fact.subject), person_of(fact.object))
        else {
            continue;
        };
        if subject == object {
            self_ties.push(SelfTie {
                person: inner[subject.node()].name.clone(),
                names: (text(fact.subject), text(fact.object)),
                relation: fact.relation.clone(),
                fact: fact.id,
            });
            continue;
        }
        keyed.push((numbers.key(ontology, subject, object, fact), place as u32));
    }
    keyed.sort_unstable();
    self_ties.sort();
    let statements = Statements::of(facts, votes);
    let mut of_tie: Vec<&Vote> = Vec::new();
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        let Some((key, _)) = group.first() else {
            continue;
        };
        of_tie.clear();
        for (_, place) in group {
            of_tie.extend(statements.of_fact(*place));
        }
        let relation = numbers.relations[usize::from(key.relation)].clone();
        let kind = ontology.relation(&relation);
        let is_kin = kind.is_some_and(|kind| kind.kin);
        let lives = lives(inner, *key, is_kin);
        let kind = merge::Kind {
            can_end: kind.is_some_and(|kind| kind.ends),
            repeats: kind.is_some_and(|kind| kind.repeats),
        };
        let merged = merge::merge(&of_tie, kind);
        inner.add_edge(
            key.subject.node(),
            key.object.node(),
            Tie {
                subject: key.subject,
                object: key.object,
                relation,
                kinship: numbers.kinships.get(usize::from(key.kinship)).cloned(),
                status: merged.status,
                certainty: merged.certainty,
                start: merged.start,
                end: merged.end,
                works: merged.works,
                confidence: merged.confidence,
                support: merged.support,
                status_support: merged.status_support,
                attested: merged.attested,
                lives,
                statements: merged.statements,
                disagreement: merged.disagreement,
                facts: group
                    .iter()
                    .map(|(_, place)| facts[*place as usize].id)
                    .collect(),
            },
        );
    }
    self_ties
}

/// Between which dates a tie can hold: after both are born and, but for kinship, before one dies.
fn lives(people: &UnGraph<Person, Tie>, key: Key, is_kin: bool) -> (Option<Date>, Option<Date>) {
    let ends = [&people[key.subject.node()], &people[key.object.node()]];
    if ends.iter().all(|person| person.details.is_empty()) {
        return (None, None);
    }
    let born = ends.iter().filter_map(|person| person.born());
    let died = ends.iter().filter_map(|person| person.died());
    (
        born.max_by_key(|date| date.earliest()),
        died.filter(|_| !is_kin).min_by_key(|date| date.latest()),
    )
}

/// Statements by fact, without a copy.
struct Statements<'a> {
    votes: &'a [Vote],
    /// Places of statements, those of one fact together.
    order: Vec<u32>,
    /// Where in `order` the statements of each fact begin, and where the last ends.
    begins: Vec<u32>,
}

impl<'a> Statements<'a> {
    fn of(facts: &[FactRow], votes: &'a [Vote]) -> Self {
        let mut pairs: Vec<(FactId, u32)> = votes
            .iter()
            .enumerate()
            .map(|(at, vote)| (vote.fact, at as u32))
            .collect();
        pairs.sort_unstable();
        let mut begins = Vec::with_capacity(facts.len() + 1);
        let mut at = 0;
        // Both are in the order of the facts' ids.
        for fact in facts {
            while pairs.get(at).is_some_and(|(id, _)| *id < fact.id) {
                at += 1;
            }
            begins.push(at as u32);
        }
        begins.push(pairs.len() as u32);
        Self {
            votes,
            order: pairs.into_iter().map(|(_, at)| at).collect(),
            begins,
        }
    }

    /// The statements of the fact at that place.
    fn of_fact(&self, place: u32) -> impl Iterator<Item = &'a Vote> {
        let (from, to) = (self.begins[place as usize], self.begins[place as usize + 1]);
        self.order[from as usize..to as usize]
            .iter()
            .map(|at| &self.votes[*at as usize])
    }
}

impl Numbers {
    /// The tie of a fact. Its direction is given where the relation has one, by name where it has none.
    fn key(&self, ontology: &Ontology, subject: PersonId, object: PersonId, fact: &FactRow) -> Key {
        let is_symmetric = ontology
            .relation(&fact.relation)
            .is_some_and(|kind| kind.symmetric);
        let turns = subject > object && (is_symmetric || fact.kinship.is_some());
        let number =
            |at: Option<usize>| at.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX);
        let kinship = fact.kinship.as_ref().map(|kinship| {
            let turned = turns.then(|| ontology.inverse_kinship(kinship));
            let kinship = turned.as_ref().unwrap_or(kinship);
            number(self.kinships.iter().position(|known| known == kinship))
        });
        let (subject, object) = if turns {
            (object, subject)
        } else {
            (subject, object)
        };
        Key {
            subject,
            object,
            relation: number(
                self.relations
                    .iter()
                    .position(|known| *known == fact.relation),
            ),
            kinship: kinship.unwrap_or(u16::MAX),
        }
    }
}
