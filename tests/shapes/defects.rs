//! Rows of clients.md §9, seen in goctl: what a contract says and its client does about them.

use apic_tests::{Api, Memory, compiled, emitted, rendered};

/// The model of a contract that is written here, and what is said about it.
fn checked(body: &str) -> (Option<Api>, String) {
    let mut files = Memory::default();
    files.files.insert("main.api".to_owned(), format!("syntax = \"v1\"\n\n{body}\n").into_bytes());
    let result = compiled(&files, &[]);
    let report = rendered(&result);
    (result.api, report)
}

/// The calls of the client of a contract, and its types.
fn client(api: &Api) -> (String, String) {
    let files = emitted("typescript", api);
    let text =
        |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.clone()).unwrap_or_default();
    (text("routes.ts"), text("types/main.ts"))
}

/// clients.md §9: two routes of one shape, and a path field that no path has.
#[test]
fn r9_path_parameters_are_held_against_the_path() {
    let (api, report) = checked("service a {\n\t@handler a\n\tget /u/:a\n\t@handler b\n\tget /u/:b\n}");
    assert!(api.is_none() && report.contains("error[duplicate-route]"), "{report}");
    let (api, report) = checked(
        "type Req {\n\tIdd string `path:\"idd\"`\n\tNote string `json:\"note\"`\n}\nservice a {\n\t@handler g\n\tpost /g/:id (Req)\n}",
    );
    assert!(report.contains("warning[path-param-unbound]"), "{report}");
    let (calls, _) = client(&api.unwrap());
    assert!(calls.contains("(req: $Less<Req, \"idd\"> & { id: string }"), "{calls}");
    assert!(calls.contains("[\"/g/\", req.id]") && calls.contains("{ json: { note: req.note }"), "{calls}");
}

/// clients.md §9: what goctl refuses without a word works, or the message says what to write instead.
#[test]
fn r11_other_shapes_work_or_are_explained() {
    let route = "service a {\n\t@handler a\n\tget /a returns (View)\n}";
    let (api, report) = checked(&format!(
        "type View {{\n\tItems []struct {{\n\t\tA string `json:\"a\"`\n\t}} `json:\"items\"`\n}}\n{route}"
    ));
    assert!(!report.contains("error"), "{report}");
    let (_, types) = client(&api.unwrap());
    assert!(
        types.contains("  items: ViewItems[];\n") && types.contains("interface ViewItems {\n  a: string;"),
        "{types}"
    );
    let (_, report) = checked(&format!("type View {{\n\tAt time.Time `json:\"at\"`\n}}\n{route}"));
    assert!(report.contains("error[qualified-type]") && report.contains("write `string`"), "{report}");
    let (_, report) = checked("service a {\n\t@handler a\n\tpost /items/:id:move\n}");
    assert!(report.contains("error[path-syntax]") && report.contains("put `/` before the colon"), "{report}");
}
