//! The columns that a row of facts or of people may have.

use std::fmt;

use crate::model::Field;

/// Which of the two people of a row a column speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The first person.
    Subject,
    /// The second person.
    Object,
}

/// A column about one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PersonColumn {
    /// The name, in a table of people.
    Name,
    /// Other names of the person.
    Aliases,
    /// A detail.
    Detail(Field),
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// The first person.
    Subject,
    /// The relation word between the two.
    Relation,
    /// The second person.
    Object,
    /// What the second person is to the first, of `relative`.
    Kinship,
    /// `current`, `ended`, `planned`.
    Status,
    /// `asserted`, `rumored`, `denied`.
    Certainty,
    /// When the tie began.
    Start,
    /// When it ended.
    End,
    /// Titles.
    Works,
    /// 0 to 1.
    Confidence,
    /// The name of the source.
    Source,
    /// The address of the source.
    Url,
    /// The outlet.
    Publisher,
    /// When the source was published.
    Published,
    /// The words of the source.
    Quote,
    /// Who said the quoted words.
    Speaker,
    /// The extraction rule.
    Rule,
    /// About one of the two people.
    Of(Side, PersonColumn),
    /// Of a table of people.
    Person(PersonColumn),
}

impl Column {
    /// The columns of a fact that have one fixed name, in the order of the documentation.
    pub const OF_FACTS: [Column; 17] = [
        Column::Subject,
        Column::Relation,
        Column::Object,
        Column::Kinship,
        Column::Status,
        Column::Certainty,
        Column::Start,
        Column::End,
        Column::Works,
        Column::Confidence,
        Column::Source,
        Column::Url,
        Column::Publisher,
        Column::Published,
        Column::Quote,
        Column::Speaker,
        Column::Rule,
    ];

    /// The canonical name of the column.
    pub fn name(&self) -> String {
        let fixed = match self {
            Column::Subject => "subject",
            Column::Relation => "relation",
            Column::Object => "object",
            Column::Kinship => "kinship",
            Column::Status => "status",
            Column::Certainty => "certainty",
            Column::Start => "start",
            Column::End => "end",
            Column::Works => "works",
            Column::Confidence => "confidence",
            Column::Source => "source",
            Column::Url => "url",
            Column::Publisher => "publisher",
            Column::Published => "published",
            Column::Quote => "quote",
            Column::Speaker => "speaker",
            Column::Rule => "rule",
            Column::Of(Side::Subject, column) => return format!("subject_{}", column.name()),
            Column::Of(Side::Object, column) => return format!("object_{}", column.name()),
            Column::Person(column) => return column.name().to_owned(),
        };
        fixed.to_owned()
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name())
    }
}

impl PersonColumn {
    /// The canonical name of the column.
    pub fn name(&self) -> &str {
        match self {
            PersonColumn::Name => "name",
            PersonColumn::Aliases => "aliases",
            PersonColumn::Detail(field) => field.as_str(),
        }
    }
}
