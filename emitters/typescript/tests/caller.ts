// How callers use the client of shop.api: what must type-check, and what must not.
import * as shapes from "./shapes/api.js";
import type { Blob as Contract, Tree } from "./shapes/index.js";
import * as api from "./shop/api.js";
import type { Item, MoveItemReq } from "./shop/index.js";
import { createClient, errorOf } from "./shop/runtime/core.js";
import { withRetry } from "./shop/runtime/retry.js";

const maybe: string | undefined = ["a"][0];
const req: MoveItemReq = { id: 7n, shelf: "A4", amount: 2, trace: maybe };
export const moved: Item = await api.items.moveItem(req);
export const kind: string = moved.kind === "book" ? "known" : moved.kind;
export const page: Item[] = await api.items.listItems();
export const nothing: void = await api.ping({ signal: AbortSignal.timeout(1), timeoutMs: undefined });
const client = createClient({ baseUrl: "/", auth: async () => maybe, use: [withRetry({ max: 1 })] });
const result = await api.items.moveItem({ ...req, id: "9007199254740993" }, { client }).result();
if (!result.ok && result.error.kind === "problem") console.log(result.error.problem.violations?.[0]?.field);
// @ts-expect-error the id is required
api.items.moveItem({ shelf: "A4", amount: 2 });
// @ts-expect-error no route of the contract declares errors
if (!result.ok && result.error.kind === "http") console.log(1);
// @ts-expect-error not among the options of the request
api.items.listItems({ kind: ["pen"] });
try {
  await api.ping();
} catch (caught) {
  if (errorOf(api.ping, caught)?.kind === "timeout") console.log("slow");
}

const tree: Tree = await shapes.tree({ name: "a", children: [], byName: {}, pair: [1, 2], raw: "" });
export const parent: string | undefined = tree.parent?.name;
export const forest: Record<string, Tree[]> = await shapes.trees([]);
await shapes.trees2({ id: "1", body: [] });
await shapes.sharedId({ id: 1, name: "n" });
await shapes.sharedOther({ other: "o", extra: "e", name: "n" });
// @ts-expect-error the other parameter belongs to the other route
await shapes.sharedId({ id: 1, other: "o", name: "n" });
await shapes.headers({ number: 1n, list: ["a"] });
await shapes.adminOrder_();
await shapes.adminOrder.delete_({ "a-b": "x" });
export const found: number[] = (await shapes.search({ tags: ["a"] })).map(({ level }) => level);

for await (const { size } of shapes.watch({ id: "1" }, { signal: AbortSignal.timeout(9), reconnect: { max: 5 } })) {
  console.log(size.toFixed());
}
for await (const { data, id, event } of shapes.watchAll({ text: "a" }).events()) {
  console.log(data.toFixed(), id?.length, event.length);
}
try {
  for await (const _ of shapes.watch({ id: "1" }, { idleMs: 1 })) break;
} catch (caught) {
  if (errorOf(shapes.watch, caught)?.kind === "network") console.log("lost");
}
const photo = new Blob(["x"], { type: "image/png" });
export const stored: Contract = await shapes.upload({ album: "a", photo, tags: ["b"], thumb: maybe ? photo : undefined });
// @ts-expect-error a file is no text
await shapes.upload({ album: "a", photo: "x" });
