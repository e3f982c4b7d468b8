// Customers.
import * as customers from "../../../examples/shop/web/src/api/routes/admin/customer.js";
import { bad, check, good, same } from "../kit.js";

/** Leaves one customer with a home address, and gives the number. */
export async function people(): Promise<number> {
  const home = { name: "Li Lei", street: "Teestraße 1", city: "Bremen", postCode: "28195" };
  const lei = await good(customers.create({ email: "lei@example.com", name: "Li Lei", language: "zh", addresses: { home } }));
  same([lei.level, lei.newsletter, lei.birthday, lei.addresses["home"]?.country], [1, false, null, "DE"], "the new customer");
  await bad(customers.create({ email: "lei@example.com", name: "Another" }), 409, "email_taken");
  await bad(customers.create({ email: null, name: "Nobody", addresses: { home: { name: "x" } } } as never), 400, "invalid_request",
    "body /email null", "body /addresses/home/street required", "body /addresses/home/city required", "body /addresses/home/postCode required");

  same((await good(customers.update({ id: lei.id, email: "lei@example.com", name: "李雷", language: "zh", level: 2, birthday: "1990-01-01" }))).level, 2, "the level");
  await bad(customers.update({ id: lei.id, email: "lei@example.com", name: "李雷", level: 4 as never }), 400, "invalid_request", "body /level options");
  const lucy = await good(customers.create({ email: "lucy@example.com", name: "Lucy" }));
  same((await good(customers.list({ q: "LUCY", level: [1, 3] }))).items.map((c) => c.id), [lucy.id], "the customer found");
  await bad(customers.list({ size: 0 }), 400, "invalid_request", "query size range");

  same(Object.keys(await good(customers.putAddress({ id: lei.id, kind: "work", ...home, phone: "+49 421 1" }))), ["home", "work"], "the kinds");
  await bad(customers.putAddress({ id: lei.id, kind: "moon" as never, ...home }), 400, "invalid_request", "path kind options");
  same((await good(customers.get({ id: lei.id }))).addresses["work"]?.phone, "+49 421 1", "the phone");
  await bad(customers.get({ id: 999 }), 404, "not_found");

  await good(customers.merge({ id: lei.id, others: [lucy.id], dryRun: true }));
  same((await good(customers.list())).total, 2, "both still there after a dry run");
  await good(customers.merge({ id: lei.id, others: [lucy.id] }));
  await bad(customers.merge({ id: lei.id, others: [lucy.id] }), 404, "not_found");
  const brief = await good(customers.create({ email: "brief@example.com", name: "Brief" }));
  await good(customers.remove({ id: brief.id }));
  await bad(customers.remove({ id: brief.id }), 404, "not_found");
  check(lei.createdAt.endsWith("Z"), "a time in UTC");
  return lei.id;
}
