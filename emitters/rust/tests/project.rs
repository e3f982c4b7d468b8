//! A project made from an obstacle course of names and types compiles without a warning, and is formatted.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

use apic_compiler::emit::{EmitError, Emitter, Options, Renders};
use apic_compiler::ir::{Envelope, Int64, Wire};
use apic_compiler::output::{Kind, OutputFiles};
use apic_compiler::{Opened, ReadFault, Reader, Settings, compile};
use apic_emit_rust::Rust;

/// One file, whatever its path.
struct Contract<'a>(&'a str);

impl Reader for Contract<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        Ok(Opened { identity: path.to_string(), bytes: self.0.as_bytes().to_vec() })
    }
}

fn emit(contract: &str, options: serde_json::Value) -> Result<OutputFiles, EmitError> {
    emit_with(Wire::default(), contract, options)
}

fn emit_with(wire: Wire, contract: &str, options: serde_json::Value) -> Result<OutputFiles, EmitError> {
    let settings = Settings { wire, ..Settings::default() };
    let compiled = compile(&Contract(contract), "course.api", &settings).unwrap();
    let api = compiled.api.as_ref().unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    let serde_json::Value::Object(values) = options else { panic!("options are an object") };
    Rust.emit(api, &Options { values }, &Renders::default())
}

/// The text of one file.
fn text<'a>(files: &'a OutputFiles, path: &str) -> &'a str {
    let found = files.iter().find(|file| file.path == path);
    &found.unwrap_or_else(|| panic!("no {path} in {:#?}", files.iter().map(|file| &file.path).collect::<Vec<_>>())).text
}

