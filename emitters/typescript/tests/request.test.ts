// What goes over the wire: places, encodings, headers, token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { $digits, $own, $send, type Call, configure, createClient, type Shape } from "../runtime/core.js";
import { $path, type Path } from "../runtime/encode.js";
import { fake, json, type Sent } from "./fake.js";

const sendAll = async (method: string, shape: Shape, config = {}, path = "/x"): Promise<Sent> => {
  const { sent, client } = fake([json(null)], config);
  await ($send("ping", method, path, { client }, shape) as Call<unknown>);
  assert.equal(sent.length, 1);
  return sent[0] as Sent;
};

const refused = async (method: string, shape: Shape, path: Path = "/x"): Promise<string> => {
  const { sent, client } = fake([json(null)]);
  const result = await ($send("ping", method, path, { client }, shape) as Call<unknown>).result();
  assert.ok(!result.ok);
  assert.equal(result.error.kind, "encode");
  assert.equal(sent.length, 0);
  return result.error.message;
};

test("path values are encoded, digits of a bigint stay", () => {
  assert.equal($path(["/a/", "/ ?#%+", "/b/", "名😀"]), "/a/%2F%20%3F%23%25%2B/b/%E5%90%8D%F0%9F%98%80");
  assert.equal($path(["/", 9007199254740993n, "/", true, "/", -1.5, "/?#"]), "/9007199254740993/true/-1.5/?#");
});

test("path values that URL rules would drop are refused before any request", async () => {
  for (const value of ["", ".", ".."]) {
    assert.match(await refused("GET", {}, ["/a/", value]), /path segment .* cannot be sent/);
  }
  assert.equal($path(["/", "..."]), "/...");
  await refused("GET", {}, ["/", Number.NaN]);
  await refused("GET", {}, ["/", "\ud800"]);
});

test("query: set values are sent, unset and empty ones are not, lists repeat their key", async () => {
  const query = {
    a: 0,
    b: false,
    c: "",
    d: undefined,
    e: null,
    f: [],
    g: ["x,y", "&="],
    h: [1n, 2n],
    i: 1e21,
    "a.b": " ",
  };
  const { url } = await sendAll("GET", { query });
  assert.equal(url, "/x?a=0&b=false&g=x%2Cy&g=%26%3D&h=1&h=2&i=1e%2B21&a.b=+");
});

test("query: a map is one JSON text, NaN is refused", async () => {
  assert.equal((await sendAll("GET", { query: { m: { k: [1] } } })).url, `/x?m=${encodeURIComponent('{"k":[1]}')}`);
  assert.match(await refused("GET", { query: { n: Number.NaN } }), /NaN cannot be sent/);
  await refused("GET", { query: { n: [Number.POSITIVE_INFINITY] } });
});

test("without body fields there is no body and no content type", async () => {
  const { body, headers } = await sendAll("POST", {});
  assert.equal(body, null);
  assert.deepEqual(headers, {});
});

test("JSON body: fields as given, undefined left out, {} when all are", async () => {
  const sent = await sendAll("POST", { json: { a: undefined, b: null, ["__proto__"]: 1 } });
  assert.equal(sent.body, '{"b":null,"__proto__":1}');
  assert.equal(sent.headers["content-type"], "application/json");
  assert.equal((await sendAll("DELETE", { json: { a: undefined } })).body, "{}");
  assert.equal((await sendAll("PUT", { json: [1, 2] })).body, "[1,2]");
  assert.equal((await sendAll("PUT", { json: 0 })).body, "0");
});

test("JSON body: numbers that JSON lacks are refused, deep inside, too", async () => {
  assert.match(await refused("POST", { json: { a: [{ b: Number.NaN }] } }), /NaN/);
  await refused("POST", { json: { a: 1n } });
});

test("lists and maps that are one text keep the digits of a bigint", async () => {
  const value = { a: 9007199254740993n, b: [-1n, "1"], c: '"\\udfff1"' };
  assert.equal($digits(value), '{"a":9007199254740993,"b":[-1,"1"],"c":"\\"\\\\udfff1\\""}');
  assert.equal((await sendAll("GET", { headers: { "X-A": $digits([1n, 2, "3"]) } })).headers["x-a"], '[1,2,"3"]');
  assert.deepEqual([$digits(undefined), $digits(null)], [undefined, undefined]);
  assert.throws(() => $digits([Number.NaN]));
});

