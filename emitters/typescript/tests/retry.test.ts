// When withRetry tries again, and how long it waits.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { $send, type Call, type CallOpts } from "../runtime/core.js";
import { type RetryOpts, withRetry } from "../runtime/retry.js";
import { type Answer, type Fake, fake, json, problem } from "./fake.js";

const busy = (status: number, retryAfter?: string): Response =>
  problem({ code: "busy" }, status, retryAfter === undefined ? {} : { "Retry-After": retryAfter });

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};

interface Run {
  readonly outcome: string;
  readonly attempts: number;
}

/** Runs one call with all waits skipped. */
const run = async (
  method: string,
  answers: readonly Answer[],
  retry: RetryOpts = {},
  opts: CallOpts = {},
): Promise<Run> => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { sent, client } = fake(answers, { use: [withRetry(retry)] });
    const result = ($send("ping", method, "/x", { client, ...opts }) as Call<unknown>).result();
    for (let wait = 0; wait < 5; wait++) {
      await settle();
      mock.timers.tick(60_000);
    }
    const ended = await result;
    return { outcome: ended.ok ? "ok" : ended.error.kind, attempts: sent.length };
  } finally {
    mock.timers.reset();
  }
};

test("a 429 or 503 with Retry-After is retried on any method", async () => {
  for (const status of [429, 503]) {
    for (const method of ["GET", "POST", "PATCH"]) {
      assert.deepEqual(await run(method, [busy(status, "1"), json(1)]), { outcome: "ok", attempts: 2 });
    }
  }
});

test("a date that is over asks for no wait", async () => {
  const past = new Date(Date.now() - 60_000).toUTCString();
  assert.deepEqual(await run("POST", [busy(503, past), json(1)]), { outcome: "ok", attempts: 2 });
});

test("the body of an answer that is not handed on is let go", async () => {
  let cancelled = 0;
  const open = (): Promise<Response> => {
    const body = new ReadableStream({ cancel: () => void cancelled++ });
    return Promise.resolve(new Response(body, { status: 503 }));
  };
  assert.deepEqual(await run("GET", [open, json(1)]), { outcome: "ok", attempts: 2 });
  assert.equal(cancelled, 1);
});

test("without Retry-After only what is safe to send twice is retried", async () => {
  for (const status of [408, 502, 503, 504]) {
    assert.deepEqual(await run("POST", [busy(status), json(1)]), { outcome: "problem", attempts: 1 });
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
      assert.equal((await run(method, [busy(status), json(1)])).attempts, 2);
    }
  }
  const headers = { "Idempotency-Key": "k" };
  assert.equal((await run("POST", [busy(502), json(1)], {}, { headers })).attempts, 2);
});

test("a network error is retried where it is safe", async () => {
  const down = new TypeError("down");
  assert.deepEqual(await run("GET", [down, json(1)]), { outcome: "ok", attempts: 2 });
  assert.deepEqual(await run("POST", [down, json(1)]), { outcome: "network", attempts: 1 });
});

test("other answers are not retried: 429 without Retry-After, 500, 400", async () => {
  for (const status of [429, 500, 400]) assert.equal((await run("GET", [busy(status), json(1)])).attempts, 1);
  assert.equal((await run("POST", [busy(503, "soon"), json(1)])).attempts, 1);
});

test("attempts end at max, and the last answer is the outcome", async () => {
  assert.deepEqual(await run("GET", [busy(503)]), { outcome: "problem", attempts: 3 });
  assert.deepEqual(await run("GET", [busy(503)], { max: 0 }), { outcome: "problem", attempts: 1 });
  assert.equal((await run("GET", [busy(503, "21"), json(1)])).attempts, 1);
});

const waiting = (retryAfter: string | undefined): Fake & { call: Call<unknown> } => {
  const made = fake([busy(503, retryAfter), json(1)], { use: [withRetry()] });
  return { ...made, call: $send("ping", "GET", "/x", { client: made.client }) };
};

test("Retry-After is obeyed as seconds and as a date, jitter stays below its bound", async () => {
  mock.method(Math, "random", () => 0.5);
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-03-01T00:00:00Z") });
  try {
    for (const [header, ms] of [
      ["2", 2000],
      ["Sun, 01 Mar 2026 00:00:03 GMT", 3000],
      [undefined, 100],
    ] as const) {
      mock.timers.setTime(Date.parse("2026-03-01T00:00:00Z"));
      const { sent, call } = waiting(header);
      await settle();
      mock.timers.tick(ms - 1);
      await settle();
      assert.equal(sent.length, 1);
      mock.timers.tick(1);
      assert.equal(await call, 1);
    }
  } finally {
    mock.timers.reset();
    mock.restoreAll();
  }
});

test("nothing is sent after an abort, and the wait ends at once", async () => {
  const controller = new AbortController();
  const { sent, client } = fake([busy(503, "5")], { use: [withRetry()] });
  const call: Call<unknown> = $send("ping", "GET", "/x", { client, signal: controller.signal });
  await settle();
  controller.abort();
  const result = await call.result();
  assert.equal(!result.ok && result.error.kind, "abort");
  await settle();
  assert.equal(sent.length, 1);
});

test("headers that inner middleware adds are not there twice", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const { sent, client } = fake([busy(503, "0"), json(1)], {
      use: [withRetry(), (req, next) => (req.headers.append("X-Try", "1"), next(req))],
    });
    const call: Call<unknown> = $send("ping", "GET", "/x", { client });
    await settle();
    mock.timers.tick(1);
    await call;
    assert.deepEqual(
      sent.map(({ headers }) => headers["x-try"]),
      ["1", "1"],
    );
  } finally {
    mock.timers.reset();
  }
});