fn run(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_course_compiles_without_a_warning_and_is_formatted() {
    compiles_without_a_warning(include_str!("course.api"));
}

#[test]
fn names_of_the_runtime_and_of_other_letters_compile_as_well() {
    compiles_without_a_warning(include_str!("names.api"));
}

fn compiles_without_a_warning(contract: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let runtime = serde_json::json!({"runtime": {"path": root.join("runtime")}});
    let files = emit(contract, runtime).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for file in files.iter() {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
    // One lock and one target folder serve all generated servers.
    fs::copy(root.join("examples/Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    run(folder.path(), &["fmt", "--check"]);
    run(folder.path(), &["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]);
    for file in files.iter().filter(|file| file.path.starts_with("src/api")) {
        let wide: Vec<&str> = file.text.lines().filter(|line| line.chars().count() > 120).collect();
        assert!(wide.is_empty(), "{}: {wide:#?}", file.path);
    }
}

#[test]
fn without_starters_only_what_the_contract_needs() {
    let contract = "type A { B int `json:\"b\"` }\nservice s { @handler a\n get /a (A) returns (A) }";
    let files = emit(contract, serde_json::json!({"starters": false})).unwrap();
    assert!(files.iter().all(|file| file.kind != Kind::Starter));
    assert!(text(&files, "src/logic/a.rs").contains("pub async fn a("));
    assert_eq!(files, emit(contract, serde_json::json!({"starters": false})).unwrap());
}

#[test]
fn guards_ask_for_their_secrets() {
    let contract = "@server ( jwt: Auth\n jwtTransition: Trans )\nservice s { @handler a\n get /a }";
    let files = emit(contract, serde_json::json!({})).unwrap();
    assert!(text(&files, "src/api.rs").contains("GUARDS: &[&str] = &[\"Auth\", \"Trans\"];"));
    assert!(text(&files, "src/api/routes.rs").contains("\"/a\").jwt_transition(\"Trans\");"));
    let configuration = text(&files, "etc/s.yaml");
    assert!(configuration.contains("\nAuth:\n  access_secret: ${AUTH_SECRET}\nTrans:\n  secret: ${TRANS_SECRET}\n"));
}

#[test]
fn streams_answer_with_events() {
    let contract =
        "type E { A int `json:\"a\"` }\n@server ( sse: true )\nservice s { @handler watch\n get /w returns (E) }";
    let files = emit(contract, serde_json::json!({})).unwrap();
    let routes = text(&files, "src/api/routes.rs");
    assert!(routes.contains("rt::Operation::new(\"watch\", \"GET\", \"/w\").stream();"), "{routes}");
    assert!(
        routes.contains("call.stream::<types::E>(logic::watch::watch(call.state(), call.context()).await)"),
        "{routes}"
    );
    let logic = text(&files, "src/logic/watch.rs");
    assert!(logic.contains("use apic_runtime::{ApiError, Events, RequestContext};"), "{logic}");
    assert!(logic.contains(") -> Result<Events<E>, ApiError> {"), "{logic}");
}

#[test]
fn files_are_uploads() {
    let contract = "type F {\n Title string `form:\"title\"`\n Cover interface{} `form:\"cover\"`\n Back interface{} `form:\"back,optional\"`\n}\n\
        service s { @handler put\n post /f (F) }";
    let files = emit(contract, serde_json::json!({})).unwrap();
    let types = files.iter().map(|file| file.text.as_str()).collect::<String>();
    for line in [
        "pub cover: rt::Upload,",
        "pub back: Option<rt::Upload>,",
        "cover: r.file(\"cover\").required(),",
        "back: r.file(\"back\").optional(),",
        "\"/f\").files();",
    ] {
        assert!(types.contains(line), "{line}");
    }
    let depends = emit(&contract.replace("back,optional", "back,optional=title"), serde_json::json!({})).unwrap();
    let types = depends.iter().map(|file| file.text.as_str()).collect::<String>();
    assert!(types.contains("back: r.file(\"back\").with(\"title\"),"), "{types}");
    let odd = contract.replace("form:\"cover\"", "form:\"cover\" json:\"cover\"");
    assert!(matches!(emit(&odd, serde_json::json!({})), Err(EmitError::Unsupported { .. })));
}

#[test]
fn what_would_be_an_open_door_is_refused_by_name() {
    for (key, value) in [("signature", "true"), ("rateLimit", "5/s"), ("detach", "true")] {
        let contract = format!("@server ( {key}: {value} )\nservice s {{ @handler a\n get /a }}");
        let error = emit(&contract, serde_json::json!({})).unwrap_err();
        let EmitError::Unsupported { key: named, routes, .. } = error else { panic!("{error}") };
        assert_eq!((named.as_str(), routes), (key, vec!["a".to_string()]));
    }
}

#[test]
fn the_router_knows_what_every_answer_keeps_to() {
    let contract = "service s { @handler a\n get /a }";
    let api = |wire: Wire| text(&emit_with(wire, contract, serde_json::json!({})).unwrap(), "src/api.rs").to_string();
    let special = api(Wire { invalid_status: 422, envelope: Envelope::CodeMsgData, ..Wire::default() });
    assert!(special.contains("const WIRE: rt::Wire = rt::Wire::new().envelope().invalid_status(422);"), "{special}");
    assert!(special.contains("routes::mount(rt::Routes::new(state, config).wire(WIRE)).into_service()"), "{special}");
    assert!(!api(Wire::default()).contains("WIRE"));
}

#[test]
fn a_whole_body_may_be_wide_numbers_in_text() {
    let contract = "service s { @handler a\n post /a ([]int64) returns (map[string]uint64)\n @handler b\n post /b (int) returns (int64) }";
    let emit = |int64| emit_with(Wire { int64, ..Wire::default() }, contract, serde_json::json!({})).unwrap();
    let (texts, numbers) = (emit(Int64::Text), emit(Int64::Number));
    let routes = text(&texts, "src/api/routes.rs");
    for call in [
        "body_in_text::<Vec<i64>>()",
        "reply_in_text::<BTreeMap<String, u64>>(",
        "body::<i64>()",
        "reply_in_text::<i64>(",
    ] {
        assert!(routes.contains(call), "{call} in {routes}");
    }
    assert!(!text(&numbers, "src/api/routes.rs").contains("in_text"));
}

#[test]
fn a_strict_server_takes_nothing_for_granted() {
    let contract =
        "type E { M map[string]int `json:\"m\"` }\nservice s { @handler a\n post /a (E)\n @handler b\n get /b }";
    let emit = |strict| emit_with(Wire { strict, ..Wire::default() }, contract, serde_json::json!({})).unwrap();
    let (strict, lenient) = (emit(true), emit(false));
    assert!(text(&strict, "src/api.rs").contains("rt::Wire::new().strict();"));
    assert!(text(&strict, "src/api/types/course.rs").contains("m: r.body(\"m\").required(),"));
    assert!(text(&lenient, "src/api/types/course.rs").contains("m: r.body(\"m\").lenient(),"));
    let nothing = "async fn b(mut call: rt::Call<AppState>) -> rt::Result {\n    call.nothing().await?;\n";
    assert!(text(&strict, "src/api/routes.rs").contains(nothing));
    assert!(!text(&lenient, "src/api/routes.rs").contains("nothing"));
}

#[test]
fn decoders_say_what_the_contract_says() {
    let files = emit(include_str!("course.api"), serde_json::json!({})).unwrap();
    let types = text(&files, "src/api/types/course.rs");
    let expected = [
        "pub some: Option<Box<OptionInput>>,",
        "some: o.field(\"some\").optional_box(),",
        "ref_: o.field(\"ref\").range(rt::Range::open(0.0, 1.5)).required(),",
        "level: r.body(\"level\").options(&[\"1\", \"2\", \"200\"]).range(rt::Range::from(0)).or_else(|| 2),",
        "big: r.body(\"big\").text().range(rt::Range::from(-5_000_000)).required(),",
        "fixed: r.body(\"fixed\").required(),",
        "when: r.body(\"when\").with(\"until\"),",
        "depth: r.body(\"depth\").with(\"until\").or(Some(3)),",
        "null: r.body(\"null\").optional_or_else(|| 3),",
        "loud: r.body(\"loud\").options(&[\"a\", \"b\"]).or_else(|| String::from(\"c\")),",
        "let value: Option<i64> = r.query(\"both\").given();",
        "let value: Option<i64> = r.body(\"both\").optional().or(value);",
        "level: r.form(\"level\").options(&[\"-1\", \"0\", \"1\"]).required(),",
        "#[serde(skip_serializing_if = \"rt::is_empty\", with = \"rt::text\")]",
        "pub kind: Option<ResultKind>,",
    ];
    let missing: Vec<&str> =
        expected.into_iter().filter(|line| !types.lines().any(|found| found.trim() == *line)).collect();
    assert!(missing.is_empty(), "{missing:#?} in\n{types}");
}
