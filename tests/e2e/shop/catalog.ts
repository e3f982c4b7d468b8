// Categories, products and stock.
import * as categories from "../../../examples/shop/web/src/api/routes/catalog/category.js";
import * as products from "../../../examples/shop/web/src/api/routes/catalog/product.js";
import * as stock from "../../../examples/shop/web/src/api/routes/admin/stock.js";
import { bad, check, good, same } from "../kit.js";

/** Leaves two products on sale, `TEA` and `CUP`, with ten and three pieces. */
export async function catalog(): Promise<void> {
  const drinks = await categoryTree();
  await productsIn(drinks);
  await pieces();
}

async function categoryTree(): Promise<number> {
  const [drinks] = await good(categories.importTrees([{ name: "Drinks", children: [{ name: "Tea", children: [{ name: "绿茶" }] }] }]));
  check(drinks !== undefined, "a tree");
  const tea = drinks.children[0];
  check(tea !== undefined, "a child");
  same(tea.children[0]?.name, "绿茶", "the leaf");
  await bad(categories.importTrees([{ name: "A", children: [{}] }] as never), 400, "invalid_request", "body /0/children/0/name required");

  await bad(categories.importTrees([{ name: "x".repeat(65_536) }]), 413, "body_too_large");

  const cups = await good(categories.create({ name: "Cups" }));
  await bad(categories.create({ name: "Orphan", parentId: 999 }), 404, "not_found");
  same((await good(categories.list({ parentId: drinks.id }))).map((c) => c.name), ["Tea"], "the children");
  same((await good(categories.list())).length, 4, "all categories");
  await bad(categories.list({ page: 0, size: 101 }), 400, "invalid_request", "query page range", "query size range");
  same((await good(categories.tree({ depth: 1 }))).map((n) => [n.name, n.children.length]), [["Drinks", 0], ["Cups", 0]], "one level");
  await bad(categories.tree({ depth: 300 }), 400, "invalid_request", "query depth type");

  const moved = await good(categories.update({ id: cups.id, name: "Cups & pots", parentId: drinks.id }));
  same([moved.name, moved.parentId, moved.revision], ["Cups & pots", drinks.id, 2], "the moved category");
  await bad(categories.update({ id: drinks.id, parentId: tea.id }), 409, "below_itself");
  same((await good(categories.get({ id: tea.id }))).parent?.name, "Drinks", "the way up");
  await bad(categories.get({ id: "ten" }), 400, "invalid_request", "path id type");
  await bad(categories.get({ id: "9007199254740993" }), 404, "not_found");
  await bad(categories.remove({ id: tea.id }), 409, "category_not_empty");
  await good(categories.remove({ id: tea.id, recursive: true }));
  return drinks.id;
}

async function productsIn(category: number): Promise<void> {
  const tea = await good(products.create({ sku: "TEA", name: "Green tea", price: { amount: 450, currency: "EUR" }, categoryIds: [category] }));
  same([tea.status, tea.taxClass, tea.tags, tea.attributes, tea.size, tea.revision], ["draft", 19, [], {}, null, "1"], "the defaults");
  const size = { width: 80, height: 95.5, depth: 80, weight: 0.25 };
  const cup = { sku: "CUP", name: "Cup", price: { amount: 1250, currency: "EUR" as const }, size, attributes: { color: "白" }, status: "active" as const };
  same((await good(products.create(cup))).size, size, "the size");
  await bad(products.create(cup), 409, "sku_taken");
  await bad(products.create({ ...cup, taxClass: 8 as never, size: { width: 0, height: 1, depth: 1 }, revision: "x" }), 400, "invalid_request", "body /taxClass options", "body /size/width range", "body /revision type");

  const active = await good(products.update({ sku: "TEA", revision: 1, status: "active", tags: ["hot"] }));
  same([active.status, active.tags, active.name, active.revision], ["active", ["hot"], "Green tea", "2"], "what changed, and what did not");
  await bad(products.update({ sku: "TEA", revision: 1, name: "Late" }), 412, "revision_conflict");
  same((await good(products.replace({ sku: "TEA", product: { ...active, name: "Green tea 绿茶" } }))).revision, "3", "the revision");
  await bad(products.replace({ sku: "TEA", product: { ...active } }), 409, "revision_conflict");
  same((await good(products.get({ sku: "TEA" }))).name, "Green tea 绿茶", "the new name");
  await bad(products.get({ sku: "a/b" }), 404, "not_found");

  const page = await good(products.list({ sort: "price", desc: true, size: 1, language: "de" }));
  same([page.total, page.items.map((p) => p?.sku)], [2, ["CUP"]], "the first page");
  same((await good(products.list({ tag: ["hot"], minPrice: 1, maxPrice: 450 }))).items.map((p) => p?.sku), ["TEA"], "the filtered list");
  await bad(products.list({ minPrice: -1, sort: "age" as never }), 400, "invalid_request", "query minPrice range", "query sort options");
  same(await good(products.setPrice({ sku: "TEA", currency: "CNY", amount: 3500 })), { CNY: { amount: 3500, currency: "CNY" }, EUR: { amount: 450, currency: "EUR" } }, "both prices");
  await bad(products.setPrice({ sku: "TEA", currency: "GBP" as never, amount: 0 }), 400, "invalid_request", "path currency options", "body /amount range");
  same(Object.keys(await good(products.prices({ sku: "TEA" }))), ["CNY", "EUR"], "the currencies");
  await bad(products.prices({ sku: "NONE" }), 404, "not_found");
  same(await good(products.retag({ TEA: ["hot", "green"], CUP: [] })), { CUP: [], TEA: ["hot", "green"] }, "the tags");
  await bad(products.retag({ TEA: 7 } as never), 400, "invalid_request", "body /TEA type");
  await good(products.create({ sku: "OLD", name: "Old", price: { amount: 1, currency: "USD" } }));
  await good(products.remove({ sku: "OLD" }));
  await bad(products.remove({ sku: "OLD" }), 404, "not_found");
}

async function pieces(): Promise<void> {
  await good(stock.move({ sku: "TEA", to: "north", quantity: 10 }));
  await good(stock.move({ sku: "CUP", to: "north", quantity: 4 }));
  same(await good(stock.move({ sku: "TEA", from: "north", to: "south", quantity: 4 })), { sku: "TEA", total: 10, warehouses: { north: 6, south: 4 } }, "the stock");
  await bad(stock.move({ sku: "TEA", from: "south", to: "north", quantity: 5 }), 409, "out_of_stock");
  same((await good(stock.get({ sku: "CUP" }))).total, 4, "the pieces");
  await bad(stock.get({ sku: "NONE" }), 404, "not_found");
  same((await good(stock.low())).map((s) => s.sku), ["CUP"], "what runs out");
  same((await good(stock.low({ below: 5, warehouse: ["south"] }))).map((s) => s.sku), ["CUP", "TEA"], "what runs out in the south");
  await bad(stock.low({ below: 70_000 }), 400, "invalid_request", "query below type");
  same(await good(stock.count({ clerk: "mei", counted: { north: { CUP: 3, TEA: 6 } } })), [{ warehouse: "north", sku: "CUP", booked: 4, counted: 3 }], "the difference");
  await bad(stock.count({ clerk: "mei", counted: { north: { CUP: "three" } } } as never), 400, "invalid_request", "body /counted/north/CUP type");
}
