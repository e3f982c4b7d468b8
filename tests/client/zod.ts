// The verdict of the schemas is that of the generated server for every value that the types allow; answers fit theirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import type * as z from "zod";

import * as api from "./forms/routes.js";
import * as rulesOf from "./forms/rules/main.js";
import { type Call, configure, createClient } from "./forms/runtime/core.js";
import type { Kind, Rule, Rules } from "./forms/runtime/rules.js";
import type { Everywhere, Nested, Wide } from "./forms/index.js";
import { validate } from "./forms/validate.js";
import * as of from "./forms/zod/main.js";

configure({ baseUrl: process.argv[2] ?? "" });

type Route = (req: never) => Call<unknown>;

/** Values of a kind, as the types allow them. */
const values = (kind: Kind, rule: Rule, depth = 0): readonly unknown[] => {
  if (typeof kind === "function") {
    if (depth > 1) return [{}];
    const fields = kind().map((one) => [one.name, values(one.is, one, depth + 1)] as const);
    const fine = Object.fromEntries(fields.map(([name, [first]]) => [name, first]));
    return [fine, ...fields.flatMap(([name, all]) => [undefined, ...all].map((value) => ({ ...fine, [name]: value })))];
  }
  if (typeof kind === "object" && "map" in kind) {
    const [first, ...more] = values(kind.map, rule, depth + 1);
    return [{}, { "1": first }, ...(kind.key ? [{ x: first }] : []), ...more.map((value) => ({ "1": first, "2": value }))];
  }
  if (typeof kind === "object") {
    const items = values(kind.list, rule, depth + 1);
    return [items.slice(0, 2), [], items.slice(0, 1), ...items.map((item) => [items[0], item])];
  }
  if (rule.options && !/^[iu]/.test(kind)) return rule.options;
  if (rule.options) return rule.options.map(Number);
  if (kind === "bool") return rule.quoted ? ["true", "0", "yes", "1", "False"] : [true, false];
  if (kind === "text") return rule.in === "path" ? ["x", "", ".", ".."] : ["x", "", "a b"];
  if (kind === "bytes") return ["Zg==", "", "Zg=", "?", "[1,2]", " [0]", "[256]", "[-1]", "[1.5]", "[null]", '["7"]', '["x"]', "[", "[]"];
  if (kind === "any") return [{}, 0, "", [null], null];
  if (kind === "file") return [new Blob(["x"])];
  const text = ["1", "+5", "-1", "1.5", "x", "9223372036854775807", "9223372036854775808", "18446744073709551616"];
  if (rule.quoted) return text;
  const floats = [0, 0.5, 0.1, 1.5, 2, 3.5e38, 1e300];
  const numbers = [1, 0, -1, 5, 18, 99, 100, 101, 127, 128, 255, 256, 65536, 2 ** 31, 2 ** 63, 2 ** 64, -(2 ** 63), 1.5];
  return /^f/.test(kind) ? [...floats, ...numbers] : rule.name === "id" && rule.in ? [...numbers, 2n ** 63n, ...text] : numbers;
};

const CASES: Record<string, [Route, Rules, z.ZodType, Record<string, unknown>]> = {
  scalars: [api.scalars, rulesOf.scalarsRules, of.ScalarsSchema, { flag: true, text: "t", tiny: 1 }],
  bounds: [api.bounds, rulesOf.boundsRules, of.BoundsSchema, {}],
  nested: [
    api.nested,
    rulesOf.nestedRules,
    of.NestedSchema,
    { home: { street: "s", unit: "u" }, soft: {}, tags: [], map: {} } satisfies Nested,
  ],
  everywhere: [
    api.everywhere,
    rulesOf.everywhereRules,
    of.EverywhereSchema,
    { id: 1, name: "n", limit: 1, trace: "t", title: "t", amount: 1 } satisfies Everywhere,
  ],
  form: [api.form, rulesOf.formRules, of.FormSchema, { user: "u", kind: "a" }],
  search: [api.search, rulesOf.searchRules, of.SearchSchema, { text: "t" }],
  dependent: [api.dependent, rulesOf.dependentRules, of.DependentSchema, { mode: "m", value: "v" }],
  upload: [api.upload, rulesOf.uploadRules, of.UploadSchema, { title: "t", file: new Blob(["f"]) }],
};

/** What the types forbid and the server lets pass. */
const isLenient = (rule: Rule, value: unknown): boolean =>
  value === undefined && rule.absent === true && ["soft", "map"].includes(rule.name);

for (const [name, [call, rules, schema, fine]] of Object.entries(CASES)) {
  test(`${name}: each field with each value of its type`, async () => {
    assert(schema.safeParse(fine).success, name);
    let refused = 0;
    for (const rule of rules) {
      const key = rule.key ?? rule.name;
      for (const value of [undefined, ...values(rule.is, rule)]) {
        const request = { ...fine, [key]: value };
        const { ok } = await call(request as never).result();
        if (isLenient(rule, value)) continue;
        const what = `${name}.${key} = ${typeof value === "bigint" ? value : JSON.stringify(value)}`;
        assert.equal(schema.safeParse(request).success, ok, what);
        refused += Number(!ok);
      }
    }
    console.log(`${name}: ${refused} refused by both`);
  });
}

