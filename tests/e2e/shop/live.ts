// S37. The stream of order events, while orders come in.
import * as orders from "../../../examples/shop/web/src/api/routes/admin/order.js";
import * as carts from "../../../examples/shop/web/src/api/routes/storefront/cart.js";
import { type Client, createClient, type Middleware } from "../../../examples/shop/web/src/api/runtime/core.js";
import type { StreamEvent } from "../../../examples/shop/web/src/api/runtime/sse.js";
import type { OrderEvent } from "../../../examples/shop/web/src/api/types/admin/order.js";
import { bad, check, first, good, same } from "../kit.js";

/** A client of the stream, and a promise of the moment from which on it hears everything. */
function listener(config: Client): { client: Client; open: Promise<void> } {
  let tell = (): void => {};
  const open = new Promise<void>((resolve) => (tell = resolve));
  const heard: Middleware = async (req, next) => {
    const response = await next(req);
    tell();
    return response;
  };
  return { client: createClient({ ...config, use: [heard, ...(config.use ?? [])] }), open };
}

async function buy(customerId: number, idempotencyKey: string): Promise<string> {
  const { token } = await good(carts.create());
  await good(carts.putLine({ token, sku: "TEA", quantity: 1 }));
  return (await good(carts.checkout({ token, customerId, idempotencyKey }))).id;
}

export async function live(customer: number, config: Client): Promise<void> {
  const { client, open } = listener(config);
  const events = orders.watch({}, { client }).events()[Symbol.asyncIterator]();
  const next = async (): Promise<StreamEvent<OrderEvent>> => {
    const { done, value } = await events.next();
    check(done !== true, "another event");
    return value;
  };
  const waiting = next();
  await open;
  const id = await buy(customer, "live 1");
  const paid = await waiting;
  same([paid.data.orderId, paid.data.kind, paid.data.status, paid.data.total], [id, "paid", "paid", { amount: 450, currency: "EUR" }], "the order");
  await good(orders.cancel({ id }));
  const cancelled = await next();
  same([cancelled.data.orderId, cancelled.data.kind, cancelled.data.status], [id, "cancelled", "cancelled"], "its end");
  // Leaving closes the connection.
  await events.return?.();

  const back = orders.watch({}, { client: config, headers: { "Last-Event-ID": paid.id ?? "" } });
  same((await good(first(back))).kind, "cancelled", "what was missed");
  const only = orders.watch({ kind: "refund" }, { client: config, headers: { "Last-Event-ID": "0" } });
  same((await good(first(only))).kind, "refund", "what was asked for");

  await bad(first(orders.watch({ kind: "moon" } as never, { client: config })), 400, "invalid_request", "query kind options");
  await bad(first(orders.watch({}, { client: { ...config, auth: undefined } })), 401, "unauthenticated");
  await stops(config);
}

/** A signal ends a stream on which nothing happens. */
async function stops(config: Client): Promise<void> {
  const { client, open } = listener(config);
  const stop = new AbortController();
  const waiting = first(orders.watch({}, { client, signal: stop.signal })).result();
  await open;
  stop.abort();
  const outcome = await waiting;
  check(!outcome.ok && outcome.error.kind === "abort", "a stream that was given up");
}
