//! The whole command line as one page, so that a change of it is seen in review.

use crate::world::World;

#[test]
fn the_command_line_is_as_documented() {
    let world = World::new();
    let help = world.celebgraph(&["--help"]).exits(0).stdout;
    let verbs: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    let mut page = format!("$ celebgraph --help\n\n{help}");
    for verb in &verbs {
        let help = world.celebgraph(&[verb, "--help"]).exits(0).stdout;
        page.push_str(&format!("\n\n$ celebgraph {verb} --help\n\n{help}"));
    }
    assert_eq!(verbs.len(), 15, "{verbs:?}");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("cli_reference", page);
    });
}

#[test]
fn usage_errors_and_the_version() {
    let world = World::new();
    let version = world.celebgraph(&["--version"]).exits(0);
    assert_eq!(
        version.stdout,
        format!("celebgraph {}\n", env!("CARGO_PKG_VERSION"))
    );
    world
        .celebgraph(&["--help"])
        .exits(0)
        .tells("Exit codes: 0 success, 1 nothing found, 2 usage");
    world
        .celebgraph(&[""; 0])
        .exits(2)
        .tells("Usage: celebgraph");
    world.celebgraph(&["whoo", "x"]).exits(2).tells("'who'");
    world.celebgraph(&["who"]).exits(2);
    world.celebgraph(&["who", "a", "--no-such-flag"]).exits(2);
}
