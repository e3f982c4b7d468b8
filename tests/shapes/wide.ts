// `[wire] int64 = "string"`: no digit is lost, in fields and where the number is the body, alone, in a list or in a map.
import assert from "node:assert/strict";
import { test } from "node:test";

import { base, keep, refused, sent } from "./kit.js";
import * as api from "./wide/routes.js";
import { configure } from "./wide/runtime/core.js";

configure({ baseUrl: base, use: [keep] });

const WIDE = "9007199254740993";

test("64-bit integers are text wherever they stand", async () => {
  const item = await api.item({ id: WIDE });
  assert.deepEqual(item, { id: WIDE });
  const one: string = await api.one(WIDE);
  assert.equal(one, WIDE);
  assert.equal(sent()[2], `"${WIDE}"`);
  const list: string[] = await api.list([WIDE, "-1"]);
  assert.deepEqual(list, [WIDE, "-1"]);
  assert.equal(sent()[2], `["${WIDE}","-1"]`);
  const sums: Record<string, string> = await api.sums({ a: "18446744073709551615" });
  assert.deepEqual(sums, { a: "18446744073709551615" });
  // @ts-expect-error: a number may have lost digits.
  assert.equal(await api.one(7), "7");
  await refused(api.list(["1", "x"]), 400, "invalid_request", "/1 type");
});
