//! From where?

use serde::Serialize;

use super::Question;
use crate::record::{DatasetRow, RecordError, SourceRow};

/// What the record was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sources {
    /// The files of input, by name.
    pub datasets: Vec<DatasetRow>,
    /// The sources that they cite, those with most statements first.
    pub sources: Vec<SourceRow>,
}

/// Tells what the record was made from; with a pattern only what has it in name, address or publisher, in any case.
///
/// # Errors
///
/// [`RecordError`] where the record cannot be read.
pub fn sources(question: &Question<'_>, pattern: Option<&str>) -> Result<Sources, RecordError> {
    let mut sources = question.record.sources()?;
    let mut datasets = question.record.datasets()?;
    if let Some(pattern) = pattern.map(str::to_lowercase) {
        let has = |text: &str| text.to_lowercase().contains(&pattern);
        sources.retain(|row| {
            [&row.source.name, &row.source.url, &row.source.publisher]
                .into_iter()
                .any(|text| has(text))
        });
        datasets.retain(|dataset| has(&dataset.name));
    }
    Ok(Sources { datasets, sources })
}
