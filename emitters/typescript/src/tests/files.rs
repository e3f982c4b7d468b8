//! Files as a whole: facade, imports, options, refusals.

use apic_compiler::Settings;
use apic_compiler::ir::{Envelope, Int64, Wire};

use super::fixture::SHOP;
use super::{body, emit, emit_with, try_emit};

#[test]
fn the_facade_names_every_group() {
    let files = try_emit(SHOP, &[("facade", true.into())]).expect("a client");
    assert_eq!(
        body(&files, "api.ts"),
        "export * as items from \"./routes/items.js\";\nexport * from \"./routes.js\";\n"
    );
}

#[test]
fn a_go_zero_server_may_answer_null_for_lists() {
    let contract = "type Resp {\n\tA []string `json:\"a\"`\n\tB map[string][]int `json:\"b,omitempty\"`\n}\nservice shop {\n@handler a\nget /x returns ([]Resp)\n}";
    let files = try_emit(contract, &[("server", "go-zero".into())]).expect("a client");
    assert!(
        body(&files, "types/shop.ts")
            .contains("  a: string[] | null;\n  b?: Record<string, number[] | null> | undefined;\n")
    );
    assert!(body(&files, "routes.ts").contains("$Call<Resp[] | null>"));
}

#[test]
fn a_contract_with_a_type_record_still_has_maps() {
    let contract =
        "type Record {\n\tA map[string]int `json:\"a\"`\n}\nservice shop {\n@handler a\nget /x returns (Record)\n}";
    assert!(body(&emit(contract), "types/shop.ts").contains("  a: $Record<number>;\n"));
}

#[test]
fn a_contract_without_routes_is_a_client_too() {
    let files = emit("type A {\n\tB string `json:\"b\"`\n}\n");
    assert_eq!(body(&files, "ops.ts").lines().last(), Some("export type OpId = never;"));
    assert!(!files.contains_key("routes.ts"));
}

#[test]
fn imports_have_the_wanted_extension() {
    let files = try_emit(SHOP, &[("import_ext", "ts".into())]).expect("a client");
    assert!(files.values().all(|text| !text.contains(".js\"")));
    assert!(body(&files, "routes/items.ts").contains(" from \"../types/shop.ts\";"));
}

#[test]
fn no_line_is_wider_than_120_columns() {
    for (path, text) in emit(SHOP) {
        assert!(text.lines().all(|line| line.chars().count() <= 120), "{path}");
    }
}

#[test]
fn wire_settings_reach_the_routes() {
    let wire = Wire {
        envelope: Envelope::CodeMsgData,
        int64: Int64::Text,
        auth_middleware: vec!["Login".into()],
        ..Wire::default()
    };
    let contract = "type A {\n\tId int64 `json:\"id\"`\n\tAge int `json:\"age\"`\n}\n// The group.\n@server (\n\tmiddleware: Login\n)\nservice shop {\n@handler a\nget /x returns (A)\n}\nservice shop {\n@doc (\n\trespCode: 404\n)\n@handler b\nget /y\n}";
    let files = emit_with(contract, &[], &Settings { wire, ..Settings::default() }).expect("a client");
    let routes = body(&files, "routes.ts");
    assert!(routes.starts_with("/** The group. */\nimport { $envelope, $send, "), "{routes}");
    assert!(routes.contains("{ auth: true, open: $envelope }"), "{routes}");
    assert!(
        routes.contains("ok: 404,\n    as: \"void\",\n    open: $envelope,\n")
            || routes.contains("{ ok: 404, as: \"void\", open: $envelope }"),
        "{routes}"
    );
    assert!(body(&files, "types/shop.ts").contains("  id: string;\n  age: number;\n"));
}

#[test]
fn events_do_not_stand_in_the_envelope_that_answers_stand_in() {
    let wire = Wire { envelope: Envelope::CodeMsgData, ..Wire::default() };
    let contract = "type A {\n\tId int64 `json:\"id\"`\n}\nservice shop {\n@handler a\nget /a returns (A)\n}\n@server (\n\tsse: true\n)\nservice shop {\n@handler b\nget /b returns (A)\n}";
    let options = [("int64", "bigint".into())];
    let files = emit_with(contract, &options, &Settings { wire, ..Settings::default() }).expect("a client");
    let routes = body(&files, "routes.ts");
    assert_eq!(
        (routes.matches("$parse(() => ({ data: ").count(), routes.matches("parse: $parse(").count()),
        (1, 2),
        "{routes}"
    );
}
