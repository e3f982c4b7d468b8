// The storefront: search, coupons, a cart, the checkout.
import * as coupons from "../../../examples/shop/web/src/api/routes/admin/coupon.js";
import * as carts from "../../../examples/shop/web/src/api/routes/storefront/cart.js";
import * as front from "../../../examples/shop/web/src/api/routes/storefront.js";
import { bad, check, good, same } from "../kit.js";

/** Buys two pieces of tea and a cup, and gives the order's number. */
export async function storefront(customer: number): Promise<string> {
  same((await good(front.search({ q: "tea" }))).map((p) => p.sku), ["TEA"], "the search");
  await bad(front.search({ q: "", limit: 51 }), 400, "invalid_request", "query q required", "query limit range");
  await good(front.onSale({ sku: "TEA" }));
  const absent = await front.onSale({ sku: "NONE" }).result();
  check(!absent.ok, "no answer body, but a refusal");
  await good(front.subscribe({ email: "lei@example.com", topic: ["news", "sales"], consent: true }));
  await bad(front.subscribe({ email: "lei@example.com", consent: false }), 422, "consent_missing");
  await bad(front.subscribe({ topic: ["news"] } as never), 400, "invalid_request", "form email required", "form consent required");
  await couponRoutes();
  return buy(customer);
}

async function couponRoutes(): Promise<void> {
  same(await good(coupons.create({ code: "TEA10", percent: 10, skus: ["TEA"] })), { code: "TEA10", percent: 10, skus: ["TEA"], maxUses: null, used: 0, enabled: true }, "the coupon");
  await bad(coupons.create({ code: "NIL", percent: 0 }), 400, "invalid_request", "body /percent range");
  await good(coupons.create({ code: "ONCE", percent: 33.5, maxUses: 1, enabled: false }));
  same((await good(coupons.list({ enabled: false }))).map((c) => c.code), ["ONCE"], "the disabled ones");
  await bad(coupons.list({ enabled: "maybe" as never }), 400, "invalid_request", "query enabled type");
  same((await good(coupons.enable({ code: "ONCE", enabled: true }))).enabled, true, "the switch");
  await bad(coupons.enable({ code: "ONCE", enabled: "yes" as never }), 400, "invalid_request", "body /enabled type");
  same((await good(coupons.get({ code: "ONCE" }))).maxUses, 1, "the limit");
  await bad(coupons.get({ code: "once" }), 404, "not_found");
  await good(coupons.remove({ code: "ONCE" }));
  await bad(coupons.remove({ code: "ONCE" }), 404, "not_found");
}

async function buy(customer: number): Promise<string> {
  const { token } = await good(carts.create());
  await bad(carts.create({ currency: "XAU" as never }), 400, "invalid_request", "body /currency options");
  await good(carts.putLine({ token, sku: "CUP", quantity: 1 }));
  same((await good(carts.putLine({ token, sku: "TEA", quantity: 2 }))).total, { amount: 2150, currency: "EUR" }, "the total");
  await bad(carts.putLine({ token, sku: "TEA", quantity: 1000 }), 400, "invalid_request", "body /quantity range");
  same((await good(carts.removeLine({ token, sku: "CUP" }))).lines.map((l) => l.sku), ["TEA"], "what is left");
  await bad(carts.removeLine({ token, sku: "CUP" }), 404, "not_found");
  await good(carts.putLine({ token, sku: "CUP", quantity: 1 }));
  same((await good(carts.applyCoupon({ token, code: "TEA10" }))).total.amount, 2060, "the reduced total");
  await bad(carts.applyCoupon({ token, code: "NONE" }), 404, "not_found");
  const seen = await carts.get({ token }).response();
  same([seen.data.coupon, seen.headers.get("cache-control")], ["TEA10", "no-store"], "the cart, not to be cached");
  await bad(carts.get({ token: "nobody's" }), 404, "not_found");

  await bad(carts.checkout({ token, customerId: customer, gift: { color: "blue" } } as never), 400, "invalid_request", "header Idempotency-Key required", "body /gift/color options");
  const wish = { token, idempotencyKey: "k1", customerId: customer, gift: { message: "生日快乐" } };
  const order = await good(carts.checkout(wish));
  same([order.status, order.total.amount, order.discount?.amount, order.shipTo.city], ["paid", 2060, 90, "Bremen"], "the order");
  same((await good(carts.checkout(wish))).id, order.id, "the same order for the same key");
  await bad(carts.checkout({ ...wish, idempotencyKey: "k2" }), 404, "not_found");
  return order.id;
}
