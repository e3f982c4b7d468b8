//! The fixture of clients.md, as that page prints it.

use super::{body, emit};

pub(super) const SHOP: &str = include_str!("../../tests/shop.api");

#[expect(clippy::too_many_lines, reason = "the page prints it in one piece, too")]
#[test]
fn the_fixture_of_the_specification() {
    let files = emit(SHOP);
    assert_eq!(
        body(&files, "types/shop.ts"),
        r#"import type { Int64In as $Int64 } from "../runtime/core.js";

export interface Audit {
  created_at: string;
}

/** One thing on the shelf. */
export interface Item {
  created_at: string;
  id: string;
  kind: "book" | "tool" | (string & {});
  note: string | null;
  tags: string[];
}

export interface MoveItemReq {
  id: $Int64;
  /** Default: false. */
  dry_run?: boolean | undefined;
  trace?: string | undefined;
  shelf: string;
  /** 1 to 99. */
  amount: number;
}

export interface Page {
  Offset: number;
  Limit: number;
}

export interface ListItemsReq {
  /** Default: 0. */
  offset?: number | undefined;
  /** Default: 20. */
  limit?: number | undefined;
  kind?: ("book" | "tool")[] | undefined;
}
"#
    );
    assert_eq!(
        body(&files, "routes/items.ts"),
        r#"import { $send, type Call as $Call, type CallOpts as $Opts } from "../runtime/core.js";
import type { Item, ListItemsReq, MoveItemReq } from "../types/shop.js";

/** Moves stock to another shelf. `POST /api/v1/items/:id/move` */
export const moveItem = (req: MoveItemReq, opts?: $Opts): $Call<Item> =>
  $send<Item>("items.moveItem", "POST", ["/api/v1/items/", req.id, "/move"], opts, {
    query: { dry_run: req.dry_run },
    headers: { "X-Trace": req.trace },
    json: { shelf: req.shelf, amount: req.amount },
    auth: true,
  });

/** `GET /api/v1/items` */
export const listItems = (req: ListItemsReq = {}, opts?: $Opts): $Call<Item[]> =>
  $send<Item[]>("items.listItems", "GET", "/api/v1/items", opts, {
    query: { offset: req.offset, limit: req.limit, kind: req.kind },
    auth: true,
  });
"#
    );
    assert_eq!(
        body(&files, "routes.ts"),
        r#"import { $send, type Call as $Call, type CallOpts as $Opts } from "./runtime/core.js";

/** `GET /ping` */
export const ping = (opts?: $Opts): $Call<void> => $send<undefined>("ping", "GET", "/ping", opts, { as: "void" });
"#
    );
    assert_eq!(body(&files, "index.ts"), "export type * from \"./types/shop.js\";\nexport * from \"./routes.js\";\n");
    assert_eq!(
        body(&files, "ops.ts"),
        "\n/** Every operation of the contract. */\nexport type OpId = \"items.moveItem\" | \"items.listItems\" | \"ping\";\n"
    );
    assert!(!files.contains_key("api.ts"));
}
