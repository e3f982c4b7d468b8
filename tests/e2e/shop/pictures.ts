// S13. Uploads: the picture of a product, its views, and what is no picture.
import * as products from "../../../examples/shop/web/src/api/routes/catalog/product.js";
import type { CallOpts } from "../../../examples/shop/web/src/api/runtime/core.js";
import { bad, check, good, same } from "../kit.js";

/** A PNG file, as far as its first bytes say. */
const png = (length: number): Blob => {
  const bytes = new Uint8Array(length);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Blob([bytes], { type: "image/png" });
};

export async function pictures(base: string, stranger: CallOpts): Promise<void> {
  // Beyond 64 KiB the server keeps an upload on disk.
  const picture = await good(products.putPicture({ sku: "TEA", picture: png(100_000), text: "绿茶" }));
  same(picture, { url: "/pictures/TEA", type: "image/png", bytes: 100_000, text: "绿茶" }, "the picture");
  const shown = await fetch(base + picture.url);
  same([shown.status, shown.headers.get("content-type"), (await shown.arrayBuffer()).byteLength], [200, "image/png", 100_000], "what is shown");
  const none = await fetch(`${base}/pictures/CUP`);
  same([none.status, (await none.json() as { instance: string }).instance], [404, "/pictures/CUP"], "no picture of the cup, as any failure");

  same(await good(products.putPicture({ sku: "TEA", picture: new File([new Uint8Array([0xff, 0xd8, 0xff])], "a.gif") })),
    { url: "/pictures/TEA", type: "image/jpeg", bytes: 3 }, "another one, by what is in it");
  await sides(base);
  await bad(products.putPicture({ sku: "TEA", picture: new Blob(["<script>"], { type: "image/png" }) }), 422, "not_a_picture");
  await bad(products.putPicture({ sku: "TEA" } as never), 400, "invalid_request", "form picture required");
  await bad(products.putPicture({ sku: "TEA", picture: "picture.png" } as never), 400, "invalid_request", "form picture type");
  await bad(products.putPicture({ sku: "NONE", picture: png(8) }), 404, "not_found");
  await bad(products.putPicture({ sku: "TEA", picture: png(300_000) }), 413, "body_too_large");
  await bad(products.putPicture({ sku: "TEA", picture: png(8) }, stranger), 401, "unauthenticated");
  same((await fetch(base + picture.url)).headers.get("content-type"), "image/jpeg", "what was refused changed nothing");
}

/** Many files under one name, each under its own kind; none is as good as leaving them out. */
async function sides(base: string): Promise<void> {
  const picture = new Blob([new Uint8Array([0xff, 0xd8, 0xff])]);
  const seen = await good(products.putPicture({ sku: "TEA", picture, view: [png(9), picture, png(70_000)] }));
  same(seen, { url: "/pictures/TEA", type: "image/jpeg", bytes: 3, views: 3 }, "three views");
  const views = await Promise.all([0, 1, 2].map(async (view) => (await fetch(`${base}${seen.url}/${view}`)).arrayBuffer()));
  same(views.map((view) => view.byteLength), [9, 3, 70_000], "the views in order");
  check((await fetch(`${base}${seen.url}/3`)).status === 404, "no fourth view");
  same((await good(products.putPicture({ sku: "TEA", picture, view: [] }))).views, undefined, "no views");
  await bad(products.putPicture({ sku: "TEA", picture, view: [png(8), new Blob(["GIF89a"])] }), 422, "not_a_picture");
  await bad(products.putPicture({ sku: "TEA", picture, view: ["picture.png"] } as never), 400, "invalid_request", "form view type");
}
