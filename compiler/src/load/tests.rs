//! Loading from a map of texts.

use std::collections::BTreeMap;

use super::*;
use crate::diagnostics::{Diagnostic, Levels};
use crate::source::Opened;

struct Texts(BTreeMap<&'static str, &'static str>);

impl Reader for Texts {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let text = self.0.get(path).ok_or(ReadFault::Missing)?;
        Ok(Opened { identity: path.to_string(), bytes: text.as_bytes().to_vec() })
    }
}

fn loaded(files: &[(&'static str, &'static str)]) -> (Vec<String>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let loaded = load(&Texts(files.iter().copied().collect()), "main.api", &mut Before::default(), &mut sink).unwrap();
    let paths = loaded.sources.list.iter().map(|source| source.path.clone()).collect();
    (paths, sink.close(&loaded.sources, &Levels::default()))
}

#[test]
fn loads_depth_first_and_each_file_once() {
    let (paths, found) = loaded(&[
        ("main.api", "import \"b.api\"\nimport \"c.api\""),
        ("b.api", "import \"d/d.api\""),
        ("c.api", "import \"./d/d.api\""),
        ("d/d.api", "// d"),
    ]);
    assert_eq!(paths, ["main.api", "b.api", "d/d.api", "c.api"]);
    assert_eq!(found, []);
}

#[test]
fn a_cycle_is_named_as_a_path() {
    let (_, found) =
        loaded(&[("main.api", "import \"b.api\""), ("b.api", "import \"c.api\""), ("c.api", "import \"b.api\"")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "files import each other in a circle: `b.api` → `c.api` → `b.api`");
    assert_eq!(found[0].primary.span.source, SourceId(2));
}

#[test]
fn a_missing_file_names_the_places_tried() {
    let (_, found) = loaded(&[("main.api", "import \"a/b.api\""), ("a/b.api", "import \"x.api\"")]);
    assert_eq!(found[0].help, ["write a path from the folder of this file; tried `a/x.api` and `x.api`"]);
}

#[test]
fn a_long_chain_needs_no_stack() {
    let names: Vec<&'static str> = (0..20_000).map(|n| &*format!("f{n}.api").leak()).collect();
    let mut files: Vec<(&'static str, &'static str)> =
        names.windows(2).map(|pair| (pair[0], &*format!("import \"{}\"", pair[1]).leak())).collect();
    files.push(("main.api", "import \"f0.api\""));
    let (paths, found) = loaded(&files);
    assert_eq!(paths.len(), 20_000);
    assert_eq!(found.len(), 1);
}
