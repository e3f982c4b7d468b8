// Abort, time limit and middleware: what a caller can do to a call on its way.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { mock, test } from "node:test";
import { $send, ApiError, type Call, type CallOpts, type Config, type Middleware } from "../runtime/core.js";
import { type Answer, fake, json, never, problem } from "./fake.js";

const kindOf = async (call: Call<unknown>): Promise<string> => {
  const result = await call.result();
  return result.ok ? "ok" : result.error.kind;
};

const start = (answer: Answer, opts: CallOpts = {}, config: Config = {}): Call<unknown> =>
  $send("ping", "GET", "/x", { client: fake([answer], config).client, ...opts });

/** The head of an answer whose body never ends. */
const headOnly = async (): Promise<Response> =>
  new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) }));

test("an aborted signal sends nothing", async () => {
  const { sent, client } = fake([json(1)]);
  const signal = AbortSignal.abort("why");
  const result = await ($send("ping", "GET", "/x", { client, signal }) as Call<unknown>).result();
  assert.ok(!result.ok);
  assert.deepEqual([result.error.kind, result.error.cause], ["abort", "why"]);
  assert.equal(sent.length, 0);
});

test("abort while waiting for the head, and for the body", async () => {
  for (const answer of [never, headOnly]) {
    const controller = new AbortController();
    const kind = kindOf(start(answer, { signal: controller.signal }));
    setImmediate(() => controller.abort());
    assert.equal(await kind, "abort");
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  }
});

test("abort during auth sends nothing", async () => {
  const controller = new AbortController();
  let token = (_value: string): void => {};
  const auth = (): Promise<string> => new Promise((resolve) => (token = resolve));
  const { sent, client } = fake([json(1)], { auth });
  const call: Call<unknown> = $send("ping", "GET", "/x", { client, signal: controller.signal }, { auth: true });
  controller.abort();
  assert.equal(await kindOf(call), "abort");
  token("late");
  await new Promise(setImmediate);
  assert.equal(sent.length, 0);
});

test("abort after the end changes nothing, and no listener stays", async () => {
  const controller = new AbortController();
  const call = start(json(1), { signal: controller.signal, timeoutMs: 1000 });
  assert.equal(await call, 1);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  controller.abort();
  assert.equal(await kindOf(call), "ok");
});

test("the time limit covers head and body, and the transport is told to stop", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    for (const answer of [never, headOnly]) {
      const { sent, client } = fake([answer], { timeoutMs: 50 });
      const call: Call<unknown> = $send("ping", "GET", "/x", { client });
      await new Promise(setImmediate);
      mock.timers.tick(49);
      assert.equal(sent[0]?.signal.aborted, false);
      mock.timers.tick(1);
      assert.equal(await kindOf(call), "timeout");
      assert.equal(sent[0]?.signal.aborted, true);
    }
  } finally {
    mock.timers.reset();
  }
});

test("the limit of a call wins over the client's; 0 and forever are none", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    for (const [timeoutMs, kind] of [
      [10, "timeout"],
      [0, "abort"],
      [Number.POSITIVE_INFINITY, "abort"],
    ] as const) {
      const controller = new AbortController();
      const call = start(never, { signal: controller.signal, timeoutMs }, { timeoutMs: 20 });
      mock.timers.tick(30);
      controller.abort();
      assert.equal(await kindOf(call), kind);
    }
  } finally {
    mock.timers.reset();
  }
});

test("a fetch that ignores its signal does not hold the caller", async () => {
  const controller = new AbortController();
  const call = start(() => new Promise(() => {}), { signal: controller.signal });
  controller.abort();
  assert.equal(await kindOf(call), "abort");
});

test("neither result nor response leaves an unhandled rejection", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const failed = problem({ code: "internal" }, 500);
  await start(failed).result();
  await start(failed)
    .response()
    .catch(() => {});
  await start(failed).catch(() => {});
  await new Promise(setImmediate);
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
});

test("middleware is one onion, the first outermost, and may change the request", async () => {
  const seen: string[] = [];
  const layer =
    (name: string): Middleware =>
    async (req, next) => {
      seen.push(`>${name} ${req.op} ${req.method}`);
      req.headers.append("X-By", name);
      req.url += `/${name}`;
      const answer = await next(req);
      seen.push(`<${name} ${answer.status}`);
      return answer;
    };
  const { sent, client } = fake([json(1)], { use: [layer("a"), layer("b")] });
  await ($send("ping", "GET", "/x", { client }) as Call<unknown>);
  assert.deepEqual(seen, [">a ping GET", ">b ping GET", "<b 200", "<a 200"]);
  assert.deepEqual([sent[0]?.url, sent[0]?.headers["x-by"]], ["/x/a/b", "a, b"]);
});

test("middleware may answer by itself, sees transport failures as ApiError, and may throw", async () => {
  assert.equal(await start(new Error("never asked"), {}, { use: [async () => json("cached")] }), "cached");
  let seen: unknown;
  const watch: Middleware = (req, next) => next(req).catch((error: unknown) => Promise.reject((seen = error)));
  assert.equal(await kindOf(start(new TypeError("down"), {}, { use: [watch] })), "network");
  assert.ok(seen instanceof ApiError && seen.kind === "network");
  const broken: Middleware = () => {
    throw new Error("bug");
  };
  assert.equal(await kindOf(start(json(1), {}, { use: [broken] })), "encode");
  const own: Middleware = async ({ op }) => {
    throw new ApiError(op, { kind: "timeout" });
  };
  assert.equal(await kindOf(start(json(1), {}, { use: [own] })), "timeout");
});
