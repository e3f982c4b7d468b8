// Converted values go out and come back without losing a digit or a byte, through the generated server.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as big from "./big/routes.js";
import { wideInputRules as wideRules } from "./big/rules/main.js";
import { configure as configureBig } from "./big/runtime/core.js";
import { check } from "./big/runtime/rules.js";
import type { Wide as Big } from "./big/index.js";
import * as digits from "./digits/routes.js";
import { wideInputRules as digitRules } from "./digits/rules/main.js";
import { configure as configureDigits } from "./digits/runtime/core.js";

const baseUrl = process.argv[2] ?? "";
let body: unknown;
configureBig({
  baseUrl,
  use: [
    (req, next) => {
      body = req.body;
      return next(req);
    },
  ],
});
configureDigits({ baseUrl });

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const wide: Big = {
  id: 9007199254740993n,
  max: 18446744073709551615n,
  ids: [-9223372036854775808n, 0n, 7n],
  map: { a: 9007199254740993n, __proto__x: 1n },
  by_id: { "1": { id: 9007199254740995n, raw: bytes(255) } },
  raw: bytes(0, 1, 254, 255, 62, 63),
  raws: [bytes(), bytes(1)],
  inner: { id: 1n, raw: bytes() },
  real: 12345678901234567000,
  word: 5,
  text: "9007199254740993",
  free: { n: 1e300, list: [1.5, null, "12345678901234567"] },
  said: 'digits 12345678901234567 in "text" \\ [1,{',
  soft: 9223372036854775807n,
};

test("bigint and bytes come back as they were", async () => {
  assert.deepEqual(await big.wide(wide), wide);
  assert(String(body).includes('"max":18446744073709551615,'), String(body));
  assert.deepEqual(await big.wide({ ...wide, inner: null }), { ...wide, inner: null });
  assert.deepEqual(await big.wides({ items: [wide, wide] }), [wide, wide]);
  assert.equal(await big.wideId({ id: 9007199254740993n }), 9007199254740993n);
});

test("beside other places, the body is still JSON", async () => {
  const found = await big.wideAt({ key: 9007199254740993n, page: "9007199254740995", tag: "t", id: -1n, raw: bytes(7) });
  assert.deepEqual(found, { key: 9007199254740993n, page: 9007199254740995n, tag: "t", id: -1n, raw: bytes(7) });
  assert.equal(body, '{"id":-1,"raw":"Bw=="}');
  assert.deepEqual((await big.wideAt({ key: 1, id: 2n })).raw, bytes());
  assert.equal(body, '{"id":2}');
});

test("events are converted, too", async () => {
  const seqs: bigint[] = [];
  for await (const { seq } of big.ticks({ texts: ["a", "b"] })) seqs.push(seq);
  assert.deepEqual(seqs, [0n, 1n]);
});

test("what is no 64-bit number is refused before it is sent, an error document is not converted", async () => {
  body = undefined;
  const failed = await big.wideId({ id: "x" as never }).result();
  assert(!failed.ok && failed.error.kind === "encode" && body === undefined);
  const refused = await big.wide({ ...wide, id: 2n ** 63n }).result();
  assert(!refused.ok && refused.error.kind === "problem");
  assert.deepEqual(refused.error.problem.violations, check(wideRules, { ...wide, id: 2n ** 63n }));
  assert.deepEqual(check(wideRules, wide), []);
});

test("digits are text in the program and numbers on the wire", async () => {
  const value = { ...wide, id: "9007199254740993", max: "18446744073709551615", ids: ["-9223372036854775808", "7"] };
  const request = {
    ...value,
    map: { a: "9007199254740993" },
    by_id: {},
    raw: "AP8=",
    raws: ["Zg=="],
    inner: { id: "1", raw: "" },
    soft: "5",
  };
  assert.deepEqual(check(digitRules, request), []);
  assert.deepEqual(await digits.wide(request), request);
  assert.equal(await digits.wideId({ id: "9007199254740993" }), "9007199254740993");
  assert.equal(check(digitRules, { ...request, id: "9223372036854775808" })[0]?.rule, "type");
});
