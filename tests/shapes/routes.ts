// Shapes of clients.md §8 that are about routes, groups and how a call ends, against the generated server.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { getEventListeners } from "node:events";
import { test } from "node:test";

import { base, ends, header, keep, refused, sent } from "./kit.js";
import * as api from "./routes/routes.js";
import * as a from "./routes/routes/a.js";
import * as ab from "./routes/routes/a/b.js";
import * as b from "./routes/routes/b.js";
import * as mine from "./routes/routes/mine.js";
import { ApiError, configure, createClient, errorOf } from "./routes/runtime/core.js";
import { withRetry } from "./routes/runtime/retry.js";
import type { Base } from "./routes/types/common/base.js";

configure({ baseUrl: base, use: [keep] });

/** A client whose server gives these answers one after another, the last one from then on. */
const answers = (...list: (() => Response)[]) => {
  let asked = 0;
  const fetch = async () => (list[Math.min(asked++, list.length - 1)] as () => Response)();
  return { client: createClient({ fetch, use: [withRetry({ max: 2, baseMs: 1 })] }), asked: () => asked };
};
const problem = (status: number, code: string) => () =>
  new Response(JSON.stringify({ status, code, title: code }), { status, headers: { "Content-Type": "application/problem+json" } });
const empty = (status: number, headers: Record<string, string> = {}) => () => new Response(null, { status, headers });

test("R14 only a stream asks for events", async () => {
  await api.ping();
  assert.equal(header("Accept"), null);
});

test("S1 no request, no answer", async () => {
  assert.equal(await api.ping(), undefined);
  assert.deepEqual(sent(), ["GET", "/ping", null]);
  assert.equal(await api.pingPost(), undefined);
  assert.deepEqual([sent()[2], header("Content-Type")], [null, null]);
  assert.equal(await api.ping({ client: answers(empty(204)).client }), undefined);
});

test("S35 answers that the contract does not name", async () => {
  await refused(api.missing(), 404, "not_found");
  await refused(api.broken(), 500, "internal");
  await refused(api.thing({ name: "n" }, { client: answers(problem(404, "foreign")).client }), 404, "foreign");
  const html = () => new Response("<html>", { status: 502 });
  assert.equal((await ends(() => api.missing({ client: createClient({ fetch: async () => html() }) }), "unexpected")).kind, "unexpected");
  await ends(() => api.missing({ client: answers(empty(304)).client }), "unexpected");
  const caught = await api.missing().catch((e: unknown) => e);
  assert(caught instanceof ApiError);
  assert.equal(errorOf(api.missing, caught)?.kind, "problem");
});

test("S36 success in every form; HEAD and OPTIONS", async () => {
  for (const status of [201, 202, 204, 206]) {
    assert.equal((await api.ping({ client: answers(empty(status)).client }).response()).status, status);
  }
  const head = await api.headOnly().response();
  assert.deepEqual([head.data, head.status, sent()[0]], [undefined, 200, "HEAD"]);
  assert.equal((await api.options().response()).status, 200);
});

test("S38 the token goes to guarded routes only, or to all when asked", async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ exp: Math.floor(Date.now() / 1000) + 600 })}`;
  const token = `${text}.${createHmac("sha256", "open-sesame-and-more").update(text).digest("base64url")}`;
  const client = createClient({ baseUrl: base, use: [keep], auth: async () => token });
  await mine.whoami({ client });
  assert.equal(header("Authorization"), `Bearer ${token}`);
  await api.ping({ client });
  assert.equal(header("Authorization"), null);
  await api.ping({ client: createClient({ baseUrl: base, use: [keep], auth: token, authAll: true }) });
  assert.equal(header("Authorization"), `Bearer ${token}`);
  await refused(mine.whoami(), 401, "unauthenticated");
  await refused(mine.whoami({ client: createClient({ baseUrl: base, auth: `${token}x` }) }), 401, "token_invalid");
});

test("S39 abort before, during and after; timeout in head and body; nothing is left listening", async () => {
  const early = new AbortController();
  early.abort();
  await ends(() => api.slow({}, { signal: early.signal }), "abort");
  const during = new AbortController();
  const call = api.slow({}, { signal: during.signal });
  setTimeout(() => during.abort(), 20);
  await ends(() => call, "abort");
  const after = new AbortController();
  await api.ping({ signal: after.signal });
  assert.equal(getEventListeners(after.signal, "abort").length, 0);
  after.abort();
  await ends(() => api.slow({}, { timeoutMs: 30 }), "timeout");
  const stuck = async () => new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode("{")) }));
  await ends(() => api.missing({ client: createClient({ fetch: stuck }), timeoutMs: 30 }), "timeout");
});

test("S40 retry: 503 on GET, and with Retry-After on POST too", async () => {
  const soon = { "Retry-After": "0" };
  const past = { "Retry-After": new Date(0).toUTCString() };
  for (const [first, call, asked] of [
    [empty(503), api.ping, 2],
    [empty(503), api.pingPost, 1],
    [empty(503, soon), api.pingPost, 2],
    [empty(503, past), api.pingPost, 2],
    [empty(500, soon), api.ping, 1],
  ] as const) {
    const server = answers(first, empty(200));
    await call({ client: server.client }).result();
    assert.equal(server.asked(), asked);
  }
});

test("S41 one handler in two groups, nested groups, a type by two ways", async () => {
  assert.deepEqual(await a.show(), { id: "", side: "" });
  const right = await ab.show();
  const shared: Base = right.base;
  assert.deepEqual(shared, { id: "" });
  const ops: string[] = [];
  const client = createClient({ baseUrl: base, use: [(req, next) => (ops.push(req.op), next(req))] });
  await a.show({ client });
  await ab.show({ client });
  await b.show({ id: "7" }, { client });
  assert.deepEqual(ops, ["a.show", "a.b.show", "b.show"]);
});

test("S42 paths as the server has them", async () => {
  await api.root();
  await api.hyphens();
  assert.equal(sent()[1], "/a-b-c/v1.0/2fa");
  await api.wellKnown();
  assert.deepEqual(await b.show({ id: "x/y" }), { id: "x/y" });
  assert.equal(sent()[1], "/by/x%2Fy/show");
});
