// Shapes of clients.md §8 that are about the values of bodies, against the generated server.
import assert from "node:assert/strict";
import { test } from "node:test";

import { base, ends, keep, refused, sent } from "./kit.js";
import * as api from "./values/routes.js";
import { configure, createClient } from "./values/runtime/core.js";
import type { Inline, InlineMeta, Item, Settings, WiresReq } from "./values/index.js";

configure({ baseUrl: base, use: [keep] });

/** A client whose server always answers this. */
const always = (status: number, body: string) =>
  createClient({ fetch: async () => new Response(body, { status, headers: { "Content-Type": "application/json" } }) });

test("S15 lists as whole answers", async () => {
  assert.deepEqual(await api.itemList(), []);
  assert.deepEqual(await api.starList(), []);
  assert.deepEqual(await api.words({ word: ["a", "b"] }), ["a", "b"]);
  const items: Item[] = await api.itemList({ client: always(200, '[{"id":1,"kind":"book"}]') });
  assert.equal(items[0]?.kind, "book");
});

test("S18 presence: left out, null and set", async () => {
  const bare = { plain: "p", star: "s" };
  assert.deepEqual(await api.presence(bare), { plain: "p", soft: "", star: "s", both: null });
  assert.equal(sent()[2], '{"plain":"p","star":"s"}');
  const all = { plain: "p", soft: "q", star: "s", both: "b", skipped: "k" };
  assert.deepEqual(await api.presence(all), all);
  assert.equal((await api.presence({ ...bare, both: null })).both, null);
  // @ts-expect-error: `plain` is missing.
  await refused(api.presence({ star: "s" }), 400, "invalid_request", "/plain required");
});

test("S19 defaults: may be left out of a request, are there in an answer", async () => {
  const settings: Settings = await api.settings();
  assert.deepEqual(settings, { size: 3, tags: [] });
  assert.deepEqual(await api.settings({ size: 0, tags: ["a"] }), { size: 0, tags: ["a"] });
});

test("S21 64 bits: no digit is lost in text", async () => {
  for (const [text, utext] of [["9007199254740993", "9007199254740993"], ["-9223372036854775808", "0"], ["9223372036854775807", "18446744073709551615"]] as const) {
    assert.deepEqual(await api.wide({ text, utext, bare: 1, list: [2] }), { text, utext, bare: 1, list: [2] });
  }
  const over = { text: "9223372036854775808", utext: "0", bare: 1, list: [] };
  await refused(api.wide(over), 400, "invalid_request", "/text type");
});

test("S22 floats: shortest form, and NaN is refused", async () => {
  const reals = { one: 1, large: 1e21, small: 0.1, many: [1, 1e21, 0.1, -0.5] };
  assert.deepEqual(await api.reals(reals), reals);
  assert.equal(sent()[2], '{"one":1,"large":1e+21,"small":0.1,"many":[1,1e+21,0.1,-0.5]}');
  for (const one of [NaN, Infinity]) await ends(() => api.reals({ ...reals, one }), "encode");
});

test("S23 bytes are base64 text, arrays and runes numbers", async () => {
  const bytes = { raw: "AAH/", three: [1, 2, 3], one: 255, sign: 20070 };
  assert.deepEqual(await api.bytes(bytes), bytes);
  await refused(api.bytes({ ...bytes, one: 256 }), 400, "invalid_request", "/one type");
});

test("S24 maps, nested lists and free values", async () => {
  const item: Item = { id: 1, kind: "book" };
  const maps = {
    items: { a: item },
    by_id: { 7: item },
    stars: { b: item },
    records: [{ x: 1, y: [null, "z"] }],
    grid: [[item], []],
    free: { any: ["thing", 1.5, null] },
  };
  assert.deepEqual(await api.maps(maps), maps);
  await refused(api.maps({ ...maps, by_id: { seven: item } }), 400, "invalid_request", "/by_id/seven type");
});

test("S26 an unknown alternative in an answer passes through", async () => {
  const item = await api.item({ id: 1, kind: "book" }, { client: always(200, '{"id":1,"kind":"boat"}') });
  assert.equal(item.kind, "boat");
  await refused(api.item(item), 400, "invalid_request", "/kind options");
  assert.equal(sent()[2], '{"id":1,"kind":"boat"}');
});

test("S27 recursive types round trip", async () => {
  const leaf = { name: "c", kids: [], next: null, by_name: {} };
  const node = { name: "a", kids: [{ name: "b", kids: [leaf], next: leaf, by_name: { c: leaf } }], next: null, by_name: {} };
  assert.deepEqual(await api.node(node), node);
  const mutual = { name: "l", right: { name: "r", left: [{ name: "m", right: null }] } };
  assert.deepEqual(await api.mutual(mutual), mutual);
});

test("S28 inline structs have a name of their own", async () => {
  const meta: InlineMeta = { version: 1, inner: { deep: "d" } };
  const inline: Inline = { meta };
  assert.deepEqual(await api.inline(inline), inline);
  // @ts-expect-error: a nested field of the wrong type.
  await refused(api.inline({ meta: { ...meta, inner: { deep: 1 } } }), 400, "invalid_request", "/meta/inner/deep type");
});

test("S31 scalars and maps as whole answers", async () => {
  assert.equal(await api.word({ word: "true" }), "true");
  assert.equal(await api.count({ count: -3 }), -3);
  assert.equal(await api.flag({ flag: false }), false);
  assert.deepEqual(await api.table(), {});
});

test("S43 names on the wire: hidden, of other places, untagged, of Object", async () => {
  const req: WiresReq = JSON.parse('{"name":"n","Bare":"b","kebab-case":"k","__proto__":"p","type":"t","hasOwnProperty":"o"}');
  const answer = await api.wires(req);
  assert.equal(JSON.stringify(answer), '{"name":"n","InPath":"","InForm":"","Bare":"b","kebab-case":"k","__proto__":"p","type":"t","hasOwnProperty":"o"}');
  assert(!("Hidden" in answer));
});

test("R5 status, emptiness and syntax of an answer are looked at", async () => {
  const call = (status: number, body: string) => () => api.item({ id: 1, kind: "book" }, { client: always(status, body) });
  await ends(call(200, "{not json"), "decode");
  await ends(call(200, ""), "decode");
  await ends(call(500, "<html>"), "unexpected");
  await ends(call(302, ""), "unexpected");
});
