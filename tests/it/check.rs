use serde_json::Value;

use crate::world::{World, texts};

fn found(facts: &str, people: &str) -> (i32, Value) {
    let world = World::new();
    let facts =
        format!("subject,relation,object,status,certainty,start,end,source,published\n{facts}");
    world.write("facts.csv", facts);
    world.write(
        "people.csv",
        format!("name,aliases,born,died,gender\n{people}"),
    );
    world
        .celebgraph(&["ingest", "facts.csv", "people.csv"])
        .exits(0);
    let answer = world.celebgraph(&["check", "--json"]);
    (answer.code, answer.json()["findings"].clone())
}

#[test]
fn what_cannot_be_is_found_and_is_an_error() {
    for (facts, people, kind, text) in [
        (
            "Romy Vale,wife,Iris Vale,,,2013,2010,,\n",
            "",
            "end-before-start",
            "Iris Vale was married to Romy Vale from 2013 to 2010: it ends before it starts",
        ),
        (
            "Romy Vale,wife,Iris Vale,,,2013,,,\nRomy Vale,wife,Pia Dorn,,,2015,,,\n",
            "",
            "two-at-once",
            "Romy Vale has two at once (spouse): Romy Vale has been married to Iris Vale since 2013 / Romy Vale has been married to Pia Dorn since 2015",
        ),
        (
            "Romy Vale,wife,Iris Vale,,,2001,2010,,\nRomy Vale,wife,Pia Dorn,,,2005,2006,,\n",
            "",
            "two-at-once",
            "Romy Vale has two at once (spouse): Romy Vale was married to Iris Vale from 2001 to 2010 / Romy Vale was married to Pia Dorn from 2005 to 2006",
        ),
        (
            "Romy Vale,wife,Iris Vale,current,,2001,,,\nRomy Vale,wife,Pia Dorn,ended,,2005,2006,,\n",
            "",
            "two-at-once",
            "Romy Vale has two at once (spouse): Romy Vale has been married to Iris Vale since 2001 / Romy Vale was married to Pia Dorn from 2005 to 2006",
        ),
        (
            "Romy Vale,daughter,Ana Vale,,,,,,\n",
            "Romy Vale,,1990,,\nAna Vale,,1980,,\n",
            "child-older-than-parent",
            "Ana Vale, born 1980, is a child of Romy Vale, born 1990",
        ),
        (
            "Romy Vale,daughter,Ana Vale,,,,,,\n",
            "Romy Vale,,1900,1950,\nAna Vale,,1980,,\n",
            "born-after-parent",
            "Ana Vale, born 1980, is a child of Romy Vale, who died 1950",
        ),
        (
            "A Vale,son,B Vale,,,,,,\nB Vale,son,C Vale,,,,,,\nC Vale,son,A Vale,,,,,,\n",
            "",
            "parent-loop",
            "each is a descendant of the other: A Vale, B Vale, C Vale",
        ),
        (
            "Romy Vale,friend,Otto Roe,,,1970,,,\n",
            "Romy Vale,,1980,,\n",
            "before-birth",
            "Otto Roe has been a friend of Romy Vale since 1970: Romy Vale was born 1980",
        ),
        (
            "Romy Vale,wife,Iris Vale,,,1999,2003,,\n",
            "Iris Vale,,1950,1990,\n",
            "after-death",
            "Iris Vale was married to Romy Vale from 1999 to 2003: Iris Vale died 1990",
        ),
        (
            "",
            "Romy Vale,,1980,1970,\n",
            "died-before-born",
            "Romy Vale died 1970, before the birth on 1980",
        ),
    ] {
        let (code, findings) = found(facts, people);
        assert_eq!(texts(&findings, "kind"), [kind], "{facts}{people}");
        assert_eq!(texts(&findings, "text"), [text]);
        assert_eq!(texts(&findings, "severity"), ["impossible"]);
        assert_eq!(code, 3, "{kind}");
    }
}

