// Converted values, without a server. That nothing is lost on the way there and back is the matter of tests/client.rs.
import assert from "node:assert/strict";
import { test } from "node:test";

import { $parse, $write, type Codec } from "../runtime/codec.js";

const item: Codec = () => ({ id: "bigint", raw: "bytes", items: { list: item }, by: { map: "bigint" } });

test("only what is named is converted, digits elsewhere are numbers again", () => {
  const text = '{"id":9007199254740993,"other":9007199254740993,"items":[{"id":1}],"by":{"a":2},"s":"1234567890123456789"}';
  assert.deepEqual($parse(item)(text), {
    id: 9007199254740993n,
    other: 9007199254740992,
    items: [{ id: 1n }],
    by: { a: 2n },
    s: "1234567890123456789",
  });
});

test("JSON of every form is read as JSON.parse reads it", () => {
  for (const text of ['[ ]', '{ "a" : [ 1 , { } ] , "\\"]," : "\\u0041,:" }', '"1"', '["\\\\","a\\\\\\"b,1234567890123456","\\""]', "null", "[[1e16],-0.5]", '{"__proto__":{"x":1}}']) {
    const long = `[${text},"1234567890123456"]`;
    assert.deepEqual($parse({ list: "bigint" })("[]"), []);
    assert.deepEqual($parse(() => ({}))(long), JSON.parse(long));
  }
  for (const text of ["", "[1234567890123456", "{1234567890123456}", "1234567890123456 x"]) {
    assert.throws(() => $parse(item)(text), SyntaxError);
  }
});

test("a long text does not exhaust the stack", () => {
  const value = { s: "1234567890123456\n\"".repeat(500_000), n: "x".repeat(9_000_000) };
  const read = $parse(() => ({ id: "bigint" }))(`{"id":9007199254740993,${JSON.stringify(value).slice(1)}`);
  assert.deepEqual(read, { id: 9007199254740993n, ...value });
});

test("null and absence are left alone, what does not fit throws", () => {
  assert.deepEqual($parse(item)('{"id":null,"items":null}'), { id: null, items: null });
  assert.throws(() => $parse(item)('{"id":1.5}'));
  assert.throws(() => $parse(item)('{"raw":"?"}'));
  assert.deepEqual($parse("digits")("9007199254740993"), "9007199254740993");
});

test("what is no JSON does not become it, and nothing in a list is null", () => {
  // A number may not begin with 0; marked as text it would be one.
  assert.throws(() => $parse("bigint")("0123456789012345678"), SyntaxError);
  assert.equal($write({ list: "bigint" })([[1n, undefined, null, 2n]]), "[1,null,null,2]");
});

test("what is written is JSON with all digits", () => {
  const value = { id: "9007199254740993", gone: undefined, raw: Uint8Array.of(255), items: [{ id: 1n }, null], n: 1 };
  const text = '{"id":9007199254740993,"raw":"/w==","items":[{"id":1},null],"n":1}';
  assert.equal($write(item)([value]), text);
  assert.equal($write("bigint")([0n]), "0");
  assert.throws(() => $write(item)([{ id: "x" }]));
  assert.throws(() => $write(item)([{ other: 1n }]));
});
