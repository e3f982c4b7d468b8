// The list of products, with what can be done to each.
import { move } from "../api/routes/admin/stock.js";
import { list } from "../api/routes/catalog/product.js";
import type { Result } from "../api/runtime/core.js";
import type { ListProductsReq, ProductSummary } from "../api/types/catalog/product.js";
import { find, make, money } from "../dom.js";
import { show } from "../failure.js";
import { sellOne } from "../sale.js";
import { bus, session } from "../session.js";

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  const form = find<HTMLFormElement>(root, "form");
  const render = async (): Promise<void> => {
    const fields = new FormData(form);
    const sort = fields.get("sort") as NonNullable<ListProductsReq["sort"]>;
    const page = await list({ q: `${fields.get("q")}`, sort, language: document.documentElement.lang }, { signal }).result();
    if (signal.aborted) return;
    show(root, page.ok ? undefined : page.error);
    if (!page.ok) return;
    find(root, "output").textContent = `${page.data.total} in all`;
    find(root, "tbody").replaceChildren(...page.data.items.filter((item) => item !== null).map((item) => row(root, item)));
  };
  form.addEventListener("input", () => void render(), { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const event of ["session", "products"]) bus.addEventListener(event, () => void render(), { signal });
  void render();
};

const row = (root: HTMLElement, { sku, name, tags = [], price }: ProductSummary): HTMLElement => {
  const action = (text: string, work: () => PromiseLike<Result<unknown>>): HTMLElement => {
    const button = make("button", text, { type: "button", disabled: session() === undefined });
    button.addEventListener("click", async () => {
      button.disabled = true;
      const done = await work();
      show(root, done.ok ? undefined : done.error);
      button.disabled = false;
    });
    return button;
  };
  return make("tr", [
    make("td", [make("code", sku)]),
    make("td", name),
    make("td", tags.map((tag) => make("i", tag))),
    make("td", money(price), { className: "amount" }),
    make("td", [
      action("Take in 10", () => move({ sku, to: "main", quantity: 10 }).result()),
      action("Sell one", () => sellOne(sku)),
    ]),
  ]);
};
