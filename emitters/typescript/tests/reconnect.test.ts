// Event streams: when they are opened again, and what that looks like over a socket.
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mock, test } from "node:test";
import { ApiError } from "../runtime/core.js";
import { withRetry } from "../runtime/retry.js";
import { $stream } from "../runtime/sse.js";
import { problem } from "./fake.js";
import { collect, events, failure, open } from "./streams.js";

test("it connects again only when asked to, from the last whole event on", async () => {
  const cut = events(['id: 1\ndata: "a"\n\nid: ☃\ndata: "b"\n\nid: 3\ndata: "c"\n', "retry: 0\n"], "break");
  assert.equal((await failure(open([cut]).stream)).kind, "network");
  const { sent, stream } = open([cut, events(['data: "d"\n\n'])], { reconnect: { max: 1 } });
  const ids = (await collect(stream.events())).map(({ data, id }) => [data, id]);
  assert.deepEqual(ids, [["a", "1"], ["b", "☃"], ["d", "☃"]]);
  assert.equal(sent[0]?.headers["last-event-id"], undefined);
  assert.equal(sent[1]?.headers["last-event-id"], "\xe2\x98\x83");
});

test("a clean end is the end, unless the server asked for a return", async () => {
  const { sent, stream } = open([events(["data: 1\n\n"])], { reconnect: {} });
  assert.deepEqual(await collect(stream), [1]);
  assert.equal(sent.length, 1);
  const asked = open([events(["data: 1\n\nretry: 0\n\n"]), events(["data: 2\n\n"])], { reconnect: {} });
  assert.deepEqual(await collect(asked.stream), [1, 2]);
  assert.deepEqual(await collect(open([events(["data: 1\n\nretry: 0\n\n"])]).stream), [1]);
});

test("attempts are counted from the last event on, and wait longer each time", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(Math, "random", () => 1);
  try {
    const down = new TypeError("down");
    const restarting = new Response("", { status: 503 });
    const answers = [down, events(["data: 1\n\n"], "break"), restarting, events(["data: 2\n\n"], "break"), down];
    const { sent, stream } = open(answers, { reconnect: { max: 2 } });
    const seen: unknown[] = [];
    const end = (async () => {
      for await (const item of stream) seen.push(item);
    })().catch((error: ApiError) => error.kind);
    const steps: number[] = [];
    for (const ms of [1000, 1000, 2000, 1000, 2000]) {
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      mock.timers.tick(ms - 1);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      steps.push(sent.length);
      mock.timers.tick(1);
    }
    assert.equal(await end, "network");
    assert.deepEqual([steps, seen, sent.length], [[1, 2, 3, 4, 5], [1, 2], 6]);
  } finally {
    mock.timers.reset();
    mock.restoreAll();
  }
});

test("a refusal is not tried again, nor is what its reader throws", async () => {
  const refused = open([problem({ code: "unauthenticated" }, 401)], { reconnect: {} });
  assert.equal((await failure(refused.stream)).kind, "problem");
  assert.equal(refused.sent.length, 1);
  const own = open([events(["data: 1\n\n"], "stay")], { reconnect: {} });
  await assert.rejects(async () => {
    for await (const _ of own.stream) throw new Error("own");
  }, /own/);
  assert.deepEqual([own.sent.length, own.sent[0]?.signal.aborted], [1, true]);
});

test("over a socket: middleware retries the head, leaving the loop closes the connection", async () => {
  let closed = (_: string): void => {};
  const left = new Promise<string>((resolve) => (closed = resolve));
  const asked: (string | undefined)[] = [];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(request.headers.accept);
    if (asked.length === 1) return void response.writeHead(503, { "Retry-After": "0" }).end();
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": hello\n\ndata: 1\n\n");
    setImmediate(() => response.write("data: 2\r\n\r\n"));
    response.on("close", () => closed("closed"));
  };
  const server = createServer(serve).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const client = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, use: [withRetry()] };
  const seen: unknown[] = [];
  for await (const item of $stream<number, never>("items.watchItem", "GET", "/x", { client })) {
    seen.push(item);
    if (item === 2) break;
  }
  assert.deepEqual([seen, await left, asked], [[1, 2], "closed", ["text/event-stream", "text/event-stream"]]);
  server.close();
});
