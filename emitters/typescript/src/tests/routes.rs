//! Routes: how arguments are declared and where their parts go.

use super::{body, emit, try_emit};

/// The routes of a contract with these types and this service body.
fn routes(types: &str, service: &str) -> String {
    let files = emit(&format!("type (\n{types}\n)\nservice shop {{\n{service}\n}}\n"));
    body(&files, "routes.ts").split_once("\n\n").expect("imports").1.to_string()
}

#[test]
fn a_parameter_without_a_field_is_an_argument() {
    let out =
        routes("Req {\n\tName string `json:\"name\"`\n}", "@handler a\nget /x/:id\n@handler b\npost /y/:id/:a-b (Req)");
    assert!(out.contains("a = (req: { id: string }, opts?: $Opts)"), "{out}");
    assert!(out.contains("b = (req: Req & { id: string; \"a-b\": string }, opts?: $Opts)"), "{out}");
    assert!(out.contains("[\"/y/\", req.id, \"/\", req[\"a-b\"]]"), "{out}");
    assert!(out.contains("json: { name: req.name }, "), "{out}");
}

#[test]
fn a_body_alone_travels_as_it_is() {
    let out = routes(
        "Req {\n\tName string `json:\"name,optional\"`\n}",
        "@handler a\npost /x (Req)\n@handler b\nput /x ([]Req)",
    );
    assert!(out.contains("a = (req: Req = {}, opts?: $Opts)"), "{out}");
    assert!(out.contains("b = (req: Req[], opts?: $Opts)"), "{out}");
    assert_eq!(out.matches("{ json: req, as: \"void\" }").count(), 2, "{out}");
}

#[test]
fn form_fields_alone_are_the_body_of_a_post() {
    let types =
        "Form {\n\tName string `form:\"name\"`\n}\nBoth {\n\tName string `form:\"name\"`\n\tAge int `json:\"age\"`\n}";
    let out = routes(types, "@handler a\npost /x (Form)\n@handler b\npost /y (Both)\n@handler c\nget /z (Form)");
    assert!(out.contains("\"/x\", opts, { form: { name: req.name },"), "{out}");
    assert!(out.contains("\"/y\", opts, { query: { name: req.name }, json: { age: req.age },"), "{out}");
    assert!(out.contains("\"/z\", opts, { query: { name: req.name },"), "{out}");
}

#[test]
fn json_fields_of_a_get_go_to_the_query_where_they_fit() {
    let types = "Req {\n\tName string `json:\"name\"`\n\tMap map[string]string `json:\"map,optional\"`\n}";
    let out = routes(types, "@handler a\nget /x (Req)");
    assert!(out.contains("query: { name: req.name }, json: { map: req.map },"), "{out}");
}

#[test]
fn lists_and_maps_that_are_one_text_keep_their_digits() {
    let types = "Req {\n\tIds []int64 `header:\"X-Ids,optional\"`\n\tNames []string `header:\"X-Names,optional\"`\n\tMap map[string][]uint64 `form:\"map,optional\"`\n\tList []int64 `form:\"list,optional\"`\n}";
    let out = routes(types, "@handler a\nget /x (Req)");
    assert!(out.contains("query: { map: $digits(req.map), list: req.list },"), "{out}");
    assert!(out.contains("headers: { \"X-Ids\": $digits(req.ids), \"X-Names\": req.names },"), "{out}");
    let files = emit(&format!("type {types}\nservice shop {{\n@handler a\nget /x (Req)\n}}"));
    let types = body(&files, "types/shop.ts");
    // Quoted digits would be refused in a map, not in a list.
    assert!(types.contains("map?: Record<string, (number | bigint)[]> | undefined;"), "{types}");
    assert!(types.contains("ids?: $Int64[] | undefined;"), "{types}");
}

#[test]
fn a_content_type_of_the_contract_beside_a_converted_body_is_the_only_one() {
    let contract = "type Req {\n\tType string `header:\"content-type,optional\"`\n\tId int64 `json:\"id\"`\n}\nservice shop {\n@handler a\npost /x (Req)\n}";
    let files = try_emit(contract, &[("int64", "bigint".into())]).expect("a client");
    let out = body(&files, "routes.ts");
    assert!(out.contains("headers: { \"Content-Type\": req.type ?? \"application/json\" },"), "{out}");
}

#[test]
fn two_fields_that_want_one_key_are_told_apart() {
    let types = "Req {\n\tId string `path:\"id\"`\n\tQuery string `form:\"id\"`\n\tId2 string `json:\"id\"`\n\tX string `header:\"X-Id\"`\n}";
    let out = routes(types, "@handler a\npost /x/:id (Req)");
    assert!(out.contains("[\"/x/\", req.idPath]"), "{out}");
    assert!(
        out.contains("query: { id: req.idQuery },\n    headers: { \"X-Id\": req.x },\n    json: { id: req.id },"),
        "{out}"
    );
}

