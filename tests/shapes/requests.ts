// Shapes of clients.md §8 that are about the places of a request, against the generated server.
import assert from "node:assert/strict";
import { test } from "node:test";

import { base, ends, header, keep, refused, sent } from "./kit.js";
import * as api from "./requests/routes.js";
import { configure } from "./requests/runtime/core.js";
import type { HeaderReq } from "./requests/index.js";

configure({ baseUrl: base, use: [keep] });

test("S2 path parameters in the middle and at the end keep every digit", async () => {
  assert.deepEqual(await api.path({ shelf: "A4", id: 9007199254740993n }), { shelf: "A4", id: "9007199254740993" });
  assert.deepEqual(sent(), ["GET", "/shelves/A4/items/9007199254740993", null]);
  assert.equal((await api.path({ shelf: "A4", id: "-9223372036854775808" })).id, "-9223372036854775808");
  await refused(api.path({ shelf: "A4", id: "seven" }), 400, "invalid_request", "id type");
});

test("S3 a parameter without a field is an argument", async () => {
  await api.undeclared({ id: "7", "a-b": "x y" });
  assert.equal(sent()[1], "/undeclared/7/of/x%20y");
});

test("S4 path values round trip; what a URL would drop is refused", async () => {
  for (const text of ["a/b", "a?b", "a#b", "100%", "1+1", "a b", "书名", "😀", "%2F", "a.b", "..."]) {
    assert.deepEqual(await api.text({ text }), { text });
  }
  for (const text of ["", ".", ".."]) await ends(() => api.text({ text }), "encode");
});

test("S5 query: what is set is sent, also false and 0; empty text is not", async () => {
  assert.deepEqual(await api.query({ need: "x" }), { need: "x", maybe: "", flag: false, count: 7 });
  assert.equal(sent()[1], "/query?need=x");
  const all = { need: "a&b=c +", maybe: "", flag: false, count: 0 };
  assert.deepEqual(await api.query(all), all);
  assert.equal(sent()[1], "/query?need=a%26b%3Dc+%2B&flag=false&count=0");
  assert.equal((await api.query({ need: "x", maybe: undefined })).maybe, "");
  await refused(api.query({ need: "" }), 400, "invalid_request", "need required");
});

test("S6 query lists repeat the key and split nothing", async () => {
  assert.deepEqual(await api.lists(), { words: [], ids: [] });
  assert.equal(sent()[1], "/lists");
  assert.deepEqual((await api.lists({ word: ["one"] })).words, ["one"]);
  const word = ["a,b", "c&d", "e=f"];
  assert.deepEqual(await api.lists({ word, id: [1, 2n, "3"] }), { words: word, ids: [1, 2, 3] });
  assert.equal(sent()[1], "/lists?word=a%2Cb&word=c%26d&word=e%3Df&id=1&id=2&id=3");
});

test("bytes are numbers where a list is values under one name, and base64 in JSON", async () => {
  assert.deepEqual(await api.bytes({ raw: [104, 105], head: [255, 0] }), { raw: "aGk=", head: "/wA=" });
  assert.equal(sent()[1], "/bytes?raw=104&raw=105");
  // @ts-expect-error: base64 is a form of JSON.
  await refused(api.bytes({ raw: ["aGk="] }), 400, "invalid_request", "raw type");
});

test("S7 an embedded struct of form fields is the query, or the url-encoded body", async () => {
  for (const call of [api.windowGet, api.windowDelete]) {
    assert.deepEqual(await call({ offset: 20 }), { offset: 20, limit: 10 });
    assert.deepEqual(sent().slice(1), ["/window?offset=20", null]);
  }
  for (const call of [api.windowPost, api.windowPut, api.windowPatch]) {
    assert.deepEqual(await call({ offset: 20, limit: 5 }), { offset: 20, limit: 5 });
    assert.deepEqual(sent().slice(1), ["/window", "offset=20&limit=5"]);
    assert.equal(header("Content-Type"), null, "fetch writes it with the body");
  }
});

test("S8 headers: optional ones may be left out, lists are one JSON text, illegal characters are refused", async () => {
  assert.deepEqual(await api.headers({ agent: "a" }), { agent: "a", trace: "", depth: 0, dry: false, langs: [] });
  assert.equal(header("X-Trace"), null);
  const all: HeaderReq = { agent: "a", trace: "t", depth: 3, dry: true, langs: ["en", "zh"] };
  assert.deepEqual(await api.headers(all), all);
  assert.equal(header("X-Langs"), '["en","zh"]');
  for (const agent of ["a\r\nX-Evil: 1", "a\0", "书"]) await ends(() => api.headers({ agent }), "encode");
});

