//! The forms for other programs keep to the schemas that are published for them.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;

use apic_tests::page::example;
use apic_tests::process::{limited, succeed};
use apic_tests::sandbox::{project, run};
use apic_tests::{CODES, Compiled, Memory, compiled, render, root};
use jsonschema::Validator;
use serde_json::Value;

/// The first example of every page with its own lint switched on, and one text that holds what formats have to escape.
fn contracts() -> Vec<Compiled> {
    let nasty = "type A {\n\tX T\u{7} `json:\"<&>]]>%,:\\\"\"`\r\n\tY “quoted” // 名字 \u{1f600}\n}\nGET /x (A";
    let mut contracts: Vec<_> =
        CODES.iter().map(|entry| compiled(&example(entry.page, "## Example"), &[entry.code])).collect();
    contracts.push(compiled(&Memory { files: [("main.api".to_string(), nasty.into())].into() }, &[]));
    contracts
}

/// A report of its own for every contract, then one of all together.
fn reports() -> Vec<render::Report> {
    let mut all = render::Report::new("check");
    let mut reports = Vec::new();
    for contract in contracts() {
        let mut report = render::Report::new("check");
        report.add(&contract.sources, &contract.diagnostics);
        all.add(&contract.sources, &contract.diagnostics);
        reports.push(report);
    }
    reports.push(all);
    reports
}

/// What `gen --check` says of a project in which files are stale, edited, foreign and missing.
fn drift(format: &str) -> String {
    let project = project();
    assert!(run(project.path(), &["gen", "-q"]).status.success());
    let edit = |path: &str, text: &str| fs::write(project.path().join(path), text).unwrap();
    edit("src/api.rs", "// <edited>\n");
    edit("src/api/foreign, file.rs", "");
    edit("apic.toml", "entry = \"bookstore.api\"\n[rust]\n[typescript]\nquery = \"none\"\nimport_ext = \"ts\"\n");
    fs::remove_file(project.path().join("src/api/types.rs")).unwrap();
    let output = run(project.path(), &["gen", "--check", "--format", format]);
    assert_eq!(output.status.code(), Some(4));
    let text = String::from_utf8(output.stdout).unwrap();
    ["drift-edited", "drift-foreign", "drift-missing", "drift-stale"]
        .iter()
        .for_each(|rule| assert!(text.contains(rule), "no {rule} in\n{text}"));
    text
}

#[track_caller]
fn keeps_to(validator: &Validator, document: &Value) {
    let faults: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{document:#}");
}

#[test]
fn json_lines_keep_to_the_schema_that_apic_prints() {
    let schema = run(root(), &["ir", "--schema", "diagnostics"]).stdout;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let mut count = 0;
    for contract in contracts() {
        for line in render::json(&contract.sources, &contract.diagnostics).lines() {
            let mut line: Value = serde_json::from_str(line).unwrap();
            keeps_to(&validator, &line);
            line["severity"] = "bad".into();
            assert!(!validator.is_valid(&line), "a schema that takes anything proves nothing");
            count += 1;
        }
    }
    assert!(count > CODES.len());
}

#[test]
fn findings_keep_to_the_schema_that_apic_prints() {
    let schema = run(root(), &["ir", "--schema", "findings"]).stdout;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let project = project();
    fs::write(project.path().join("bookstore.api"), "type A{}\n").unwrap();
    let unformatted = run(project.path(), &["fmt", "--check", "--format", "json"]);
    assert_eq!(unformatted.status.code(), Some(6));
    let text = drift("json") + &String::from_utf8(unformatted.stdout).unwrap();
    let mut verdicts = std::collections::BTreeSet::new();
    for line in text.lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        keeps_to(&validator, &line);
        verdicts.insert(line["verdict"].to_string());
        line["rule"] = Value::Null;
        assert!(!validator.is_valid(&line), "a schema that takes anything proves nothing");
    }
    assert_eq!(verdicts.len(), 5, "four of drift, and none: {verdicts:?}");
}

