//! Outputs that one asks for: rules, converted values, schemas, mocks.

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
fn rules_say_what_is_looked_for_outside_and_what_a_second_source_makes_stricter() {
    let contract = "type Req {\n\tK map[string]int `form:\"k,optional\" json:\"k\"`\n\tD int `form:\"d,optional,default=1\" json:\"d,optional\"`\n\
        \tI string `json:\"i,inherit\"`\n}\nservice shop {\n@handler a\npost /x (Req)\n}";
    let files = try_emit(contract, &[("rules", true.into())]).expect("a client");
    let out = body(&files, "rules/shop.ts");
    for line in [
        "  { in: \"query\", name: \"d\", is: \"i64\", absent: true },\n",
        "  { name: \"k\", is: { map: \"i64\" } },\n",
        "  { name: \"i\", is: \"text\", inherit: true },\n",
    ] {
        assert!(out.contains(line), "{out}");
    }
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

#[test]
fn schemas_are_made_of_the_same_rules() {
    let files = try_emit(FORMS, &[("zod", true.into())]).expect("a client");
    assert_eq!(
        body(&files, "zod/shop.ts"),
        r#"import * as $z from "zod";
import type { Inner as $Inner, Req as $Req } from "../types/shop.js";

const $i64 = $z.number().gt(-9223372036854775808).lt(9223372036854775808).refine(Number.isInteger);
const $big_i64 = $z.bigint().gte(-9223372036854775808n).lte(9223372036854775807n);
const $big_u64 = $z.bigint().gte(0n).lte(18446744073709551615n);
const $signed = /^[+-]?\d+$/;
const $unsigned = /^\d+$/;
const $digits = (form: RegExp, number: $z.ZodType<bigint>) =>
  $z
    .string()
    .regex(form, { abort: true })
    .refine((text) => number.safeParse(BigInt(text)).success);

/** `Inner` as it is sent. */
export const InnerSchema: $z.ZodType<$Inner> = $z.looseObject({
  a: $z.string(),
});

/** `Req` as it is sent. */
export const ReqSchema: $z.ZodType<$Req> = $z.looseObject({
  id: $z.union([$i64, $big_i64, $digits($signed, $big_i64)]),
  page: $i64.gte(1).optional(),
  trace: $z.string().regex(/^[\t\x20-\x7e]*$/).optional(),
  kind: $z.enum(["a", "b"]),
  wide: $digits($unsigned, $big_u64.gt(0n).lte(9007199254740993n)),
  map: $z.record($z.string().regex(/^[+-]?\d+$/), $z.lazy(() => InnerSchema)),
  pair: $z.array($z.lazy(() => InnerSchema)).length(2).optional(),
}).refine((value) => (value.pair !== undefined), {
  path: ["pair"],
  error: "is present exactly when kind is",
});
"#
    );
}

#[test]
fn an_open_list_is_open_in_answers_only() {
    let contract = "type Item {\n\tKind string `json:\"kind,options=a|b\"`\n}\nservice shop {\n@handler a\npost /x (Item) returns (Item)\n}";
    let files = try_emit(contract, &[("zod", true.into())]).expect("a client");
    let out = body(&files, "zod/shop.ts");
    assert!(out.contains("ItemSchema: $z.ZodType<$Item> = $z.looseObject({\n  kind: $z.string(),\n"), "{out}");
    assert!(
        out.contains("ItemInputSchema: $z.ZodType<$Item> = $z.looseObject({\n  kind: $z.enum([\"a\", \"b\"]),"),
        "{out}"
    );
}
