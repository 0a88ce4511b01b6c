//! The nouns that every other part speaks in: names, relations, dates, facts, evidence, sources, people.
//!
//! Nothing here knows about files, databases or graphs, and this module imports nothing of the crate.
//!
//! ```
//! use celebgraph::model::{Date, Name};
//!
//! let wedding: Date = "2013-09-14".parse()?;
//! let year: Date = "2013".parse()?;
//! assert_eq!(wedding.partial_cmp(&year), None); // the day may be before or after what `2013` means
//! assert!(Name::new("Beyoncé")?.fold() == Name::new("BEYONCE")?.fold());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod date;
mod fact;
mod name;
mod person;

pub use date::{Date, DateError, Qualifier, SortKey};
pub use fact::{
    AsWritten, Certainty, Evidence, Fact, Kinship, Relation, Source, Status, UnknownWord,
};
pub use name::{Fold, Name, NameError};
pub use person::{Detail, Field, Gender, PersonRow};