#[test]
fn names_of_the_prototype_are_read_as_own_fields_where_they_may_be_absent() {
    let types = "Req {\n\tA string `form:\"toString,optional\"`\n\tB string `form:\"__proto__,optional\"`\n}";
    let out = routes(types, "@handler a\nget /x (Req)");
    assert!(out.contains("(req: Req = {} as Req, opts?: $Opts)"), "{out}");
    assert!(out.contains("toString: $own(req, \"toString\"), [\"__proto__\"]: $own(req, \"__proto__\") }"), "{out}");
}

#[test]
fn a_long_call_takes_a_line_per_argument() {
    let path = format!("/{}/:id", ["segment"; 12].join("/"));
    let out = routes("Req {\n\tId string `path:\"id\"`\n}", &format!("@handler a\ndelete {path} (Req)"));
    assert!(out.contains("  $send<undefined>(\n    \"a\",\n    \"DELETE\",\n    [\"/segment/"), "{out}");
    assert!(out.contains("    opts,\n    {\n      as: \"void\",\n    },\n  );\n"), "{out}");
}

#[test]
fn reserved_words_and_types_are_no_function_names() {
    let out =
        routes("用户 {\n\tA string `json:\"a\"`\n}", "@handler delete\nget /x\n@handler 用户\nget /y returns (用户)");
    assert!(out.contains("export const delete_ = "), "{out}");
    assert!(out.contains("export const 用户_ = "), "{out}");
}

#[test]
fn a_stream_opens_when_it_is_read() {
    let files = emit(
        "type E {\n\tA int `json:\"a\"`\n}\n@server (\n\tsse: true\n)\nservice shop {\n@handler watch\nget /x/:id returns (E)\n}",
    );
    let out = body(&files, "routes.ts");
    assert!(
        out.contains(
            "import { $stream, type Stream as $Stream, type StreamOpts as $StreamOpts } from \"./runtime/sse.js\";"
        ),
        "{out}"
    );
    let watch = "watch = (req: { id: string }, opts?: $StreamOpts): $Stream<E> =>\n  $stream<E>(\"watch\", \"GET\", [\"/x/\", req.id], opts);";
    assert!(out.contains(watch), "{out}");
}

#[test]
fn files_are_parts_of_a_multipart_body() {
    let files = emit(
        "type F {\n\tTitle string `form:\"title\"`\n\tOne interface{} `form:\"one\"`\n\tMore interface{} `form:\"more,optional\"`\n}\nservice shop {\n@handler send\npost /x (F)\n}",
    );
    let out = body(&files, "routes.ts");
    assert!(out.contains("form: { title: req.title, one: req.one, more: req.more },\n    pack: $parts,"), "{out}");
    let types = body(&files, "types/shop.ts");
    assert!(types.contains("import type { FilePart as $File } from \"../runtime/core.js\";"), "{types}");
    assert!(types.contains("  one: $File;\n  more?: $File | undefined;"), "{types}");
}

#[test]
fn a_query_is_a_get_and_all_else_a_mutation() {
    let files = try_emit(super::fixture::SHOP, &[("query", "tanstack".into())]).expect("a client");
    assert_eq!(
        body(&files, "query/items.ts"),
        r#"import * as $routes from "../routes/items.js";
import type { CallOpts as $Opts } from "../runtime/core.js";
import { $mutation, $query, type Mutation as $Mutation, type Query as $Query } from "../runtime/query.js";
import type { Item, ListItemsReq, MoveItemReq } from "../types/shop.js";

/** Moves stock to another shelf. `POST /api/v1/items/:id/move` */
export const moveItem = (opts?: $Opts): $Mutation<Item, MoveItemReq> =>
  $mutation("items.moveItem", (req) => $routes.moveItem(req, opts));

/** `GET /api/v1/items` */
export const listItems = (req: ListItemsReq = {}, opts?: $Opts): $Query<Item[]> =>
  $query("items.listItems", (o) => $routes.listItems(req, o), opts, req);
"#
    );
    let ping = "export const ping = (opts?: $Opts): $Query<null> => $query(\"ping\", (o) => $routes.ping(o), opts);\n";
    assert!(body(&files, "query.ts").ends_with(ping));
    assert!(files.contains_key("runtime/query.ts"));
    assert!(!emit(super::fixture::SHOP).keys().any(|path| path.contains("query")));
}
