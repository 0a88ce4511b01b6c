//! From the texts of a row to a valid [`Fact`](crate::model::Fact): vocabularies applied, dates checked, direction made canonical.
//!
//! ```
//! use celebgraph::fact::{Row, Validator};
//! use celebgraph::ontology::Ontology;
//!
//! let ontology = Ontology::builtin()?;
//! let mut validator = Validator::new(&ontology);
//! let row = Row { subject: "Romy Vale", relation: "mother", object: "Iris Vale", ..Row::default() };
//! let checked = validator.check(&row, 2)?;
//! assert_eq!(checked.fact.subject.as_str(), "Iris Vale"); // whose child is Romy
//! assert_eq!(checked.fact.relation.as_str(), "child");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod column;
mod date_words;
mod person;
mod validator;

pub use column::{Column, PersonColumn, Side};
pub use date_words::parse_date;
pub use person::PersonTexts;
pub use validator::{Checked, Row, RowError, Validator};
