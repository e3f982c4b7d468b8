// Two words for what every panel does with the page.

/** The one element below `root` that matches; the markup is ours, so a missing one is a mistake of ours. */
export const find = <E extends Element = HTMLElement>(root: ParentNode, selector: string): E => {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};

/** A new element with text or elements in it. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | readonly Node[] = [],
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...(typeof content === "string" ? [content] : content));
  return element;
};

/** `1299 EUR` as a reader wants it. */
export const money = ({ amount, currency }: { readonly amount: number; readonly currency: string }): string =>
  (amount / 100).toLocaleString("en", { style: "currency", currency });
