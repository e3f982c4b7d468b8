// The verdict of `check` is that of the generated server: the same violations, words included, for every value tried.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as api from "./forms/routes.js";
import * as of from "./forms/rules/main.js";
import { type Call, configure } from "./forms/runtime/core.js";
import { check, keyOfViolation, type Kind, type Rules } from "./forms/runtime/rules.js";

configure({ baseUrl: process.argv[2] ?? "" });

type Route = (req: never) => Call<unknown>;
interface Case {
  readonly call: Route;
  readonly rules: Rules | Kind;
  /** A request that is fine, and what is tried in place of each of its fields beside the values for all. */
  readonly fine: Record<string, unknown>;
  readonly also?: Record<string, readonly unknown[]>;
}

const address = { street: "s", unit: "u" };
const deep = { name: "a", nodes: [{ name: "b", nodes: [{ name: 1, nodes: [null, { nodes: [] }] }] }] };

/** Tried in place of every field. */
const ALL: readonly unknown[] = [
  ...[undefined, null, true, false, "", "x", "1", "+1", "-1", "007", "1.5", "1e2", ".5", "true", "FALSE", "null", " 1"],
  ...[0, 1, -1, 2, 5, 18, 99, 100, 127, 128, 255, 256, 65536, 0.5, 0.1, 1.5, 2 ** 53, 1e21, 1e39, -0],
  ...["9007199254740993", "9223372036854775808", "18446744073709551615", "-9223372036854775809", "Zg==", "Zg=", "a,b"],
  ...[[], ["a"], [1], ["1", "x"], [null], [true, "0", 1, "y"], [1, 2], [1, 2, 3], [300], [[1]], [{}]],
  ...["[1,2]", "[null,1]", '["a"]', "[", "{}", '{"a":1}', '{"a":null}'],
  ...[{}, { a: 1 }, { a: "1" }, { a: null }, { a: undefined }, { street: "s" }, { "1": address, x: address }, address],
  ...[{ a: {}, b: [] }, { "x/y~z": { b: "no" } }, deep, new Date(0), "书", "é"],
];

const CASES: Record<string, Case> = {
  scalars: { call: api.scalars, rules: of.scalarsRules, fine: { flag: true, text: "t", tiny: 1 } },
  bounds: {
    call: api.bounds,
    rules: of.boundsRules,
    fine: {},
    also: { kind: ["book", "tool", "Book"], level: [3, 4], open: ["9007199254740992"] },
  },
  nested: {
    call: api.nested,
    rules: of.nestedRules,
    fine: { home: address, soft: {}, tags: [], map: {} },
    also: {
      home: [{ street: "s", zip: null, unit: null }, { street: 1, zip: 2 }, { unit: "u" }],
      unit: ["outer"],
      list: [[address, { street: "s" }, null, 7]],
      "a/b~c": [{ "k/~": { a: 1, b: null } }],
    },
  },
  dependent: {
    call: api.dependent,
    rules: of.dependentRules,
    fine: {},
    also: { mode: ["m"], value: ["v"], other: [3, 9] },
  },
  everywhere: {
    call: api.everywhere,
    rules: of.everywhereRules,
    fine: { id: 1, name: "n", limit: 1, trace: "t", title: "t", amount: 1 },
    also: { name: ["a b", "a/b"], many: [[1, 2], "1,2", "1, x", [null], [1.5]], extra: [{ a: 1 }, { a: "x" }] },
  },
  form: {
    call: api.form,
    rules: of.formRules,
    fine: { user: "u", kind: "a" },
    also: { kind: ["b", "c"], age: [17, 18], again: ["p"] },
  },
  formQuery: { call: api.formQuery, rules: of.formQueryRules, fine: { user: "u", kind: "a" } },
  search: { call: api.search, rules: of.searchRules, fine: { text: "t" } },
  outer: { call: api.outer, rules: of.outerRules, fine: { home: address } },
  aside: { call: api.aside, rules: of.asideRules, fine: { other: "o", text: "t" } },
  twice: { call: api.twice, rules: of.twiceRules, fine: { id: 1, note: "n" } },
};