test("GET and HEAD never have a body", async () => {
  assert.equal((await sendAll("GET", { json: { a: undefined } })).body, null);
  assert.equal((await sendAll("GET", { json: {} })).headers["content-type"], undefined);
  assert.match(await refused("GET", { json: { a: {} } }), /a body of GET cannot be sent/);
  await refused("HEAD", { json: [] });
});

test("form fields alone are a url-encoded body", async () => {
  const { url, body, headers } = await sendAll("POST", { form: { a: 1, b: ["x", "y z"], c: "" } });
  assert.deepEqual([url, String(body)], ["/x", "a=1&b=x&b=y+z"]);
  assert.match(String(headers["content-type"]), /^application\/x-www-form-urlencoded;/);
});

test("headers: text as given, a list is one JSON text, unset ones are left out", async () => {
  const { headers } = await sendAll("GET", {
    headers: { "X-A": "é", "X-B": ["a", "b,c"], "X-C": undefined, "X-D": 0, "X-E": "" },
  });
  assert.deepEqual(headers, { "x-a": "é", "x-b": '["a","b,c"]', "x-d": "0", "x-e": "" });
});

test("headers: characters that cannot be sent are refused, at the end, too", async () => {
  for (const value of ["a\rb", "a\n", "a\0", "名", ["名"]]) {
    assert.match(await refused("GET", { headers: { "X-A": value } }), /header X-A/);
  }
});

test("base URLs join without losing or adding a slash", async () => {
  for (const [baseUrl, url] of [
    ["", "/x/"],
    ["/", "/x/"],
    ["https://h/v1/", "https://h/v1/x/"],
    ["https://h", "https://h/x/"],
  ]) {
    assert.equal((await sendAll("GET", {}, { baseUrl }, "/x/")).url, url);
  }
});

test("the token goes to guarded routes only, unless authAll is set", async () => {
  const token = async (shape: Shape, config: object): Promise<string | undefined> =>
    (await sendAll("GET", shape, config)).headers["authorization"];
  assert.equal(await token({ auth: true }, { auth: "t" }), "Bearer t");
  assert.equal(await token({ auth: true }, { auth: async () => "later" }), "Bearer later");
  assert.equal(await token({ auth: true }, { auth: () => undefined }), undefined);
  assert.equal(await token({}, { auth: "t" }), undefined);
  assert.equal(await token({}, { auth: "t", authAll: true }), "Bearer t");
});

test("an auth function that throws is an encode error with its cause", async () => {
  const auth = (): string => {
    throw new Error("no session");
  };
  const { sent, client } = fake([json(1)], { auth });
  const result = await ($send("ping", "GET", "/x", { client }, { auth: true }) as Call<unknown>).result();
  assert.ok(!result.ok && result.error.kind === "encode");
  assert.equal((result.error.cause as Error).message, "no session");
  assert.equal(sent.length, 0);
});

test("headers of the call win over the contract's, those over the client's", async () => {
  const { sent, client } = fake([json(1)], { headers: { "X-A": "1", "X-B": "1", "X-C": "1" } });
  const headers = { "X-C": "3" };
  await ($send(
    "ping",
    "GET",
    "/x",
    { client, headers },
    { headers: { "X-B": "2", "X-C": "2" } },
  ) as Call<unknown>);
  assert.deepEqual(sent[0]?.headers, { "x-a": "1", "x-b": "2", "x-c": "3" });
});

test("credentials are passed on only when set", async () => {
  assert.equal("credentials" in (await sendAll("GET", {})).init, false);
  assert.equal((await sendAll("GET", {}, { credentials: "include" })).init.credentials, "include");
});

test("configure sets the default client, createClient leaves it alone", async () => {
  const one = fake([json(1)]);
  configure({ ...one.client, baseUrl: "https://one" });
  createClient({ baseUrl: "https://two" });
  await ($send("ping", "GET", "/x", undefined, {}) as Call<unknown>);
  await ($send("ping", "GET", "/x") as Call<unknown>);
  assert.deepEqual(
    one.sent.map(({ url }) => url),
    ["https://one/x", "https://one/x"],
  );
});

test("own fields are told from those that every object seems to have", () => {
  const req: { toString?: (() => string) | undefined } = Object.create(null) as object;
  assert.equal($own(req, "toString"), undefined);
  assert.equal($own({ a: 1 } as { a: number; valueOf: () => object }, "valueOf"), undefined);
  assert.equal($own({ a: 1 }, "a"), 1);
});
