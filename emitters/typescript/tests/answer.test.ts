// What comes back: successes, and failures by kind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { $envelope, $send, ApiError, type Call, createClient, errorOf, type Failure, type Shape } from "../runtime/core.js";
import { type Answer, fake, json, problem } from "./fake.js";

interface Full {
  readonly status: 409;
  readonly code: string;
  readonly body: { readonly free: number };
}
interface Gone {
  readonly status: 404;
  readonly code: string;
  readonly body: object;
}
type Err = Full | Gone;
const errors = ["404 item_not_found", "409 shelf_full"];

const send = (answer: Answer, shape: Shape = {}): Call<unknown, Err> =>
  $send("items.moveItem", "GET", "/x", { client: fake([answer]).client }, shape);

const failure = async (answer: Answer, shape: Shape = {}): Promise<Failure<Err>> => {
  const result = await send(answer, shape).result();
  assert.ok(!result.ok);
  assert.ok(result.error instanceof ApiError);
  return result.error;
};

const text = (body: string | null, status: number, type = "text/html"): Response =>
  new Response(body, { status, headers: { "Content-Type": type } });

test("data, response and result are three views of one request", async () => {
  const { sent, client } = fake([json({ a: 1 }, 201, { "X-Next": "2" })]);
  const call: Call<{ a: number }> = $send("ping", "GET", "/x", { client });
  assert.deepEqual(await call, { a: 1 });
  const { data, status, headers } = await call.response();
  assert.deepEqual([data, status, headers.get("X-Next")], [{ a: 1 }, 201, "2"]);
  const result = await call.result();
  assert.deepEqual([result.ok, result.ok && result.data], [true, { a: 1 }]);
  assert.equal(sent.length, 1);
});

test("void routes give undefined for 204, for an empty 200 and for a body nobody asked for", async () => {
  for (const answer of [new Response(null, { status: 204 }), text("", 200), text("hello", 200)]) {
    assert.equal(await send(answer, { as: "void" }), undefined);
  }
});

test("falsy JSON values are data", async () => {
  for (const value of [0, false, "", null]) assert.equal(await send(json(value)), value);
});

test("a declared success status outside 2xx is a success", async () => {
  assert.equal(await send(json(1, 404), { ok: 404 }), 1);
  assert.equal((await failure(json(1, 405), { ok: 404 })).kind, "unexpected");
});

test("the type of an error document counts in any case, and only on a failure", async () => {
  const document = JSON.stringify({ status: 409, code: "shelf_full", title: "" });
  const { kind } = await failure(text(document, 409, "Application/Problem+JSON; charset=utf-8"), { errors });
  assert.equal(kind, "http");
  assert.deepEqual(await send(text(document, 200, "application/problem+json")), JSON.parse(document));
});

test("a field called then does not make a promise of the data", async () => {
  assert.deepEqual(await send(json({ then: "x" })), { then: "x" });
});

test("JSON under another content type is read, text that is no JSON is a decode error", async () => {
  assert.deepEqual(await send(text("[1]", 200)), [1]);
  for (const answer of [text("<html>", 200), text("", 200), new Response(null, { status: 204 })]) {
    const error = await failure(answer);
    assert.ok(error.kind === "decode");
    assert.equal(error.path, "");
  }
});

test("a declared error narrows by status", async () => {
  const error = await failure(problem({ code: "shelf_full", free: 3 }, 409), { errors });
  assert.ok(error.kind === "http" && error.status === 409);
  assert.equal(error.body.free, 3);
  assert.equal(error.code, "shelf_full");
});

test("a declared status with a foreign code is a problem", async () => {
  const error = await failure(problem({ code: "not_found" }, 404), { errors });
  assert.ok(error.kind === "problem");
  assert.deepEqual([error.status, error.problem.code], [404, "not_found"]);
});

