//! Which ties count: the same filters mean the same in every question.

use serde::Serialize;

use crate::graph::Tie;
use crate::model::{Certainty, Date, Relation, Status};

/// Which ties count. The default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Filter {
    /// Only these relations; any if empty.
    pub relations: Vec<Relation>,
    /// Only these; any if empty.
    pub statuses: Vec<Status>,
    /// Only these; any if empty.
    pub certainties: Vec<Certainty>,
    /// Only ties that held, or may have held, at some time in that date.
    pub at: Option<Date>,
    /// Only ties that at least so many different sources vouch for.
    pub min_sources: u32,
}

/// How a tie fits a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// It fits.
    Yes,
    /// Its dates do not tell whether it held at the date asked for.
    Perhaps,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The filter of questions about connections: a tie that is denied connects nobody, unless it is asked for.
    pub fn connecting(&self) -> Self {
        let mut filter = self.clone();
        if filter.certainties.is_empty() {
            filter.certainties = vec![Certainty::Asserted, Certainty::Rumored];
        }
        filter
    }

    /// How a tie fits; `None` if it does not.
    pub fn fit(&self, tie: &Tie) -> Option<Fit> {
        let fits = (self.relations.is_empty() || self.relations.contains(&tie.relation))
            && (self.statuses.is_empty() || self.statuses.contains(&tie.status))
            && (self.certainties.is_empty() || self.certainties.contains(&tie.certainty))
            && tie.support >= self.min_sources;
        if !fits {
            return None;
        }
        match self.at.as_ref().map(|at| tie.held_at(at)) {
            None | Some(Some(true)) => Some(Fit::Yes),
            Some(None) => Some(Fit::Perhaps),
            Some(Some(false)) => None,
        }
    }

    /// Whether a tie fits, or may.
    pub fn admits(&self, tie: &Tie) -> bool {
        self.fit(tie).is_some()
    }

    /// The filter with one part left out, for each part that filters: what is left out, and the rest.
    pub fn relaxed(&self) -> Vec<(String, Self)> {
        let mut rest = Vec::new();
        let mut without = |name: String, change: &dyn Fn(&mut Self)| {
            let mut filter = self.clone();
            change(&mut filter);
            rest.push((name, filter));
        };
        if !self.relations.is_empty() {
            without(list("--relation", &self.relations), &|f| {
                f.relations.clear()
            });
        }
        if !self.statuses.is_empty() {
            without(list("--status", &self.statuses), &|f| f.statuses.clear());
        }
        if !self.certainties.is_empty() {
            let hides_only_denials = self.certainties == [Certainty::Asserted, Certainty::Rumored];
            let name = if hides_only_denials {
                "the rule that a denied tie connects nobody".to_owned()
            } else {
                list("--certainty", &self.certainties)
            };
            // Without a wish of the user's, the rule is in force.
            let rest = if hides_only_denials {
                Certainty::ALL.to_vec()
            } else {
                Vec::new()
            };
            without(name, &|f| f.certainties.clone_from(&rest));
        }
        if let Some(at) = &self.at {
            without(format!("--at {at}"), &|f| f.at = None);
        }
        if self.min_sources > 1 {
            without(format!("--min-sources {}", self.min_sources), &|f| {
                f.min_sources = 0
            });
        }
        rest
    }
}

fn list(flag: &str, values: &[impl ToString]) -> String {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("{flag} {}", values.join(","))
}