#[test]
fn what_is_doubtful_is_found_and_is_no_error() {
    for (facts, people, kind, text) in [
        (
            "Romy Vale,wife,Iris Vale,,,2013,,One,2020\nRomy Vale,wife,Iris Vale,,,2015,,Two,2021\n",
            "",
            "sources-disagree",
            "Iris Vale has been married to Romy Vale since 2013: sources disagree on when it began",
        ),
        (
            "Romy Vale,friend,Otto Roe,current,,,,One,2020\nRomy Vale,friend,Otto Roe,ended,denied,,,Two,2020\n",
            "",
            "sources-disagree",
            "Otto Roe is a friend of Romy Vale: sources disagree on whether it is so",
        ),
        (
            "Romy Vale,daughter,Ana Vale,,,,,,\n",
            "Romy Vale,,1980,,\nAna Vale,,1985-06,,\n",
            "parent-too-young",
            "Ana Vale, born 1985-06, is a child of Romy Vale, born 1980",
        ),
        (
            "Romy Vale,wife,Iris Vale,,,1990,,,\n",
            "Iris Vale,,,2001,\n",
            "current-after-death",
            "Iris Vale has been married to Romy Vale since 1990: Iris Vale died 2001",
        ),
        (
            "Romy Vale,duet,Iris Vale,,,2010,,,\n",
            "Iris Vale,,,2001,\n",
            "after-death",
            "Iris Vale worked with Romy Vale (2010): Iris Vale died 2001",
        ),
        (
            "",
            "Romy Vale,,1980,,\nRomy Vale,,1981,,\n",
            "details-disagree",
            "Romy Vale: born is told as 1980 and as 1981",
        ),
        (
            "",
            "Romy Vale,Rome,,,\nRomeo Vale,Rome,,,\n",
            "ambiguous-alias",
            "the alias `Rome` is given to Romeo Vale and Romy Vale; it counts for neither",
        ),
        (
            "",
            "Romy Vale,Iris Vale,,,\nIris Vale,,,,\n",
            "ambiguous-alias",
            "the alias `Iris Vale` of Romy Vale is the name of somebody else",
        ),
        (
            "Romy Vale,friend,Rome,,,,,,\n",
            "Romy Vale,Rome,,,\n",
            "tie-to-self",
            "`Rome` – friend – `Romy Vale`: both are Romy Vale; left out",
        ),
    ] {
        let (code, findings) = found(facts, people);
        assert_eq!(texts(&findings, "kind"), [kind], "{facts}{people}");
        assert_eq!(texts(&findings, "text"), [text]);
        assert_eq!(texts(&findings, "severity"), ["doubtful"]);
        assert_eq!(code, 0, "{kind}");
    }
}

#[test]
fn what_may_well_be_is_not_found() {
    for (facts, people) in [
        // One after the other, in one year.
        (
            "Romy Vale,wife,Iris Vale,,,2001,2010,,\nRomy Vale,wife,Pia Dorn,,,2010,,,\n",
            "",
        ),
        // Denied, rumored or planned ties are no second marriage.
        (
            "Romy Vale,wife,Iris Vale,,,2001,,,\nRomy Vale,wife,Pia Dorn,,denied,2005,,,\n",
            "",
        ),
        (
            "Romy Vale,wife,Iris Vale,,,2001,,,\nRomy Vale,wife,Pia Dorn,,rumored,2005,,,\n",
            "",
        ),
        // Dates that overlap, one more precise.
        (
            "Romy Vale,wife,Iris Vale,,,2013,,One,2020\nRomy Vale,wife,Iris Vale,,,2013-09-14,,Two,2021\n",
            "",
        ),
        // Films in different years.
        (
            "Romy Vale,co-star,Iris Vale,,,2009,,One,2020\nRomy Vale,co-star,Iris Vale,,,2013,,Two,2021\n",
            "",
        ),
        // It was so, and later no longer.
        (
            "Romy Vale,friend,Otto Roe,current,,,,One,2020\nRomy Vale,friend,Otto Roe,ended,,,,Two,2021\n",
            "",
        ),
        (
            "Romy Vale,daughter,Ana Vale,,,,,,\n",
            "Romy Vale,,1980~,,\nAna Vale,,1994?,,\n",
        ),
        // Born in the months after the father's death.
        (
            "Romy Vale,daughter,Ana Vale,,,,,,\n",
            "Romy Vale,,1900,1950-12,\nAna Vale,,1951-05,,\n",
        ),
    ] {
        let (code, findings) = found(facts, people);
        assert_eq!(
            (code, findings),
            (0, serde_json::json!([])),
            "{facts}{people}"
        );
    }
}

#[test]
fn the_worst_is_shown_first_and_filters_choose() {
    let world = World::of(&[(
        "facts.csv",
        "subject,relation,object,start,end,source\n\
         Romy Vale,wife,Iris Vale,2013,2010,One\n\
         Romy Vale,friend,Otto Roe,2001,,One\nRomy Vale,friend,Otto Roe,2003,,Two\n",
    )]);
    let shown = world.celebgraph(&["check"]).exits(3);
    assert_eq!(
        shown.stdout,
        "\
IMPOSSIBLE
  end-before-start  Iris Vale was married to Romy Vale from 2013 to 2010: it ends before it starts
DOUBTFUL
  sources-disagree  Otto Roe has been a friend of Romy Vale since 2001: sources disagree on when it began
"
    );
    world
        .celebgraph(&["check", "--relation", "friend"])
        .exits(0);
    let fine = World::small().celebgraph(&["check"]).exits(0);
    assert_eq!(fine.stdout, "nothing impossible, nothing doubtful\n");
}
