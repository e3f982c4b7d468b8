// What the server would say, without one. That it says the same is the matter of tests/client.rs.
import assert from "node:assert/strict";
import { test } from "node:test";

import { check, type Kind, keyOfViolation, type Rules } from "../runtime/rules.js";

const item: Rules = [{ name: "sku", is: "text" }, { name: "count", is: "u8", min: 1, absent: true }];
const order: Rules = [
  { in: "path", name: "id", is: "i64" },
  { in: "query", name: "dry_run", is: "bool", optional: true },
  { in: "header", name: "X-Trace", key: "trace", is: "text", optional: true },
  { name: "items", is: { list: () => item } },
  { name: "note", is: "text", optional: true, options: ["a", "b"] },
];

const rules = (value: unknown, of: Rules | Kind = order): string[] =>
  check(of, value).map(({ location, field, rule }) => `${location} ${field} ${rule}`);

test("a fine value has no violations", () => {
  assert.deepEqual(rules({ id: 7n, dry_run: false, items: [{ sku: "x" }] }), []);
});

test("all violations come at once, by source and declaration", () => {
  const value = { id: "x", dry_run: "maybe", trace: "a\nb", items: [{ sku: 1 }, { sku: "x", count: 0 }], note: "c" };
  assert.deepEqual(rules(value), [
    "path id type",
    "query dry_run type",
    "header X-Trace syntax",
    "body /items/0/sku type",
    "body /items/1/count range",
    "body /note options",
  ]);
  assert.deepEqual(rules(undefined), ["path id required", "body /items required"]);
});

test("whole numbers are exact", () => {
  const wide: Rules = [{ name: "n", is: "u64", max: "9007199254740993" }];
  assert.deepEqual(rules({ n: 9007199254740993n }, wide), []);
  assert.deepEqual(rules({ n: 9007199254740994n }, wide), ["body /n range"]);
  assert.equal(check(wide, { n: 2n ** 64n })[0]?.message, "must be a whole number that fits u64");
});

test("names of the prototype are no fields", () => {
  assert.deepEqual(rules({}, [{ name: "toString", is: "text" }]), ["body /toString required"]);
  assert.deepEqual(rules(JSON.parse('{"__proto__":"x"}'), [{ name: "__proto__", is: "text" }]), []);
});

test("a violation finds its key", () => {
  assert.equal(keyOfViolation(order, { location: "header", field: "X-Trace" }), "trace");
  assert.equal(keyOfViolation(order, { location: "body", field: "/items/3/sku" }), "items");
  assert.equal(keyOfViolation(order, { location: "body", field: "" }), undefined);
});