/// Of every tenth code, and of every route and some types of the shop.
#[test]
fn explanations_keep_to_the_schema_that_apic_prints() {
    let schema = run(root(), &["ir", "--schema", "explanation"]).stdout;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let shop = root().join("examples/shop");
    let model: Value = serde_json::from_slice(&run(&shop, &["ir"]).stdout).unwrap();
    let each = |list: &Value| list.as_array().unwrap().clone();
    let routes = each(&model["groups"]).into_iter().flat_map(|group| each(&group["routes"]));
    let text = |value: &Value| value.as_str().unwrap().to_uppercase();
    let mut subjects: Vec<Vec<String>> = CODES.iter().step_by(10).map(|entry| vec![entry.slug.to_string()]).collect();
    subjects.extend(routes.map(|route| {
        vec!["route".to_string(), text(&route["method"]), route["path"]["text"].as_str().unwrap().to_string()]
    }));
    subjects.extend(["Order", "Product", "Picture"].map(|name| vec!["type".to_string(), name.to_string()]));
    let mut kinds = std::collections::BTreeSet::new();
    for subject in subjects {
        let mut arguments = vec!["explain", "--format", "json"];
        arguments.extend(subject.iter().map(String::as_str));
        let explained: Value = serde_json::from_slice(&run(&shop, &arguments).stdout).unwrap();
        keeps_to(&validator, &explained);
        let mut more = explained.clone();
        more["more"] = Value::Null;
        assert!(!validator.is_valid(&more), "a schema that takes anything proves nothing");
        kinds.extend(explained.as_object().unwrap().keys().next().cloned());
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["code", "method", "type"]);
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis() {
    let path = root().join("tests/tools/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    let text = fs::read_to_string(&path).expect("tests/tools/install has run");
    // The published pattern of `language` has a bracket too many, which no engine of regular expressions takes.
    let mended = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let validator = jsonschema::validator_for(&serde_json::from_str(&mended).unwrap()).unwrap();
    let mut documents: Vec<Value> =
        reports().into_iter().map(|report| serde_json::from_str(&render::sarif(&[report])).unwrap()).collect();
    documents.push(serde_json::from_str(&drift("sarif")).unwrap());
    documents.iter().for_each(|document| keeps_to(&validator, document));
    let mut broken = documents[0].clone();
    broken["runs"][0]["results"][0]["level"] = "bad".into();
    assert!(!validator.is_valid(&broken), "a schema that takes anything proves nothing");
}

#[test]
fn sarif_names_each_rule_once_with_its_page_and_tells_findings_apart() {
    let document: Value = serde_json::from_str(&render::sarif(&[reports().pop().unwrap()])).unwrap();
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), CODES.len());
    assert!(rules.iter().all(|rule| !rule["help"]["markdown"].as_str().unwrap().is_empty()));
    let mut prints = std::collections::BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let print = result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
        assert!(prints.insert((result["ruleId"].to_string(), print.to_string())), "twice: {result:#}");
    }
}

#[test]
fn junit_keeps_to_the_schema_of_jenkins() {
    let folder = tempfile::tempdir().unwrap();
    let mut documents: Vec<String> = reports().into_iter().map(|report| render::junit(&[report])).collect();
    documents.push(drift("junit"));
    documents.push(render::junit(&[render::Report::new("check"), render::Report::new("gen")]));
    let mut paths = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let path = folder.path().join(format!("{number}.xml"));
        fs::write(&path, document).unwrap();
        paths.push(path);
    }
    let xmllint = |paths: &[std::path::PathBuf]| {
        let mut command = limited(120, "node");
        command.arg("xmllint.mjs").args(paths).current_dir(root().join("tests/tools"));
        command
    };
    succeed(&mut xmllint(&paths));
    let broken = folder.path().join("broken.xml");
    fs::write(&broken, documents[0].replace("<testcase name=", "<testcase nam=")).unwrap();
    assert!(!xmllint(&[broken]).output().unwrap().status.success(), "a schema that takes anything proves nothing");
}
