// A customer buys one piece, as the storefront would do it: so that there is something to follow.
import * as customers from "./api/routes/admin/customer.js";
import * as carts from "./api/routes/storefront/cart.js";
import type { Result } from "./api/runtime/core.js";
import type { Order } from "./api/types/admin/order.js";

const SOMEBODY = {
  email: "ada@example.com",
  name: "Ada",
  addresses: { home: { name: "Ada", street: "Wall 1", city: "Bremen", postCode: "28195" } },
};

export const sellOne = async (sku: string): Promise<Result<Order>> => {
  const known = await customers.list({ q: SOMEBODY.email }).result();
  if (!known.ok) return known;
  let [customer] = known.data.items;
  if (!customer) {
    const made = await customers.create(SOMEBODY).result();
    if (!made.ok) return made;
    customer = made.data;
  }
  const cart = await carts.create().result();
  if (!cart.ok) return cart;
  const { token } = cart.data;
  const filled = await carts.putLine({ token, sku, quantity: 1 }).result();
  if (!filled.ok) return filled;
  return carts.checkout({ token, idempotencyKey: crypto.randomUUID(), customerId: customer.id }).result();
};
