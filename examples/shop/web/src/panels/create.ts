// A new product: what is wrong is marked where it was typed, while typing and by the server's answer.
import { create } from "../api/routes/catalog/product.js";
import { productInputRules } from "../api/rules/catalog/product.js";
import { check } from "../api/runtime/rules.js";
import type { ProductInput } from "../api/types/catalog/product.js";
import { find } from "../dom.js";
import { answer, mark } from "../failure.js";
import { bus } from "../session.js";

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  const form = find<HTMLFormElement>(root, "form");
  const said = find(form, "output");
  // Nobody likes to be told about a field that they have not come to.
  const judge = (): void => {
    mark(form, check(productInputRules, product(form)).filter(({ field }) => input(form, field)?.dataset["typed"]));
  };
  const submit = async (): Promise<void> => {
    const tried = await create(product(form)).result();
    answer(form, tried.ok ? undefined : tried.error);
    said.textContent = tried.ok ? `${tried.data.sku} is in the catalog.` : "";
    if (!tried.ok) return;
    form.reset();
    bus.dispatchEvent(new Event("products"));
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), void submit()), { signal });
  form.addEventListener("reset", () => form.querySelectorAll("input").forEach(({ dataset }) => delete dataset["typed"]), { signal });
  form.addEventListener(
    "input",
    ({ target }) => {
      if (target instanceof HTMLInputElement) target.dataset["typed"] = "yes";
      said.textContent = "";
      judge();
    },
    { signal },
  );
  judge();
};

const input = (form: HTMLFormElement, pointer: string): HTMLInputElement | null =>
  form.querySelector(`[name="${pointer}"]`);

/** What was typed, right or wrong: the server says all that it finds at once. */
const product = (form: HTMLFormElement): ProductInput => {
  const text = (pointer: string): string => input(form, pointer)?.value.trim() ?? "";
  // Nothing typed is nothing sent.
  const number = (pointer: string): number | undefined => (text(pointer) === "" ? undefined : Number(text(pointer)));
  const size = { width: number("/size/width"), height: number("/size/height"), depth: number("/size/depth") };
  return {
    sku: text("/sku"),
    name: text("/name"),
    status: "active",
    price: { amount: number("/price/amount"), currency: text("/price/currency") },
    taxClass: number("/taxClass"),
    tags: text("/tags").split(/[\s,]+/).filter(Boolean),
    size: Object.values(size).some((side) => side !== undefined) ? size : undefined,
  } as ProductInput;
};
