//! What a plan says beside the rows of its table.

use super::*;
use crate::output::{OutputFile, OutputFiles, Root, text_hash};

use Action::Refuse;
use Kind::{Generated, Scaffold};

fn run(files: &[(&str, Kind, &str)], manifest: Vec<ManifestEntry>, on_disk: &[&str]) -> Plan {
    let mut made = OutputFiles::default();
    for (path, kind, subject) in files {
        let (path, text, subject) = (path.to_string(), "x".to_string(), subject.to_string());
        made.add(OutputFile { path, text, kind: *kind, subject }).unwrap();
    }
    let wanted = Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files: made }], None).unwrap();
    let basis =
        Basis { manifest: Some(Manifest { files: manifest, ..Manifest::default() }), narrow: true, ..Basis::default() };
    let found = on_disk.iter().map(|path| (path.to_string(), OnDisk::File(text_hash("x")))).collect();
    plan(&wanted, &basis, &found)
}

fn scaffold(path: &str, emitter: &str, subject: &str) -> ManifestEntry {
    ManifestEntry { path: path.into(), emitter: emitter.into(), kind: Scaffold, sha256: None, subject: subject.into() }
}

#[test]
fn an_orphan_names_where_its_route_went() {
    let went = |old: &str, new: &[(&str, Kind, &str)]| {
        let plan = run(new, vec![scaffold("old.rs", "e", old)], &["old.rs"]);
        plan.steps.into_iter().find(|step| step.path == "old.rs").and_then(|step| step.went)
    };
    // The same method and path under another handler.
    assert_eq!(went("POST /books add", &[("a.rs", Scaffold, "POST /books create")]), Some("a.rs".into()));
    // The same handler under another path.
    assert_eq!(went("POST /books add", &[("a.rs", Scaffold, "POST /book add")]), Some("a.rs".into()));
    // The route is the stronger sign.
    let both = [("a.rs", Scaffold, "PUT /x add"), ("b.rs", Scaffold, "POST /books create")];
    assert_eq!(went("POST /books add", &both), Some("b.rs".into()));
    // Two of one handler: no telling.
    let twice = [("a.rs", Scaffold, "PUT /x add"), ("b.rs", Scaffold, "PUT /y add")];
    assert_eq!(went("POST /books add", &twice), None);
    assert_eq!(went("middleware Audit", &[("a.rs", Scaffold, "PUT /x Audit")]), None);
}

#[test]
fn what_another_emitter_listed_is_neither_compared_nor_lost_nor_foreign() {
    let plan = run(&[("a", Generated, "")], vec![scaffold("b", "other", "")], &["b"]);
    assert_eq!(plan.steps.iter().map(|step| step.path.as_str()).collect::<Vec<_>>(), ["a"]);
    let listed: Vec<_> = plan.manifest.unwrap().files.into_iter().map(|entry| entry.path).collect();
    assert_eq!(listed, ["a", "b"]);
}

#[test]
fn a_folder_in_the_way_is_never_forced() {
    let mut files = OutputFiles::default();
    files.add(OutputFile { path: "f".into(), text: "x".into(), kind: Generated, subject: String::new() }).unwrap();
    let wanted = Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files }], None).unwrap();
    let basis = Basis { force: ["f".to_string()].into(), ..Basis::default() };
    let found = [("f".to_string(), OnDisk::Other("a folder".into()))].into();
    assert_eq!(plan(&wanted, &basis, &found).steps[0].action, Refuse);
}

#[test]
fn the_manifest_is_rewritten_for_another_tool_and_for_a_file_without_action() {
    let entry = |path: &str| ManifestEntry { sha256: Some(text_hash("x")), kind: Generated, ..scaffold(path, "e", "") };
    let same = run(&[("a", Generated, "")], vec![entry("a")], &["a"]);
    assert_eq!(same.manifest, None);
    let mut files = OutputFiles::default();
    files.add(OutputFile { path: "a".into(), text: "x".into(), kind: Generated, subject: String::new() }).unwrap();
    let wanted = Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files }], None).unwrap();
    let basis = Basis {
        apic: "0.2.0".into(),
        manifest: Some(Manifest { apic: "0.1.0".into(), files: vec![entry("a")], ..Manifest::default() }),
        ..Basis::default()
    };
    let found = [("a".to_string(), OnDisk::File(text_hash("x")))].into();
    let newer = plan(&wanted, &basis, &found);
    assert!(is_clean(&newer));
    assert_eq!(newer.manifest.map(|manifest| manifest.apic), Some("0.2.0".into()));
}
