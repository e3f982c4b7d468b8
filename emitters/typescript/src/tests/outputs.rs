//! Outputs that one asks for: rules, converted values.

use super::{body, try_emit};

const FORMS: &str = "type Inner {\n\tA string `json:\"a\"`\n}\n\
    type Req {\n\tId int64 `path:\"id\"`\n\tPage int `form:\"page,default=1,range=[1:]\"`\n\tTrace string `header:\"X-Trace,optional\"`\n\
    \tKind string `json:\"kind,options=a|b\"`\n\tWide uint64 `json:\"wide,string,range=(0:9007199254740993]\"`\n\
    \tMap map[int64]*Inner `json:\"map\"`\n\tPair [2]Inner `json:\"pair,optional=kind\"`\n}\n\
    service shop {\n@handler a\npost /x/:id (Req)\n@handler b\npost /y ([]Inner)\n}";

#[test]
fn rules_say_what_the_server_asks_of_each_field_at_its_place() {
    let files = try_emit(FORMS, &[("rules", true.into())]).expect("a client");
    assert_eq!(
        body(&files, "rules/shop.ts"),
        r#"import type { Rules as $Rules } from "../runtime/rules.js";

/** `Inner` inside of a body. */
export const innerRules: $Rules = [
  { name: "a", is: "text" },
];

/** `Req` of `POST /x/:id`. */
export const reqRules: $Rules = [
  { in: "path", name: "id", is: "i64" },
  { in: "query", name: "page", is: "i64", absent: true, min: 1 },
  { in: "header", name: "X-Trace", key: "trace", is: "text", optional: true },
  { name: "kind", is: "text", options: ["a", "b"] },
  { name: "wide", is: "u64", quoted: true, above: 0, max: "9007199254740993" },
  { name: "map", is: { map: () => innerRules, key: "i64" }, absent: true },
  { name: "pair", is: { list: () => innerRules, length: 2 }, with: "kind" },
];
"#
    );
    assert!(files.contains_key("runtime/rules.ts"));
}

#[test]
fn a_form_that_is_a_query_elsewhere_has_rules_for_both() {
    let contract = "type Req {\n\tName string `form:\"name\"`\n}\nservice shop {\n@handler a\npost /x (Req)\n@handler b\nget /x (Req)\n@handler c\nput /x (Req)\n}";
    let files = try_emit(contract, &[("rules", true.into())]).expect("a client");
    let out = body(&files, "rules/shop.ts");
    assert!(out.contains("/** `Req` of `POST /x`, `PUT /x`. */\nexport const reqRules: "), "{out}");
    assert!(out.contains("/** `Req` of `GET /x`. */\nexport const reqQueryRules: "), "{out}");
}

#[test]
fn converted_values_are_named_by_type_and_the_rest_is_left_alone() {
    let contract = "type Leaf {\n\tRaw []byte `json:\"raw\"`\n}\n\
        type Item {\n\tId int64 `json:\"id\"`\n\tText int64 `json:\"text,string\"`\n\tWord int `json:\"word\"`\n\tLeaves map[string][]Leaf `json:\"leaves\"`\n}\n\
        type Plain {\n\tA string `json:\"a\"`\n}\n\
        type Req {\n\tKey int64 `path:\"key\"`\n\tTag string `header:\"X-Tag\"`\n\tItem Item `json:\"item\"`\n}\n\
        service shop {\n@handler a\npost /x/:key (Req) returns ([]Item)\n@handler b\npost /y (Item) returns (Plain)\n@handler c\nget /z (Plain) returns (Plain)\n}";
    let files = try_emit(contract, &[("int64", "bigint".into()), ("bytes", "uint8array".into())]).expect("a client");
    assert_eq!(
        body(&files, "codec/shop.ts"),
        r#"import type { Fields as $Fields } from "../runtime/codec.js";

export const leafCodec: $Fields = {
  raw: "bytes",
};

export const itemCodec: $Fields = {
  id: "bigint",
  leaves: { map: { list: () => leafCodec } },
};

export const reqCodec: $Fields = {
  item: () => itemCodec,
};
"#
    );
    let routes = body(&files, "routes.ts");
    assert!(routes.contains("import { $parse, $write } from \"./runtime/codec.js\";\n"), "{routes}");
    assert!(
        routes.contains("import { itemCodec as $itemCodec, reqCodec as $reqCodec } from \"./codec/shop.js\";\n"),
        "{routes}"
    );
    let call = "    headers: { \"Content-Type\": \"application/json\", \"X-Tag\": req.tag },\n    form: [{ item: req.item }],\n    \
        pack: $write(() => $reqCodec),\n    parse: $parse({ list: () => $itemCodec }),\n";
    assert!(routes.contains(call), "{routes}");
    assert!(routes.contains("    form: [req],\n    pack: $write(() => $itemCodec),\n  });"), "{routes}");
    let types = body(&files, "types/shop.ts");
    assert!(types.contains("import type { Bytes as $Bytes } from \"../runtime/codec.js\";\n"), "{types}");
    assert!(types.contains("  id: bigint;\n  text: string;\n  word: number;\n"), "{types}");
    assert!(types.contains("  key: $Int64;\n"), "{types}");
    let strings = try_emit(contract, &[("int64", "string".into())]).expect("a client");
    assert!(body(&strings, "codec/shop.ts").contains("  id: \"digits\",\n"));
    assert!(!strings.contains_key("codec/leaf.ts") && !body(&strings, "codec/shop.ts").contains("leafCodec"));
}
