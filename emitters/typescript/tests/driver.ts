// Drives the client of shapes.api against a fetch that records: every value must travel at its place, under its wire name.
import * as shapes from "./shapes/api.js";
import { configure } from "./shapes/runtime/core.js";

/** The body as text; of a form the parts. */
const written = async (body: unknown): Promise<string> => {
  if (!(body instanceof FormData)) return String(body ?? "");
  const parts: Promise<string>[] = [];
  const file = async (value: File): Promise<string> => `${value.name}:${value.type}:${await value.text()}`;
  const part = async (name: string, value: string | File): Promise<string> =>
    `${name}=${typeof value === "string" ? value : await file(value)}`;
  body.forEach((value, name) => parts.push(part(name, value)));
  return (await Promise.all(parts)).join("&");
};

let sent = "";
let answer = "null";
configure({
  baseUrl: "https://h/",
  fetch: async (url, init = {}) => {
    sent = [init.method, String(url), await written(init.body)].join(" ").trim();
    new Headers(init.headers).forEach((value, name) => (sent += ` ${name}=${value}`));
    return new Response(answer, { status: 200 });
  },
});

const same = async (call: PromiseLike<unknown>, expected: string): Promise<void> => {
  await call;
  if (sent !== expected) throw new Error(`sent ${sent}\nwant ${expected}`);
};
const json = "content-type=application/json";

await same(shapes.trees2({ id: "a/b", body: [] }), `POST https://h/trees/a%2Fb [] ${json}`);
await same(shapes.emptyGet(), "GET https://h/empty");
await same(shapes.emptyPost(), `POST https://h/empty {} ${json}`);
// What every object seems to have is sent only if it was given, and under its own name.
await same(
  shapes.inherited({ constructor: "c" } as Parameters<typeof shapes.inherited>[0]),
  "GET https://h/inherited?constructor=c",
);
const given = JSON.parse('{"toString":"t","__proto__":"p","constructor":"c"}') as Parameters<
  typeof shapes.inherited
>[0];
await same(shapes.inherited(given), "GET https://h/inherited?toString=t&__proto__=p&constructor=c");
await same(shapes.allInherited(), `POST https://h/inherited {} ${json}`);
await same(
  shapes.sharedOther({ other: "o", extra: "e", name: "n" }),
  `POST https://h/shared2/o/e {"name":"n"} ${json}`,
);
await same(
  shapes.headers({ number: 9007199254740993n, list: ["a", "b"], flag: false }),
  'DELETE https://h/headers x-flag=false x-list=["a","b"] x-number=9007199254740993',
);
await same(shapes.search({ text: "", tags: ["a", "b"] }), "GET https://h/search?tags=a&tags=b");
await same(shapes.head({ text: "x" }), "HEAD https://h/head?text=x");
await same(shapes.adminOrder_(), "OPTIONS https://h/");
await same(shapes.adminOrder.delete_({ "a-b": "x y" }), "DELETE https://h/orders/x%20y");

const photo = new Blob(["bytes"], { type: "image/png" });
const album = "x/y";
await same(shapes.upload({ album, photo }), "POST https://h/albums/x%2Fy photo=blob:image/png:bytes");
await same(
  shapes.upload({ album, title: "é", tags: ["a", "b,c"], photo: new File(["f"], "f.txt"), thumb: photo }),
  "POST https://h/albums/x%2Fy title=é&tags=a&tags=b,c&photo=f.txt::f&thumb=blob:image/png:bytes",
);

// A map fits no query, and GET has no body.
const refused = await shapes.search({ meta: { a: "b" } }).result();
if (refused.ok || refused.error.kind !== "encode") throw new Error("a body on GET");
answer = '{"level":4,"inner":{"deep":[{"value":"9007199254740993"}]}}';
const wrapped = await shapes.wrapped({ level: 1, inner: { deep: [{ value: "9007199254740993" }] } });
if (wrapped.inner.deep[0]?.value !== "9007199254740993" || wrapped.level !== 4)
  throw new Error("digits or an unknown value lost");

configure({
  fetch: async (url, init = {}) => {
    sent = [init.method, String(url), init.body ?? ""].join(" ").trim();
    return new Response('data: {"size":4}\n\n', { headers: { "Content-Type": "text/event-stream" } });
  },
});
const sizes: number[] = [];
for await (const { size } of shapes.watch({ id: "a b" })) sizes.push(size);
await same(Promise.resolve(), "GET /watch/a%20b");
if (sizes[0] !== 4) throw new Error(`a stream of ${sizes.join()}`);
for await (const { data } of shapes.watchAll({ text: "x" }).events()) if (!data) throw new Error("no data");
await same(Promise.resolve(), `POST /watch {"text":"x"}`);
