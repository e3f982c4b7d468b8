//! Handlers for Mock Service Worker.

use super::{body, try_emit};

#[test]
fn mocks_answer_with_examples_and_end_where_a_type_holds_itself() {
    let contract = "type Node {\n\tName string `json:\"name,example=root\"`\n\tCount uint8 `json:\"count,range=(3:9]\"`\n\tKids []Node `json:\"kids\"`\n\tUp *Node `json:\"up\"`\n}\n\
        service shop {\n@handler any\nget /nodes/:id returns ([]Node)\n@handler handlers\nget /nodes/first returns (Node)\n@doc (\n\trespCode: 204\n)\n@handler gone\ndelete /nodes/:id\n}";
    let files = try_emit(contract, &[("mocks", true.into())]).expect("a client");
    assert_eq!(
        body(&files, "mocks.ts"),
        r#"import type { HttpHandler as $Handler } from "msw";
import { type Answer as $Answer, type Decide as $Decide, $mock } from "./runtime/mock.js";
import type { Node } from "./types/shop.js";

const $nodeSample = (): Node => ({
  name: "root",
  count: 4,
  kids: [],
  up: null,
});

/** `GET /nodes/:id` */
export const any = (answer: $Answer<Node[]> = [$nodeSample()], baseUrl?: string): $Handler =>
  $mock("get", "/nodes/:", answer, baseUrl);

/** `GET /nodes/first` */
export const handlers = (answer: $Answer<Node> = $nodeSample(), baseUrl?: string): $Handler =>
  $mock("get", "/nodes/first", answer, baseUrl);

/** `DELETE /nodes/:id` */
export const gone = (answer?: $Decide<void>, baseUrl?: string): $Handler =>
  $mock("delete", "/nodes/:", answer, baseUrl, { status: 204 });

/** All of this group, literal paths first; those of all groups, in order, are in `handlers.ts`. */
export const handlers_ = ($baseUrl?: string): $Handler[] => [
  handlers(undefined, $baseUrl),
  any(undefined, $baseUrl),
  gone(undefined, $baseUrl),
];
"#
    );
    assert!(files.contains_key("runtime/mock.ts"));
}

#[test]
fn handlers_of_all_groups_stand_with_literal_paths_first() {
    let contract = "service shop {\n@handler any\nget /nodes/:id\n}\n@server (\n\tgroup: a\n)\nservice shop {\n@handler some\nget /:kind/x\n\
        @handler first\nget /nodes/first\n}";
    let files = try_emit(contract, &[("mocks", true.into())]).expect("a client");
    assert_eq!(
        body(&files, "handlers.ts"),
        r#"import type { HttpHandler as $Handler } from "msw";
import * as $ from "./mocks.js";
import * as $a from "./mocks/a.js";

/** Every route of the contract, literal paths first; the answers are examples. */
export const handlers = (baseUrl?: string): $Handler[] => [
  $a.first(undefined, baseUrl),
  $.any(undefined, baseUrl),
  $a.some(undefined, baseUrl),
];
"#
    );
}
