//! The order in which files come does not show.

use crate::world::{FACTS, PEOPLE, World, texts};

#[test]
fn the_order_of_files_does_not_matter() {
    let aliases = "name,aliases,wikidata\nYvonne Sand,Yve; Y. Sand,Q900001\nOtto Roe,,Q900002\n";
    let facts = "subject,relation,object,source,published\n\
                 Yve,wife,Iris Vale,Daily,2020\nYvonne Sand,married to,Iris Vale,Weekly,2021\nY Sand,friend,Otto Roe,,\n";
    let mut files = [
        ("facts.csv", facts),
        ("people.csv", aliases),
        ("more.csv", FACTS),
        ("z.csv", PEOPLE),
    ];
    let one = World::of(&files);
    files.reverse();
    let other = World::of(&files);
    assert_eq!(one.exported(), other.exported());
    for name in ["Yve", "y. sand", "Yvonne"] {
        let who = one.json(&["who", name]);
        assert_eq!(who["name"], "Yvonne Sand", "{name}");
        assert_eq!(texts(&who["ties"], "person"), ["Iris Vale", "Otto Roe"]);
        assert_eq!(who["ties"][0]["support"], 2);
    }
    // One after the other, by separate runs.
    let third = World::new();
    for (name, content) in files {
        third.write(name, content);
        third.celebgraph(&["ingest", name]).exits(0);
    }
    assert_eq!(third.exported(), one.exported());
}
