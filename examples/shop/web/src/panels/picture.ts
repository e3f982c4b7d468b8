// Uploads the picture of a product.
import { putPicture } from "../api/routes/catalog/product.js";
import { find } from "../dom.js";
import { answer } from "../failure.js";

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  const form = find<HTMLFormElement>(root, "form");
  const figure = find(root, "figure");
  const submit = async (): Promise<void> => {
    const fields = new FormData(form);
    const picture = fields.get("picture") as File;
    const tried = await putPicture({ sku: `${fields.get("sku")}`, picture, text: `${fields.get("text")}` }).result();
    answer(form, tried.ok ? undefined : tried.error);
    if (!tried.ok) return;
    const { url, type, bytes, text = "" } = tried.data;
    // The address stays when the picture changes.
    Object.assign(find<HTMLImageElement>(figure, "img"), { src: `${url}?${Date.now()}`, alt: text });
    find(figure, "figcaption").textContent = `${type}, ${bytes} bytes, at ${url}`;
    figure.hidden = false;
    form.reset();
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), void submit()), { signal });
};
