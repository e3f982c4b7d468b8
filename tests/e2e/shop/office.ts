// Settings, the log of changes, reports.
import * as orders from "../../../examples/shop/web/src/api/routes/admin/order.js";
import * as reports from "../../../examples/shop/web/src/api/routes/admin/report.js";
import * as settings from "../../../examples/shop/web/src/api/routes/admin/setting.js";
import * as carts from "../../../examples/shop/web/src/api/routes/storefront/cart.js";
import type { CallOpts } from "../../../examples/shop/web/src/api/runtime/core.js";
import { bad, check, good, same } from "../kit.js";

export async function office(customer: number, lost: CallOpts): Promise<void> {
  await figures(lost);
  const now = await good(settings.get());
  await bad(settings.get(lost), 404, "not_found");
  const extra = { theme: { dark: true, accents: [1, 2.5, "三"] } };
  same((await good(settings.replace({ ...now, open: false, extra }))).extra, extra, "free values");
  await bad(settings.replace({ ...now, holidays: ["2026-12-24"] }), 400, "invalid_request", "body /holidays length");
  await bad(carts.create({}), 409, "shop_closed");
  await good(settings.replace({ ...now, open: true }));
  await secondOrder(customer);

  const log = await good(settings.audit({ operation: "admin.order.ship" }));
  same(log.map((e) => e.status), [400, 200, 200, 200, 409], "what was tried and what worked");
  check(log.every((e) => e.staff === "mei"), "the clerk's name");
  await bad(settings.audit({ after: "yesterday" }), 400, "invalid_request", "query after type");
}

async function figures(lost: CallOpts): Promise<void> {
  const report = await good(reports.sales({ by: "product" }));
  same(report.rows.map((r) => [r.key, r.orders, r.turnover, r.share]), [], "nothing sold once all is paid back");
  check(report.best === undefined, "no best row in an empty report");
  await bad(reports.sales({ by: "moon" as never, currency: "XAU" as never }), 400, "invalid_request", "query by options", "query currency options");
  same((await good(reports.bestsellers())).map((p) => p?.sku), ["TEA", "CUP"], "the bestsellers");
  await bad(reports.bestsellers(lost), 404, "not_found");
  // Eight pieces of tea at 4.50 and two cups at 12.50 are left.
  same(await good(reports.stockValue()), 61, "the value of the stock");
  await bad(reports.stockValue(lost), 404, "not_found");
}

/** An order that is cancelled again, so that its pieces come back. */
async function secondOrder(customer: number): Promise<void> {
  const { token } = await good(carts.create({ currency: "CNY" }));
  await bad(carts.putLine({ token, sku: "CUP", quantity: 1 }), 409, "no_price");
  await good(carts.putLine({ token, sku: "TEA", quantity: 3 }));
  const order = await good(carts.checkout({ token, idempotencyKey: "k9", customerId: customer, express: true }));
  same(order.total, { amount: 11490, currency: "CNY" }, "three pieces and the express fee");
  same((await good(reports.sales({ by: "country", currency: "CNY" }))).rows, [{ key: "DE", orders: 1, turnover: "11490", share: 1 }], "the report");
  same((await good(orders.cancel({ id: order.id, reason: "changed my mind" }))).status, "cancelled", "the status");
  await bad(orders.refund({ id: order.id }), 409, "order_not_paid");
  await bad(orders.ship({ id: order.id, carrier: "ups", tracking: "3" }), 409, "order_not_paid");
  same(await good(reports.stockValue()), 61, "the pieces are back");
}