test("what nobody asks for is refused by both or by none, wherever it stands", async () => {
  const home = { street: "s", unit: "u" };
  const nested = CASES["nested"]![3];
  const strangers: readonly (readonly [string, Record<string, unknown>])[] = [
    ...Object.keys(CASES).map((name) => [name, { stranger: 1 }] as const),
    ...Object.keys(CASES).map((name) => [name, { stranger: null, none: undefined }] as const),
    ...Object.keys(CASES).map((name) => [name, { none: undefined }] as const),
    ...[{ home: { ...home, stranger: 1 } }, { list: [{ ...home, stranger: 1 }] }, { by_id: { "1": { ...home, x: "" } } }]
      .map((more) => ["nested", { ...nested, ...more }] as const),
  ];
  for (const [name, more] of strangers) {
    const [call, , schema, fine] = CASES[name]!;
    const request = { ...fine, ...more };
    const { ok } = await call(request as never).result();
    assert.equal(schema.safeParse(request).success, ok, `${name}: ${JSON.stringify(request)}`);
    const client = createClient({ baseUrl: process.argv[2] ?? "", use: [validate("requests")] });
    const held = await (call as (req: never, opts: object) => Call<unknown>)(request as never, { client }).result();
    assert.equal(held.ok || held.error.kind, ok || "encode", `${name}: ${JSON.stringify(request)}`);
  }
});

test("what one field says of another counts as at the server, also where a route takes a type in part", async () => {
  const base = { baseUrl: process.argv[2] ?? "" };
  const held = createClient({ ...base, use: [validate("requests")] });
  const all = [undefined, "", "x"].flatMap((mode) =>
    [undefined, "", "v"].flatMap((value) => [undefined, 1].map((other) => ({ mode, value, other }))),
  );
  const places = [undefined, [], [""], ["t"]].flatMap((tags) => [undefined, "", "n"].map((note) => ({ tags, note })));
  const counts = { taken: 0, refused: 0 };
  for (const request of all.flatMap((body) => places.map((place) => ({ ...body, ...place })))) {
    for (const [name, call] of [
      ["mixed", (client?: typeof held) => api.mixed({ id: 1, ...request }, { client })],
      ["partly", (client?: typeof held) => api.partly(request, { client })],
    ] as const) {
      const answer = await call().result();
      const problem = answer.ok || answer.error.kind !== "problem" ? undefined : answer.error.problem;
      // The second route has no place for the `id`, which no caller can help.
      const ok = answer.ok || problem?.violations?.every(({ location }) => location === "path") === true;
      const said = await call(held).result();
      const isSent = said.ok || said.error.kind !== "encode";
      assert.equal(isSent, ok, `${name}: ${JSON.stringify([request, answer])}`);
      counts[ok ? "taken" : "refused"]++;
    }
  }
  assert.deepEqual(counts, { taken: 70, refused: 362 });
});

test("a fault has the path of its value", () => {
  const value = { home: { street: "s", unit: "u" }, soft: {}, tags: [], map: {}, list: [{ street: 1, unit: "u" }] };
  assert.deepEqual(of.NestedSchema.safeParse(value).error?.issues[0]?.path, ["list", 0, "street"]);
  const alone = of.DependentSchema.safeParse({ mode: "m" }).error?.issues[0];
  assert.deepEqual([alone?.path, alone?.message], [["value"], "is present exactly when mode is"]);
});

test("an answer fits its schema, and keeps what the schema does not know", async () => {
  const inner = { id: 1, raw: "Zg==" };
  const answer = await api.wide({
    ...{ id: 1, max: 2, ids: [3], map: { a: 4 }, by_id: { "1": inner }, raw: "", raws: [], inner: null },
    ...{ real: 1.5, word: 6, text: "7", free: {}, said: "s" },
  });
  const read: Wide = of.WideSchema.parse({ ...answer, extra: true });
  assert.deepEqual(read, { ...answer, extra: true });
  assert(!of.WideSchema.safeParse({ ...answer, id: "1" }).success);
  assert(!of.WideSchema.safeParse({ ...answer, by_id: { "1": null } }).success);
});

test("validate() ends calls that do not fit, and says where", async () => {
  const client = createClient({ baseUrl: process.argv[2] ?? "", use: [validate()] });
  assert.deepEqual(await api.search({ text: "t" }, { client }), await api.search({ text: "t" }));
  const everywhere = { id: 1, name: "n", limit: 1, trace: "t", title: "t" } satisfies Partial<Everywhere>;
  await api.everywhere({ ...everywhere, amount: 1 }, { client });
  const sent = await api.everywhere({ ...everywhere, amount: "x" as unknown as number }, { client }).result();
  assert(!sent.ok && sent.error.kind === "encode" && sent.error.path === "/amount");
  const fetch = async (): Promise<Response> => Response.json({ ...{ id: 1 }, by_id: { "1": null } });
  const odd = createClient({ fetch, use: [validate("responses")] });
  const answered = await api.wide({} as never, { client: odd }).result();
  assert(!answered.ok && answered.error.kind === "decode" && answered.error.path === "/max");
});
