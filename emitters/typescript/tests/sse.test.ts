// Event streams: what is read, and how they end.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { mock, test } from "node:test";
import { $envelope } from "../runtime/core.js";
import type { StreamEvent } from "../runtime/sse.js";
import { type Answer, json, problem } from "./fake.js";
import { bytes, collect, events, failure, open } from "./streams.js";

test("lines end in LF, CR and CRLF, wherever the pieces are cut", async () => {
  const text = 'id: 1\r\nevent: moved\r\ndata: {"a":\r\ndata: "é☃"}\r\n\r\n: beat\rdata:2\r\rdata: 3\n\nid\ndata: 4\n\n';
  const all = bytes(`\uFEFF${text}`);
  const expected: StreamEvent<unknown>[] = [
    { data: { a: "é☃" }, id: "1", event: "moved" },
    { data: 2, id: "1", event: "message" },
    { data: 3, id: "1", event: "message" },
    { data: 4, id: "", event: "message" },
  ];
  for (let size = 1; size <= all.length; size++) {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += size) pieces.push(all.slice(at, at + size));
    assert.deepEqual(await collect(open([events(pieces)]).stream.events()), expected, `pieces of ${size}`);
  }
});

test("what is no event is none: comments, fields nobody knows, an event without data, one that was cut off", async () => {
  const { stream } = open([events([": a\n\nretry: x\nfoo: 1\nid: a\0b\ndata: 1\n\nevent: e\n\ndata: 2\n\ndata: 3\n"])]);
  assert.deepEqual(await collect(stream.events()), [
    { data: 1, id: undefined, event: "message" },
    { data: 2, id: undefined, event: "message" },
  ]);
});

test("one space behind the colon is dropped, and data keeps its line separators", async () => {
  const { stream } = open([events(['data:  "a\u2028b"\n\ndata\ndata:1\n\n'])]);
  assert.deepEqual(await collect(stream), ["a\u2028b", 1]);
});

test("each loop asks anew, for an event stream, with the token", async () => {
  const auth = async (): Promise<string> => "t";
  const { sent, stream } = open([events(["data: 1\n\n"])], { headers: { "X-A": "b" } }, { auth: true }, { auth });
  assert.equal(sent.length, 0);
  assert.deepEqual([await collect(stream), await collect(stream)], [[1], [1]]);
  assert.deepEqual(sent[1]?.headers, { accept: "text/event-stream", authorization: "Bearer t", "x-a": "b" });
});

test("an answer that is no success throws before the first item", async () => {
  const errors = ["404 item_not_found"];
  const gone = await failure(open([problem({ code: "item_not_found", id: 7 }, 404)], {}, { errors }).stream);
  assert.ok(gone.kind === "http" && gone.status === 404 && gone.body.id === 7);
  const other = await failure(open([problem({ code: "unauthenticated" }, 401)], {}, { errors }).stream);
  assert.ok(other.kind === "problem" && other.problem.code === "unauthenticated");
  assert.equal((await failure(open([new Response("bad", { status: 502 })]).stream)).kind, "unexpected");
  assert.equal((await failure(open([new TypeError("refused")]).stream)).kind, "network");
});

test("an error record throws its problem, or the error that the route declares", async () => {
  const record = (code: string): Answer =>
    events([`data: 1\n\nevent: error\ndata: {"status":404,"code":"${code}","title":"","id":7}\n\ndata: 2\n\n`]);
  const { stream } = open([record("internal")]);
  const seen: unknown[] = [];
  await assert.rejects(async () => {
    for await (const item of stream) seen.push(item);
  }, /items.watchItem: problem 404: internal/);
  assert.deepEqual(seen, [1]);
  const gone = await failure(open([record("item_not_found")], {}, { errors: ["404 item_not_found"] }).stream);
  assert.ok(gone.kind === "http" && gone.body.id === 7);
});

test("an error record that is no document is an unexpected failure with its text, and no item", async () => {
  for (const text of ['"gone"', "7", "null", "true", "[1]", "out of memory", ""]) {
    const { stream } = open([events([`data: 1\n\nevent: error\ndata: ${text}\n\ndata: 2\n\n`])], { reconnect: {} });
    const seen: unknown[] = [];
    const read = async (): Promise<void> => {
      for await (const item of stream) seen.push(item);
    };
    await assert.rejects(read, { kind: "unexpected", status: 200, body: text });
    assert.deepEqual(seen, [1]);
  }
});

test("an error record is read as a document, not as an item, and is in no envelope", async () => {
  const parse = (): unknown => assert.fail("no item");
  const record = events(['event: error\ndata: {"status":409,"code":"shelf_full","title":"","data":1}\n\n']);
  const full = await failure(open([record], {}, { parse, open: $envelope }).stream);
  assert.ok(full.kind === "problem" && full.status === 409 && full.problem["data"] === 1);
});

test("leaving the loop cancels a body that the signal does not reach", async () => {
  let cancelled = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes("data: 1\n\n")),
    cancel: () => void cancelled++,
  });
  const answer = new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  for await (const item of open([async () => answer]).stream) if (item) break;
  assert.equal(cancelled, 1);
});

test("bad JSON, and a success that is no stream, are decode errors", async () => {
  const bad = await failure(open([events(["data: {\n\n"])]).stream);
  assert.ok(bad.kind === "decode" && bad.body === "{");
  const page = await failure(open([json({ a: 1 })]).stream);
  assert.ok(page.kind === "decode" && page.body === '{"a":1}');
  assert.equal((await failure(open([new Response(null, { status: 204 })]).stream)).kind, "decode");
});

test("a connection that breaks off is a network error", async () => {
  assert.equal((await failure(open([events(["data: 1\n\n"], "break")]).stream)).kind, "network");
});

test("silence is a network error, the limit of time ends with the head", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { sent, stream } = open([events(["data: 1\n\n", ": beat\n\n"], "stay")], { timeoutMs: 10 });
    const iterator = stream[Symbol.asyncIterator]();
    assert.equal((await iterator.next()).value, 1);
    const next = iterator.next();
    for (const ms of [44_999, 1]) {
      await new Promise(setImmediate);
      assert.equal(sent[0]?.signal.aborted, false);
      mock.timers.tick(ms);
    }
    await assert.rejects(next, { kind: "network" });
    assert.equal(sent[0]?.signal.aborted, true);
    const late = failure(open([() => new Promise(() => {})], { timeoutMs: 10 }).stream);
    await new Promise(setImmediate);
    mock.timers.tick(10);
    assert.equal((await late).kind, "timeout");
  } finally {
    mock.timers.reset();
  }
});

test("abort ends a stream while it waits and while its reader works", async () => {
  for (const pieces of [[], ["data: 1\n\n"]]) {
    const controller = new AbortController();
    const { sent, stream } = open([events(pieces, "stay")], { signal: controller.signal, reconnect: {} });
    const kind = failure(stream);
    setImmediate(() => controller.abort());
    assert.equal((await kind).kind, "abort");
    assert.equal(sent[0]?.signal.aborted, true);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  }
  const controller = new AbortController();
  const { sent, stream } = open([events(["data: 1\n\n"], "stay")], { signal: controller.signal });
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  controller.abort();
  assert.equal(sent[0]?.signal.aborted, true);
  await assert.rejects(iterator.next(), { kind: "abort" });
});