test("S9 JSON bodies: as given; an argument of optional fields may be left out; {} on POST, nothing on GET", async () => {
  assert.deepEqual(await api.note({ title: "t" }), { title: "t", text: "" });
  assert.deepEqual(sent().slice(1), ["/note", '{"title":"t"}']);
  assert.equal(header("Content-Type"), "application/json");
  assert.deepEqual(await api.soft(), { a: "", b: 0 });
  assert.equal(sent()[2], "{}");
  await api.emptyPost();
  assert.equal(sent()[2], "{}");
  await api.emptyGet();
  assert.equal(sent()[2], null);
  assert.equal(header("Content-Type"), null);
});

test("S10 path, query, header and body together, on every method with a body", async () => {
  const req = { id: 7, dry_run: true, trace: "t", shelf: "A4", amount: 2 };
  for (const call of [api.everywhere, api.everywhereDelete, api.everywherePut, api.everywherePatch]) {
    assert.deepEqual(await call(req), req);
    assert.deepEqual(sent().slice(1), ["/everywhere/7?dry_run=true", '{"shelf":"A4","amount":2}']);
    assert.equal(header("X-Trace"), "t");
    await refused(call({ ...req, amount: 100 }), 400, "invalid_request", "/amount range");
  }
});

test("S11 JSON fields of a GET go to the query, or end in encode", async () => {
  const req = { word: "w", count: 2, tags: ["a", "b"] };
  assert.deepEqual(await api.bodyOnGet(req), req);
  assert.deepEqual(sent(), ["GET", "/body-on-get?word=w&count=2&tags=a&tags=b", null]);
  await api.deepOnGet();
  await ends(() => api.deepOnGet({ note: { title: "t" } }), "encode");
});

test("S12 form fields of a POST: alone the body, beside JSON the query", async () => {
  assert.deepEqual(await api.form({ name: "Ann & Bo", age: 3 }), { name: "Ann & Bo", age: 3 });
  assert.deepEqual(sent(), ["POST", "/form", "name=Ann+%26+Bo&age=3"]);
  assert.deepEqual(await api.formAndBody({ page: 2, text: "t" }), { page: 2, text: "t" });
  assert.deepEqual(sent(), ["POST", "/form-and-body?page=2", '{"text":"t"}']);
  await refused(api.form({ name: "" }), 400, "invalid_request", "name required");
});

test("S16 one field of two places is sent to both", async () => {
  await api.twoPlaces({ word: "w" });
  assert.deepEqual([sent()[1], header("X-Word")], ["/two-places?word=w", "w"]);
});

test("S17 embedded structs are flattened, the own field wins", async () => {
  const leaf = { id: "own", mark: "m", name: "n" };
  assert.deepEqual(await api.leaf(leaf), leaf);
  const star = { id: 1, mark: "m", extra: "e" };
  assert.deepEqual(await api.star(star), star);
});

test("S20 dependent fields, ranges and inherited values: the server decides", async () => {
  const paid = { card: "c", code: "123", amount: 98 };
  assert.deepEqual(await api.dependent(paid), paid);
  assert.deepEqual(await api.dependent({ amount: 1 }), { card: "", code: "", amount: 1 });
  await refused(api.dependent({ card: "c", amount: 1 }), 400, "invalid_request", "/code dependency");
  await refused(api.dependent({ amount: 99 }), 400, "invalid_request", "/amount range");
  const order = { currency: "EUR", first: { sku: "s", currency: "USD" } };
  assert.deepEqual(await api.inherit(order), order);
});

test("S25 lists of alternatives are literal unions of their base type", async () => {
  assert.deepEqual(await api.choice({ kind: "book", size: 2, color: ["red", "blue"] }), { kind: "book", size: 2, colors: ["red", "blue"] });
  // @ts-expect-error: not one of them.
  await refused(api.choice({ kind: "boat" }), 400, "invalid_request", "kind options");
  // @ts-expect-error: not one of them, though the server asks the members of a list no more than go-zero does.
  assert.deepEqual((await api.choice({ kind: "book", color: ["green"] })).colors, ["green"]);
  // @ts-expect-error: text where the alternatives are numbers.
  void (() => api.choice({ kind: "book", size: "1" }));
});
