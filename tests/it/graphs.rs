//! The checked-in graphs are those that the tool makes from the sample data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use celebgraph::export::{self, Format, Selection};
use celebgraph::graph::Graph;
use celebgraph::ingest::discover;
use celebgraph::ontology::Ontology;
use celebgraph::pipeline::{Ingest, NoProgress};
use celebgraph::query::{Filter, Question, check, find, path};
use celebgraph::record::Record;

/// Set to write the graphs anew instead of comparing them.
const UPDATE: &str = "CELEBGRAPH_UPDATE_GRAPHS";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

struct Sample {
    ontology: Ontology,
    record: Record,
    graph: Graph,
}

impl Sample {
    fn read() -> Self {
        let ontology = Ontology::builtin().unwrap();
        let mut record = Record::in_memory().unwrap();
        let ingest = Ingest::new(&ontology);
        for file in discover(&root().join("data")).unwrap().files {
            let report = ingest.file(&mut record, &file, &mut NoProgress).unwrap();
            assert_eq!(report.reasons, Vec::<String>::new(), "{}", file.display());
        }
        let graph = Graph::build(&record, &ontology).unwrap();
        Self {
            ontology,
            record,
            graph,
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            graph: &self.graph,
            ontology: &self.ontology,
            record: &self.record,
        }
    }

    fn export(&self, format: Format, selection: &Selection) -> String {
        let mut out = Vec::new();
        export::write(format, &self.question(), selection, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn selections(&self) -> [(&'static str, Selection); 4] {
        let graph = &self.graph;
        let filter = Filter::default();
        let id = |name: &str| find(graph, name).unwrap();
        [
            ("all", Selection::whole(graph, &filter)),
            (
                "legend",
                Selection::around(graph, id("John Legend"), 2, &filter),
            ),
            (
                "cobain-to-legend",
                Selection::between(graph, id("Kurt Cobain"), id("John Legend"), 3, &filter),
            ),
            (
                "coppola",
                Selection::around(graph, id("Nicolas Cage"), 1, &filter),
            ),
        ]
    }
}

fn compare(file: &str, made: &str) {
    let path = root().join("graphs").join(file);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "graphs/{file} is not what the tool makes now; if it should be, run the tests once with {UPDATE}=1"
    );
}

#[test]
fn the_graphs_are_what_the_tool_makes() {
    let sample = Sample::read();
    for (name, selection) in sample.selections() {
        compare(
            &format!("{name}.dot"),
            &sample.export(Format::Dot, &selection),
        );
        compare(
            &format!("{name}.json"),
            &sample.export(Format::Json, &selection),
        );
    }
}

/// Graphviz draws the same graph a little differently from version to version, so of a drawing the people and ties are compared.
#[test]
fn the_drawings_are_of_these_graphs() {
    let sample = Sample::read();
    for (name, selection) in sample.selections() {
        let path = root().join("graphs").join(format!("{name}.svg"));
        if std::env::var_os(UPDATE).is_some() {
            let dot = path.with_extension("dot");
            fs::write(&dot, sample.export(Format::Dot, &selection)).unwrap();
            let done = Command::new("dot")
                .arg("-Tsvg")
                .arg(&dot)
                .arg("-o")
                .arg(&path)
                .status();
            assert!(done.unwrap().success());
        }
        let svg = fs::read_to_string(&path).unwrap();
        let count = |class: &str| svg.matches(&format!("class=\"{class}\"")).count();
        assert_eq!(count("node"), selection.people.len(), "{name}: people");
        assert_eq!(count("edge"), selection.ties.len(), "{name}: ties");
        for id in &selection.people {
            let title = format!("<title>{}</title>", escaped(&sample.graph.person(*id).name));
            assert!(svg.contains(&title), "{name}: {title}");
        }
    }
}

/// As Graphviz writes names into SVG.
fn escaped(name: &str) -> String {
    name.replace('&', "&amp;")
        .replace('\'', "&#39;")
        .replace('-', "&#45;")
}

#[test]
fn the_sample_data_is_sound_and_well_connected() {
    let sample = Sample::read();
    let question = sample.question();
    assert_eq!(check(&question, &Filter::default()).findings, []);
    let id = |name: &str| find(&sample.graph, name).unwrap();
    let way = path(
        &question,
        id("Kurt Cobain"),
        id("Tony Hawk"),
        1,
        &Filter::default(),
    )
    .unwrap();
    assert_eq!(
        way.paths[0].people,
        [
            "Kurt Cobain",
            "Frances Bean Cobain",
            "Riley Hawk",
            "Tony Hawk"
        ]
    );
    assert_eq!(sample.graph.person(id("Ye")).name, "Kanye West");
    assert!(sample.graph.tie_count() > 300);
    for folder in ["facts", "people"] {
        assert!(
            Path::new(&root())
                .join("data")
                .join(folder)
                .join("README.md")
                .exists()
        );
    }
}
