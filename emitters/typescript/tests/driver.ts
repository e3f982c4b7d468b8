// Drives the client of shapes.api against a fetch that records: every value must travel at its place, under its wire name.
import * as shapes from "./shapes/api.js";
import { configure } from "./shapes/runtime/core.js";

let sent = "";
let answer = "null";
configure({
  baseUrl: "https://h/",
  fetch: async (url, init = {}) => {
    sent = [init.method, String(url), init.body ?? ""].join(" ").trim();
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

// A map fits no query, and GET has no body.
const refused = await shapes.search({ meta: { a: "b" } }).result();
if (refused.ok || refused.error.kind !== "encode") throw new Error("a body on GET");
answer = '{"level":4,"inner":{"deep":[{"value":"9007199254740993"}]}}';
const wrapped = await shapes.wrapped({ level: 1, inner: { deep: [{ value: "9007199254740993" }] } });
if (wrapped.inner.deep[0]?.value !== "9007199254740993" || wrapped.level !== 4)
  throw new Error("digits or an unknown value lost");
