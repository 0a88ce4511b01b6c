//! Ingestion of facts, building the graph, and paths in it, on a made-up world.
//!
//! `cargo bench` runs it; `cargo bench -- --quick` is enough to compare two versions.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fmt::Write;
use std::hint::black_box;

use celebgraph::graph::{Graph, PersonId};
use celebgraph::ontology::Ontology;
use celebgraph::pipeline::{Ingest, NoProgress};
use celebgraph::query::{Filter, shortest_paths};
use celebgraph::record::Record;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

const PEOPLE: u64 = 10_000;
const FACTS: u64 = 40_000;

/// A table of facts among people of whom a few know many (Zipf-like), the same at every run.
fn table() -> String {
    let mut state = 20_240_611_u64;
    let mut random = move |below: u64| {
        // An xorshift generator (Marsaglia, 2003) is even enough for this.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let relations = [
        "collaborator",
        "friend",
        "spouse",
        "child",
        "sibling",
        "mentor",
    ];
    let mut text =
        String::from("subject,relation,object,status,start,works,source,published,quote\n");
    for n in 0..FACTS {
        let a = random(PEOPLE);
        let limit = 1 + random(PEOPLE);
        let b = (a + 1 + random(limit)) % PEOPLE;
        if a == b {
            continue;
        }
        let relation = relations[random(6) as usize];
        let year = 1950 + random(75);
        writeln!(
            text,
            "Person {a} Of {},{relation},Person {b} Of {},current,{year},Work {},https://outlet-{}.example/{year}/{n},{}-05-06,\"Person {a} and Person {b}, they say\"",
            a % 97,
            b % 97,
            random(5000),
            random(12),
            year + 1
        )
        .unwrap();
    }
    text
}

fn bench(criterion: &mut Criterion) {
    let ontology = Ontology::builtin().unwrap();
    let text = table();
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("facts.csv");
    std::fs::write(&csv, &text).unwrap();

    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("40,000 facts, durable", |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir().unwrap(),
            |target| {
                let mut record = Record::open(&target.path().join("r.db")).unwrap();
                Ingest::new(&ontology)
                    .file(&mut record, &csv, &mut NoProgress)
                    .unwrap();
                target
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();

    let mut record = Record::in_memory().unwrap();
    Ingest::new(&ontology)
        .file(&mut record, &csv, &mut NoProgress)
        .unwrap();
    let mut group = criterion.benchmark_group("graph");
    group.sample_size(10);
    group.throughput(Throughput::Elements(FACTS));
    group.bench_function("build from the record", |bencher| {
        bencher.iter(|| Graph::build(black_box(&record), &ontology).unwrap());
    });
    group.finish();

    let graph = Graph::build(&record, &ontology).unwrap();
    let people: Vec<PersonId> = graph.people().map(|(id, _)| id).collect();
    let pairs: Vec<(PersonId, PersonId)> = (0..100)
        .map(|n| {
            (
                people[n * 31 % people.len()],
                people[(n * 7919 + 13) % people.len()],
            )
        })
        .collect();
    let filter = Filter::default();
    let mut group = criterion.benchmark_group("paths");
    for count in [1, 3] {
        group.bench_function(format!("100 pairs, {count} each"), |bencher| {
            bencher.iter(|| {
                pairs
                    .iter()
                    .map(|(a, b)| shortest_paths(&graph, *a, *b, count, &filter).len())
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