test("a problem carries every violation and the headers", async () => {
  const violations = [{ location: "body", field: "/amount", rule: "range", message: "must be from 1 to 99" }];
  const error = await failure(problem({ code: "invalid_request", violations }, 400, { "X-Id": "1" }));
  assert.ok(error.kind === "problem");
  assert.deepEqual(error.problem.violations, violations);
  assert.equal(error.headers.get("X-Id"), "1");
  assert.equal(error.message, "items.moveItem: problem 400: invalid_request");
});

test("a foreign problem document has status, code and title, too", async () => {
  const error = await failure(
    json({ detail: "d" }, 502, { "Content-Type": "application/problem+json; charset=utf-8" }),
  );
  assert.ok(error.kind === "problem");
  assert.deepEqual(error.problem, { status: 502, code: "", title: "", detail: "d" });
});

test("any other failing answer is unexpected, with its text", async () => {
  for (const [answer, body] of [
    [text("<h1>Bad gateway</h1>", 502), "<h1>Bad gateway</h1>"],
    [text(null, 304), ""],
    [json({ code: "shelf_full" }, 409), '{"code":"shelf_full"}'],
    [text("{", 400, "application/problem+json"), "{"],
    [text("7", 400, "application/problem+json"), "7"],
  ] as const) {
    const error = await failure(answer, { errors });
    assert.ok(error.kind === "unexpected");
    assert.equal(error.body, body);
  }
});

test("no answer is a network error with its cause, and so is one that breaks off", async () => {
  const cause = new TypeError("connection refused");
  const error = await failure(cause);
  assert.deepEqual([error.kind, error.cause], ["network", cause]);
  assert.equal(error.message, "items.moveItem: network: connection refused");
  const cut = new ReadableStream({ start: (controller) => controller.error(new Error("cut")) });
  assert.equal((await failure(async () => new Response(cut))).kind, "network");
});

test("a fetch that throws at once, or gives no promise, is like any other", async () => {
  const call = (fetch: () => unknown): Call<unknown> =>
    $send("ping", "GET", "/x", { client: createClient({ fetch: fetch as typeof globalThis.fetch }) });
  const thrown = await call(() => {
    throw new TypeError("down");
  }).result();
  assert.ok(!thrown.ok && thrown.error.kind === "network");
  assert.equal(await call(() => json(1)), 1);
});

test("awaiting a failed call throws the same error, and errorOf types it", async () => {
  const call = (): Call<unknown, Err> => send(problem({ code: "shelf_full", free: 3 }, 409), { errors });
  await assert.rejects(
    async () => await call(),
    (caught) => {
      const error = errorOf(call, caught);
      return error?.kind === "http" && error.status === 409 && error.body.free === 3;
    },
  );
  await assert.rejects(call().response(), ApiError);
  assert.equal(errorOf(call, new Error("other")), undefined);
});

test("an envelope is opened", async () => {
  const shape: Shape = { open: $envelope };
  assert.deepEqual(await send(json({ code: 0, msg: "ok", data: [1] }), shape), [1]);
  assert.equal(await send(json({ code: 0, msg: "ok" }), { ...shape, as: "void" }), undefined);
  assert.equal(await send(text("", 200), { ...shape, as: "void" }), undefined);
  const missing = await failure(json({ code: 0, msg: "ok" }), shape);
  assert.ok(missing.kind === "decode");
  assert.equal(missing.path, "/data");
});

test("a code other than 0 in an envelope is a problem, whatever the status", async () => {
  const plain = await failure(json({ code: 1001, msg: "sold out" }), { open: $envelope, as: "void" });
  assert.ok(plain.kind === "problem");
  assert.deepEqual([plain.status, plain.problem.code, plain.problem.detail], [200, "1001", "sold out"]);
  const violations: unknown[] = [];
  const named = await failure(json({ code: 400, msg: "m", reason: "invalid_request", violations }, 400), {
    open: $envelope,
  });
  assert.ok(named.kind === "problem");
  assert.deepEqual(named.problem, { status: 400, code: "invalid_request", title: "", violations, detail: "m" });
  assert.equal((await failure(text("oops", 500), { open: $envelope })).kind, "unexpected");
});
