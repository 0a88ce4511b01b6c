//! Who is who: from names as they were written to people.
//!
//! 1. Names of one fold (case, accents, hyphens, initials) are one person.
//! 2. Names that tables give the same, single Wikidata item are one person.
//! 3. An alias belongs to the person whose row gives it, unless a table of people lists it as a name of its own (then the
//!    two stay apart) or rows of different people give it (then it is nobody's). Both cases are [`AliasTrouble`].
//!
//! The rules look at all names at once, so the order in which they came does not matter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::RandomState;
use petgraph::unionfind::UnionFind;
use serde::Serialize;

use crate::model::{Field, Fold};
use crate::record::{NameId, Told};

/// An alias that does not tell who is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AliasTrouble {
    /// The alias.
    pub alias: String,
    /// The people whose rows give it.
    pub of: Vec<String>,
    /// Whether it is also the name of somebody else.
    pub taken: bool,
}

/// Names put together into people.
pub(super) struct Identity {
    names: Vec<String>,
    index: HashMap<NameId, u32, RandomState>,
    /// The class (of one fold) of each name.
    class_of: Vec<u32>,
    folds: Vec<Fold>,
    /// The representative class of each class.
    root_of: Vec<u32>,
    /// Aliases without an owner: the class, and the roots that claim it.
    claimed: Vec<(u32, BTreeSet<u32>, bool)>,
}

/// How a name was used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Use {
    /// Rows of tables of people that list it.
    pub listed: u32,
    /// Facts that mention it.
    pub facts: u32,
    /// Rows that tell of it in passing.
    pub told: u32,
}

impl Use {
    fn is_any(self) -> bool {
        self.listed + self.facts + self.told > 0
    }
}

impl Identity {
    pub(super) fn resolve(all: Vec<(NameId, String)>, told: &[Told]) -> Self {
        let mut classes: HashMap<Fold, u32, RandomState> = HashMap::default();
        let mut folds = Vec::new();
        let mut class_of = Vec::with_capacity(all.len());
        let mut index = HashMap::with_capacity_and_hasher(all.len(), RandomState::default());
        let mut names = Vec::with_capacity(all.len());
        for (at, (id, text)) in all.into_iter().enumerate() {
            let next = folds.len() as u32;
            let class = *classes.entry(Fold::of(&text)).or_insert_with_key(|fold| {
                folds.push(fold.clone());
                next
            });
            class_of.push(class);
            index.insert(id, at as u32);
            names.push(text);
        }
        let mut identity = Self {
            names,
            index,
            class_of,
            folds,
            root_of: Vec::new(),
            claimed: Vec::new(),
        };
        identity.unite(told);
        identity
    }

    fn class(&self, name: NameId) -> Option<u32> {
        let at = *self.index.get(&name)?;
        Some(self.class_of[at as usize])
    }

    fn unite(&mut self, told: &[Told]) {
        let mut sets: UnionFind<u32> = UnionFind::new(self.folds.len());
        let mut items: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        let mut listed: BTreeSet<u32> = BTreeSet::new();
        for row in told {
            let Some(class) = self.class(row.name) else {
                continue;
            };
            if row.listed {
                listed.insert(class);
            }
            for detail in &row.details {
                if detail.field == Field::Wikidata {
                    items.entry(class).or_default().insert(&detail.value);
                }
            }
        }
        let mut holders: BTreeMap<&str, u32> = BTreeMap::new();
        for (class, ids) in &items {
            if ids.len() == 1
                && let Some(id) = ids.first()
            {
                let holder = *holders.entry(id).or_insert(*class);
                sets.union(holder, *class);
            }
        }
        let mut claims: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for row in told {
            let Some(owner) = self.class(row.name) else {
                continue;
            };
            let owner = sets.find(owner);
            for alias in &row.aliases {
                if let Some(class) = self.class(*alias)
                    && sets.find(class) != owner
                {
                    claims.entry(class).or_default().insert(owner);
                }
            }
        }
        let mut granted = Vec::new();
        for (class, owners) in claims {
            let taken = listed.contains(&class);
            match (taken, owners.first(), owners.len()) {
                (false, Some(owner), 1) => granted.push((class, *owner)),
                _ => self.claimed.push((class, owners, taken)),
            }
        }
        for (class, owner) in granted {
            sets.union(class, owner);
        }
        self.root_of = sets.into_labeling();
        for (_, owners, _) in &mut self.claimed {
            *owners = owners
                .iter()
                .map(|owner| self.root_of[*owner as usize])
                .collect();
        }
    }

    /// The place of a name among all, for counting.
    pub(super) fn place(&self, name: NameId) -> Option<usize> {
        self.index.get(&name).map(|at| *at as usize)
    }

    /// Which person a name at that place is.
    pub(super) fn root(&self, place: usize) -> u32 {
        self.root_of[self.class_of[place] as usize]
    }

    /// A name.
    pub(super) fn text(&self, place: usize) -> &str {
        &self.names[place]
    }

    /// The people: root, the name to show, and every other name; in the order of the names to show. A name that is used
    /// nowhere but as an alias without an owner is nobody.
    pub(super) fn people(&self, uses: &[Use]) -> Vec<(u32, String, Vec<String>)> {
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for place in 0..self.names.len() {
            members.entry(self.root(place)).or_default().push(place);
        }
        let mut people: Vec<_> = members
            .into_iter()
            .filter(|(_, places)| places.iter().any(|place| uses[*place].is_any()))
            .filter_map(|(root, mut places)| {
                places.sort_by(|a, b| {
                    let key = |place: usize| {
                        let used = uses[place];
                        (
                            std::cmp::Reverse((used.listed, used.facts)),
                            &self.names[place],
                        )
                    };
                    key(*a).cmp(&key(*b))
                });
                let (first, rest) = places.split_first()?;
                let mut others: Vec<String> = rest
                    .iter()
                    .map(|place| self.names[*place].clone())
                    .collect();
                others.sort();
                Some((root, self.names[*first].clone(), others))
            })
            .collect();
        people.sort_by(|a, b| a.1.cmp(&b.1));
        people
    }

    /// The folds with the roots that answer to them: owners of the name, or all who claim an alias without an owner.
    pub(super) fn folds(&self) -> impl Iterator<Item = (&Fold, Vec<u32>)> {
        let claimed: BTreeMap<u32, &BTreeSet<u32>> = self
            .claimed
            .iter()
            .map(|(class, owners, _)| (*class, owners))
            .collect();
        self.folds.iter().enumerate().map(move |(class, fold)| {
            let mut roots = vec![self.root_of[class]];
            if let Some(owners) = claimed.get(&(class as u32)) {
                roots.extend(owners.iter());
            }
            (fold, roots)
        })
    }

    /// The aliases that are nobody's, with the people that claim them.
    pub(super) fn trouble(&self, name_of: impl Fn(u32) -> Option<String>) -> Vec<AliasTrouble> {
        let mut spelled: BTreeMap<u32, &str> = BTreeMap::new();
        for (place, class) in self.class_of.iter().enumerate() {
            let text = self.names[place].as_str();
            let known = spelled.entry(*class).or_insert(text);
            *known = (*known).min(text);
        }
        let mut trouble: Vec<AliasTrouble> = self
            .claimed
            .iter()
            .map(|(class, owners, taken)| {
                let mut of: Vec<String> = owners.iter().filter_map(|root| name_of(*root)).collect();
                of.sort();
                AliasTrouble {
                    alias: spelled.get(class).copied().unwrap_or_default().to_owned(),
                    of,
                    taken: *taken,
                }
            })
            .collect();
        trouble.sort();
        trouble
    }
}
