// How callers use the client of shop.api: what must type-check, and what must not.
import { errorOf } from "./shop/runtime/core.js";
import * as api from "./shop/api.js";
import type { Item, MoveItemReq } from "./shop/index.js";

const maybe: string | undefined = ["a"][0];
const req: MoveItemReq = { id: 7n, shelf: "A4", amount: 2, trace: maybe };
export const moved: Item = await api.items.moveItem(req);
export const kind: string = moved.kind === "book" ? "known" : moved.kind;
export const page: Item[] = await api.items.listItems();
export const nothing: void = await api.ping({ signal: AbortSignal.timeout(1), timeoutMs: undefined });
const result = await api.items.moveItem({ ...req, id: "9007199254740993" }).result();
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
