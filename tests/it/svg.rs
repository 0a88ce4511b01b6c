//! Graphviz run on a drawing, and what it draws.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// Whether Graphviz is to be run.
pub fn has_graphviz() -> bool {
    let runs = Command::new("dot").arg("-V").output().is_ok();
    if !runs && std::env::var_os("CELEBGRAPH_REQUIRE_DOT").is_none() {
        eprintln!("skipped: there is no `dot` (Graphviz) on the path");
        return false;
    }
    true
}

/// The drawing of a graph, if Graphviz has nothing to complain of.
pub fn drawn(dot: &str) -> String {
    let mut child = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`dot` of Graphviz is needed");
    let mut stdin = child.stdin.take().unwrap();
    let text = dot.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    let complaints: Vec<&str> = errors
        .lines()
        .filter(|line| {
            !["font", "Font", "Pango", "pango"]
                .iter()
                .any(|word| line.contains(word))
        })
        .filter(|line| !line.trim().is_empty())
        .collect();
    assert!(output.status.success(), "{errors}\n{dot}");
    assert_eq!(complaints, [""; 0], "{dot}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text of each node of a drawing, without white space, since long labels are broken into lines.
pub fn labels(svg: &str) -> BTreeSet<String> {
    svg.split("class=\"node\">")
        .skip(1)
        .map(|node| {
            let node = &node[..node.find("</g>").unwrap()];
            let texts = node.split("<text ").skip(1);
            let texts = texts.map(|text| {
                let from = text.find('>').unwrap() + 1;
                &text[from..text.find("</text>").unwrap()]
            });
            bare(&unescaped(&texts.collect::<String>()))
        })
        .collect()
}

pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn unescaped(xml: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some((before, entity)) = rest.split_once('&') {
        let (entity, after) = entity.split_once(';').unwrap();
        out.push_str(before);
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let code = number.strip_prefix('#').unwrap();
                let code = match code.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => code.parse(),
                };
                char::from_u32(code.unwrap()).unwrap()
            }
        });
        rest = after;
    }
    out + rest
}
