// Drives the modules of `query = "tanstack"` through the real library: types fit, argument and signal arrive, keys find.
import { MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";
import * as order from "./shapes/query/admin/order.js";
import * as shapes from "./shapes/query.js";
import { configure } from "./shapes/runtime/core.js";
import { inGroup, keyOf } from "./shapes/runtime/query.js";
import * as items from "./shop/query/items.js";

let calls: string[] = [];
let signal: AbortSignal | null | undefined;
let answer = "[]";
configure({
  baseUrl: "https://h/",
  fetch: async (url, init = {}) => {
    calls.push(`${init.method} ${String(url)} ${String(init.body ?? "")}`.trim());
    signal = init.signal;
    return new Response(answer);
  },
});

const same = (found: unknown, expected: unknown): void => {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`found ${one}\nwant  ${other}`);
};

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
const found = await client.fetchQuery(shapes.search({ text: "a", tags: ["x"] }));
// The data has the type of the route.
const levels: number[] = found.map(({ level }) => level);
same(levels, []);
same(calls, ["GET https://h/search?text=a&tags=x"]);
if (!(signal instanceof AbortSignal)) throw new Error("no signal");

// An equal argument is served from the cache, another one is not; the typed key finds what was kept.
await client.fetchQuery(shapes.search({ tags: ["x"], text: "a" }));
same(calls.length, 1);
await client.fetchQuery(shapes.search({ text: "b" }));
same(calls.length, 2);
same(client.getQueryData(keyOf("search", { text: "b" })), []);
await client.invalidateQueries({ queryKey: keyOf("search") });
await client.fetchQuery(shapes.search({ text: "b" }));
same(calls.length, 3);

// Data must not be undefined; a group is a prefix of operations.
answer = "";
const nothing: null = await client.fetchQuery(order.order());
same(nothing, null);
const groups = client.getQueryCache().findAll(inGroup("admin.order"));
same(
  groups.map(({ queryKey }) => queryKey),
  [["admin.order.order"]],
);

// A bigint has no place in JSON, so keys hold its digits.
same(items.listItems({ limit: 2, kind: ["book"] }).queryKey, ["items.listItems", { limit: 2, kind: ["book"] }]);
same(keyOf("tree", { id: 9007199254740993n, list: [1n] }), ["tree", { id: "9007199254740993", list: ["1"] }]);

// Leaving the query stops the request.
calls = [];
const never = new QueryObserver(client, shapes.search({ text: "c" }, {}));
configure({ fetch: (_url, init = {}) => ((signal = init.signal), new Promise<Response>(() => {})) });
const leave = never.subscribe(() => {});
await new Promise((resolve) => setTimeout(resolve));
leave();
same(signal?.aborted, true);

answer = "true";
configure({
  fetch: async (url, init = {}) => {
    calls.push(`${init.method} ${String(url)} ${String(init.body ?? "")}`);
    return new Response(answer);
  },
});
const mutation = new MutationObserver(client, shapes.emptyPost());
const truth: boolean = await mutation.mutate({});
same([truth, calls], [true, ["POST /empty {}"]]);
const remove = new MutationObserver(client, order.delete_());
await remove.mutate({ "a-b": "x" });
same(calls[1], "DELETE /orders/x ");
client.clear();
