// The middleware that holds calls against schemas, with schemas of the test's own; tests/client.rs has those of zod.
import assert from "node:assert/strict";
import { test } from "node:test";
import { $envelope, $send, type Call, type Config, type Shape } from "../runtime/core.js";
import { $parse } from "../runtime/codec.js";
import { $validate, type Schema, type What } from "../runtime/validate.js";
import { fake, json, problem, type Answer } from "./fake.js";

/** Wants a number at `a/b`. */
const schema: Schema = {
  safeParse: (value) =>
    typeof (value as { "a/b"?: unknown })["a/b"] === "number"
      ? {}
      : { error: { issues: [{ path: ["a/b"], message: "must be a number" }] } },
};

const good = { "a/b": 1 };
const bad = { "a/b": "x" };

const send = (what: What, args: unknown, answer: Answer, shape: Shape = {}): [Call<unknown>, readonly unknown[]] => {
  const use: Config["use"] = [$validate({ ping: { request: schema, response: schema } }, what)];
  const { sent, client } = fake([answer], { use });
  return [$send("ping", "POST", ["/x"], { client }, { ...shape, args }), sent];
};

test("a request that does not fit is not sent, and its pointer says where", async () => {
  const [call, sent] = send("both", bad, json(good));
  const result = await call.result();
  assert.ok(!result.ok && result.error.kind === "encode");
  assert.deepEqual([result.error.path, result.error.message], ["/a~1b", "ping: encode: must be a number"]);
  assert.equal(sent.length, 0);
  assert.deepEqual(await send("both", good, json(good))[0], good);
});

test("an answer that does not fit is a decode error with its pointer and text", async () => {
  const result = await send("both", good, json(bad))[0].result();
  assert.ok(!result.ok && result.error.kind === "decode");
  assert.deepEqual([result.error.path, result.error.body, result.error.status], ["/a~1b", '{"a/b":"x"}', 200]);
  const wrapped = await send("both", good, json({ code: 0, data: bad }), { open: $envelope })[0].result();
  assert.ok(!wrapped.ok && wrapped.error.kind === "decode" && wrapped.error.path === "/data/a~1b");
});

test("one side alone may be looked at, and failures are not", async () => {
  assert.deepEqual(await send("responses", bad, json(good))[0], good);
  assert.deepEqual(await send("requests", good, json(bad))[0], bad);
  const asked = await send("requests", bad, json(good))[0].result();
  const answered = await send("responses", good, json(bad))[0].result();
  assert.deepEqual([asked, answered].map((result) => !result.ok && result.error.kind), ["encode", "decode"]);
  const refused = await send("both", good, problem({ code: "x", "a/b": "x" }, 409))[0].result();
  assert.ok(!refused.ok && refused.error.kind === "problem");
  const broken = await send("both", good, new Response("<html>"))[0].result();
  assert.ok(!broken.ok && broken.error.kind === "decode" && broken.error.path === "");
});

test("values are those of the program, not of the wire", async () => {
  const seen: unknown[] = [];
  const wide: Schema = { safeParse: (value) => (seen.push(value), {}) };
  const { client } = fake([json({ id: 1 })], { use: [$validate({ ping: { response: wide } }, "both")] });
  const call: Call<unknown> = $send("ping", "GET", ["/x"], { client }, { parse: $parse(() => ({ id: "bigint" })) });
  assert.deepEqual([await call, seen], [{ id: 1n }, [{ id: 1n }]]);
});
