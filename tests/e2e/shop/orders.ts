// Orders, from payment to refund.
import * as customers from "../../../examples/shop/web/src/api/routes/admin/customer.js";
import * as routes from "../../../examples/shop/web/src/api/routes/admin/order.js";
import type { CallOpts } from "../../../examples/shop/web/src/api/runtime/core.js";
import { bad, good, same } from "../kit.js";

export async function orders(id: string, lost: CallOpts): Promise<void> {
  same((await good(routes.list({ status: ["paid", "shipped"], sku: "TEA" }))).items.map((o) => o.id), [id], "the order found");
  await bad(routes.list({ size: 0, customerId: "x" }), 400, "invalid_request", "query size range", "query customerId type");
  same(await good(routes.count()), { paid: 1 }, "the count");
  await bad(routes.count(lost), 404, "not_found");
  const order = await good(routes.get({ id }));
  same(order.lines.map((l) => [l.sku, l.quantity, l.price.amount]), [["CUP", 1, 1250], ["TEA", 2, 450]], "the lines");
  await bad(routes.get({ id: 1 }), 404, "not_found");
  await bad(customers.remove({ id: order.customerId }), 409, "has_orders");

  same((await good(routes.update({ id, shipTo: { ...order.shipTo, city: "Hamburg" } }))).shipTo.city, "Hamburg", "the new city");
  await bad(routes.update({ id, shipTo: { name: "x" } } as never), 400, "invalid_request", "body /shipTo/street required", "body /shipTo/city required", "body /shipTo/postCode required");
  await notes(id);
  await shipping(id);
}

async function notes(id: string): Promise<void> {
  const note = await good(routes.addNote({ id, author: "mei", text: "小心轻放" }));
  same(note, { id: note.id, text: "小心轻放", author: "mei" }, "a note without what is empty");
  await bad(routes.addNote({ id } as never), 400, "invalid_request", "body /text required");
  same((await good(routes.notes({ id }))).map((n) => [n.text, n.pinned ?? false]), [["red paper: 生日快乐", true], ["小心轻放", false]], "the notes");
  await bad(routes.notes({ id: 1 }), 404, "not_found");
  await good(routes.removeNote({ id, noteId: note.id }));
  await bad(routes.removeNote({ id, noteId: note.id }), 404, "not_found");
}

async function shipping(id: string): Promise<void> {
  await bad(routes.ship({ id, notify: "perhaps" as never, carrier: "mule" as never, tracking: "1" }), 400, "invalid_request", "query notify type", "body /carrier options");
  const part = await good(routes.ship({ id, carrier: "dhl", tracking: "1", quantities: { TEA: 2 }, idempotencyKey: "s1" }));
  same([part.status, part.parcels?.length], ["paid", 1], "a part");
  same((await good(routes.ship({ id, carrier: "dhl", tracking: "1", quantities: { TEA: 2 }, idempotencyKey: "s1" }))).parcels?.length, 1, "still one parcel");
  same((await good(routes.ship({ id, carrier: "sf", tracking: "2", notify: false }))).status, "shipped", "all sent");
  await bad(routes.cancel({ id }), 409, "order_shipped");
  await bad(routes.refund({ id, amount: 100 }), 400, "invalid_request", "body /reason dependency");
  same((await good(routes.refund({ id, amount: 100, reason: "scratched" }))).status, "shipped", "a part paid back");
  same((await good(routes.refund({ id }))).status, "refunded", "all paid back");
}
