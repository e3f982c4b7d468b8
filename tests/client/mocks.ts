// The mocks through the real Mock Service Worker: every route answers its client, and a test decides what.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setupServer } from "msw/node";

import * as big from "./big/routes.js";
import * as bigMocks from "./big/mocks.js";
import { configure as configureBig } from "./big/runtime/core.js";
import * as api from "./forms/routes.js";
import { handlers } from "./forms/handlers.js";
import * as mocks from "./forms/mocks.js";
import * as shelf from "./forms/routes/shelf.js";
import { configure } from "./forms/runtime/core.js";
import { problem } from "./forms/runtime/mock.js";
import { TitledSchema } from "./forms/zod/main.js";

const base = "http://shop.test/base";
configure({ baseUrl: base });
configureBig({ baseUrl: "http://big.test" });
const server = setupServer(...handlers(base), ...bigMocks.handlers());
server.listen({ onUnhandledRequest: "error" });
after(() => server.close());

test("every route answers with an example of its type", async () => {
  const address = { street: "s", unit: "u" };
  assert.deepEqual(await api.bounds(), { ok: true });
  assert.deepEqual(await api.list([address]), { ok: true });
  assert.deepEqual(await api.search({ text: "x" }), { ok: true });
  assert.equal(await api.nothing({ id: "1" }), undefined);
  assert.equal(await api.wideId({ id: 5 }), 1);
  const wide = await api.wides({ items: [] });
  assert.deepEqual([wide.length, wide[0]?.text, wide[0]?.by_id], [1, "1", { "1": { id: 1, raw: "" } }]);
});

test("examples, bounds and alternatives of the contract are kept, a type inside itself ends", async () => {
  const title = await api.titled({ id: "a/b" });
  assert.deepEqual(title, {
    ...{ title: "A book", price: 9.5, count: 5, kind: "tool", next: null, pair: [1, 1] },
    ...{ map: { "1": { id: 1, raw: "" } }, free: {} },
  });
  assert(TitledSchema.safeParse(title).success);
});

test("a literal path beats a parameter, and another prefix is another route", async () => {
  const call = async (answer: () => Promise<{ title: string }>): Promise<string> => (await answer()).title;
  const named = (title: string) => async (): Promise<never> => Response.json({ title }) as never;
  server.use(
    mocks.firstTitle(named("first"), base),
    mocks.titled(named("any"), base),
    mocks.otherTitle(named("other"), base),
  );
  assert.equal(await call(() => api.firstTitle()), "first");
  assert.equal(await call(() => api.titled({ id: "1" })), "any");
  assert.equal(await call(() => api.otherTitle({ id: "1" })), "other");
  server.resetHandlers();
  assert.equal(await call(() => api.firstTitle()), "A book");
});

test("a literal path beats a parameter of another group", async () => {
  assert.deepEqual(await shelf.latestTitle(), { ok: true });
  assert.equal((await api.titled({ id: "late" })).title, "A book");
});

test("an answer may come from the request, and may be a refusal", async () => {
  server.use(
    mocks.search(async (request) => {
      const text = new URL(request.url).searchParams.get("text");
      return text === "full" ? problem(409, "shelf_full", { free: 3 }) : { ok: text === "yes" };
    }, base),
  );
  assert.deepEqual(await api.search({ text: "yes" }), { ok: true });
  assert.deepEqual(await api.search({ text: "no" }), { ok: false });
  const failed = await api.search({ text: "full" }).result();
  assert(!failed.ok && failed.error.kind === "problem");
  assert.deepEqual([failed.error.status, failed.error.problem.code, failed.error.problem["free"]], [409, "shelf_full", 3]);
  server.resetHandlers();
});

test("a stream gives its events", async () => {
  server.use(mocks.ticks([{ seq: 1, text: "a" }, { seq: 2, text: "b" }], base));
  const texts: string[] = [];
  for await (const { text } of api.ticks({ texts: [] })) texts.push(text);
  assert.deepEqual(texts, ["a", "b"]);
});

test("converted values are written as the server writes them", async () => {
  const [wide] = await big.wides({ items: [] });
  assert.deepEqual([wide?.id, wide?.raw, wide?.ids], [1n, new Uint8Array(), [1n]]);
  server.use(bigMocks.wideId(9007199254740993n));
  assert.equal(await big.wideId({ id: 1n }), 9007199254740993n);
});
