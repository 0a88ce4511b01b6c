//! The tool as its users meet it: the program itself, its files, its output, its exit codes. One file per verb and format.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod bad_input;
mod check;
mod cli_reference;
mod common;
mod dot;
mod durability;
mod evidence;
mod family;
mod filters;
mod forget;
mod graphs;
mod ingest;
mod ingest_options;
mod json;
mod neighbors;
mod ontology;
mod order;
mod path;
mod people;
mod rejects;
mod relations;
mod sources;
mod stats;
mod svg;
mod timeline;
mod unusable_record;
mod who;
mod world;