/** Compares both verdicts; gives whether the client could send it at all. */
const compare = async (name: string, call: Route, rules: Rules | Kind, value: unknown): Promise<boolean> => {
  const mine = check(rules, value);
  const answer = await call(value as never).result();
  const what = `${name}: ${JSON.stringify(value)}`;
  if (answer.ok) {
    assert.deepEqual(mine, [], what);
    return true;
  }
  const { error } = answer;
  if (error.kind === "encode") {
    assert.notDeepEqual(mine, [], `what cannot be sent is not fine: ${what}`);
    return false;
  }
  assert(error.kind === "problem" && error.problem.code === "invalid_request", `${what} ${JSON.stringify(error)}`);
  assert.deepEqual(mine, error.problem.violations, what);
  return true;
};

for (const [name, { call, rules, fine, also = {} }] of Object.entries(CASES)) {
  test(`${name}: each field with each value`, async () => {
    const keys = new Set((rules as Rules).map((rule) => rule.key ?? rule.name));
    let sent = Number(await compare(name, call, rules, fine));
    assert.equal(sent, 1);
    for (const key of keys) {
      for (const value of [...ALL, ...(also[key] ?? [])]) {
        sent += Number(await compare(name, call, rules, { ...fine, [key]: value }));
      }
    }
    // Whatever the contract does not know: sent where the argument is the body, otherwise not.
    await compare(name, call, rules, { ...fine, stranger: 1, "a/~b": { c: 1 }, 7: null, none: undefined });
    console.log(`${name}: ${sent} verdicts`);
    assert(sent > 40 * keys.size);
  });
}

test("several faults at once come in the order of the server", async () => {
  const all = { id: "x", name: "n", dry: "y", limit: 0, sizes: [1, 65536], age: "old", title: 1, amount: 100 };
  await compare("everywhere", api.everywhere, of.everywhereRules, all);
  assert.equal(check(of.everywhereRules, all).length, 8);
  await compare("everywhere", api.everywhere, of.everywhereRules, { id: 1, name: "n" });
  const many = { ...CASES["nested"]!.fine, list: Array.from({ length: 150 }, () => ({})) };
  await compare("nested", api.nested, of.nestedRules, many);
  assert.equal(check(of.nestedRules, many).length, 100);
});

test("a member that an inner object inherits is asked for", async () => {
  for (const home of [{ street: "s" }, address]) {
    await compare("outer", api.outer, of.outerRules, { home, unit: "u" });
  }
});

test("dependent fields in all combinations", async () => {
  const values = [undefined, null, "v", 3];
  for (const mode of values)
    for (const value of values)
      for (const other of values) await compare("dependent", api.dependent, of.dependentRules, { mode, value, other });
});

test("a body that is a list", async () => {
  const rules = { list: () => of.addressRules };
  for (const value of [[], [address], [{ street: "s" }], [null], [1], "[]", {}, null, true]) {
    await compare("list", api.list, rules, value);
  }
  assert.deepEqual(
    check(rules, undefined).map(({ rule }) => rule),
    ["required"],
  );
});

test("files", async () => {
  const file = new Blob(["f"]);
  for (const value of [{ title: "t", file }, { title: "t" }, { file: "x", title: "t" }, { file, more: file }, {}]) {
    await compare("upload", api.upload, of.uploadRules, value);
  }
});

test("a violation, also the server's, finds the key of its field", async () => {
  const answer = await api.everywhere({ id: 1, name: "n", limit: 1, trace: "t", age: 200, title: "t", amount: 0 }).result();
  assert(!answer.ok && answer.error.kind === "problem");
  const keys = answer.error.problem.violations?.map((one) => keyOfViolation(of.everywhereRules, one));
  assert.deepEqual(keys, ["age", "amount"]);
  assert.equal(keyOfViolation(of.nestedRules, { location: "body", field: "/a~1b~0c/k/b" }), "a/b~c");
});

test("what cannot be sent is never fine", () => {
  const loop: { name: string; nodes: unknown[] } = { name: "a", nodes: [] };
  loop.nodes.push(loop);
  const nested = CASES["nested"]!.fine;
  assert.equal(check(of.nestedRules, { ...nested, root: loop }).at(0)?.rule, "size");
  for (const value of [Number.NaN, Infinity]) {
    assert.equal(check(of.scalarsRules, { flag: true, text: "t", tiny: value }).at(0)?.rule, "type");
    assert.equal(check(of.formRules, { user: "u", kind: "a", rate: value }).at(0)?.rule, "type");
  }
});
