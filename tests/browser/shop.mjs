// The day of a front-end developer with the shop's page: CHROMIUM PAGE PROJECT SCREENSHOT.
// Says when the server is to be started anew. It runs behind the page, `apic watch` and Vite's hot reload run over PROJECT.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { browse, check, same } from "./kit.mjs";

const [, , chromium, address, project, screenshot] = process.argv;

await browse(chromium, "shop", async (page) => {
  await page.goto(address);
  for (const step of [signIn, complain, create, list, sell, upload, comeBack, hotReload]) {
    await step(page);
    console.log(`done: ${step.name}`);
  }
  await page.screenshot({ path: screenshot, fullPage: true });
});

/** A wrong password is refused in words; the right one opens what is guarded. */
async function signIn(page) {
  const account = page.locator("#account");
  const submit = async (password) => {
    await account.getByLabel("Name").fill("mei");
    await account.getByLabel("Password").fill(password);
    await account.getByRole("button", { name: "Sign in" }).click();
  };
  await submit("wrong");
  await account.locator(".failure:not(:empty)").waitFor();
  check(await page.locator("#orders output").textContent() === "sign in to follow them", "no stream yet");
  const stream = (answer) => answer.url().includes("/orders/events") && answer.ok();
  await Promise.all([page.waitForResponse(stream), submit("green tea")]);
  await account.getByText("mei, manager").waitFor();
}

/** While typing, the rules of the contract speak up; only about what was typed. */
async function complain(page) {
  const amount = page.locator("#create [name='/price/amount']");
  await amount.fill("-5");
  await page.locator("#create [name='/price/amount'] + .refusal", { hasText: "must be from 0 to 1000000000" }).waitFor();
  same(await page.locator("#create [aria-invalid]").count(), 1, "the number of marks");
  await amount.fill("");
}

/** Every field that the server refuses is marked, and no other; the marks go when it is content. */
async function create(page) {
  const form = page.locator("#create form");
  const fill = async (values) => {
    for (const [pointer, value] of Object.entries(values)) await form.locator(`[name="${pointer}"]`).fill(value);
    await form.getByRole("button", { name: "Add" }).click();
  };
  const marked = () => form.locator("[aria-invalid]").evaluateAll((inputs) => inputs.map((input) => `${input.name}: ${input.nextElementSibling?.textContent}`));
  const tea = { "/sku": "TEA", "/name": "Green tea", "/tags": "hot, new" };
  await fill({ ...tea, "/price/amount": "-1", "/price/currency": "GBP", "/taxClass": "8", "/size/width": "0" });
  // Some are marked while they are typed: all of them stand when the server has answered.
  await form.getByText("Invalid request").waitFor();
  same(
    await marked(),
    [
      "/price/amount: must be from 0 to 1000000000",
      "/price/currency: must be one of: CNY, EUR, USD",
      "/taxClass: must be one of: 0, 7, 19",
      "/size/width: must be greater than 0 and at most 10000",
      "/size/height: is required",
      "/size/depth: is required",
    ],
    "the marked fields",
  );
  await fill({ "/price/amount": "450", "/price/currency": "EUR", "/taxClass": "7", "/size/width": "80", "/size/height": "95.5", "/size/depth": "80" });
  await form.getByText("TEA is in the catalog.").waitFor();
  same(await marked(), [], "the marked fields");
  await fill({ ...tea, "/price/amount": "500" });
  await form.getByText("there is a product TEA already").waitFor();
  await fill({ "/sku": "CUP", "/name": "Cup", "/price/amount": "1250", "/tags": "" });
  await form.getByText("CUP is in the catalog.").waitFor();
}

/** The list asks again with every letter. */
async function list(page) {
  const products = page.locator("#products");
  const names = () => products.locator("tbody tr td:nth-child(2)").allTextContents();
  await products.getByText("2 in all").waitFor();
  same(await names(), ["Cup", "Green tea"], "newest first");
  same(await products.locator("tbody .amount").allTextContents(), ["€12.50", "€4.50"], "the prices");
  await products.getByLabel("Part of the name").fill("tea");
  await products.getByText("1 in all").waitFor();
  same(await names(), ["Green tea"], "what was looked for");
  await products.getByLabel("Part of the name").fill("");
  await products.getByText("2 in all").waitFor();
}

/** A sale fails as long as there is nothing to sell; then the order comes in by the event stream. */
async function sell(page) {
  const tea = page.locator("#products tbody tr", { hasText: "TEA" });
  await tea.getByRole("button", { name: "Sell one" }).click();
  await page.locator("#products").getByText("there are not enough pieces of TEA").waitFor();
  same(await page.locator("#orders li").count(), 0, "the number of orders");
  await tea.getByRole("button", { name: "Take in 10" }).click();
  await page.locator("#calls code", { hasText: "/stock/TEA/move" }).waitFor();
  // The numbers of orders begin where a JavaScript number loses its last digit.
  for (const number of ["9007199254740993", "9007199254740994"]) {
    await tea.getByRole("button", { name: "Sell one" }).click();
    await page.locator("#orders li", { hasText: `#${number}` }).getByText("€4.50, paid").waitFor();
  }
}

/** A file of the wrong kind is refused at its field; a picture arrives, byte for byte. */
async function upload(page) {
  const form = page.locator("#picture form");
  const send = async (name, mimeType, buffer) => {
    await form.getByLabel("Product").fill("TEA");
    await form.getByLabel("Text").fill("A cup of tea");
    await form.locator("[name=picture]").setInputFiles({ name, mimeType, buffer });
    await form.getByRole("button", { name: "Upload" }).click();
  };
  await send("tea.txt", "text/plain", Buffer.from("not a picture"));
  await form.locator("[name=picture][aria-invalid], .failure:not(:empty)").first().waitFor();
  const picture = await page.locator("#create").screenshot();
  await send("tea.png", "image/png", picture);
  await page.locator("#picture figcaption").getByText(`image/png, ${picture.length} bytes`).waitFor();
  same(await form.locator(".failure:not(:empty), [aria-invalid]").count(), 0, "the number of complaints");
  await page.locator("#picture img[alt='A cup of tea']").evaluate((image) => image.decode());
}

/** The server stops and another takes its place, which remembers nothing: the stream finds it, the token is still good. */
async function comeBack(page) {
  const stream = (answer) => answer.url().includes("/orders/events") && answer.ok();
  // Whoever started us does it.
  await Promise.all([page.waitForResponse(stream), console.log("restart")]);
  await page.locator("#products").getByLabel("Order").selectOption("price");
  await page.locator("#products").getByText("0 in all").waitFor();
  await create(page);
  const cup = page.locator("#products tbody tr", { hasText: "CUP" });
  await cup.getByRole("button", { name: "Take in 10" }).click();
  await cup.getByRole("button", { name: "Sell one" }).click();
  await page.locator("#orders li").getByText("€12.50, paid").waitFor();
  same(await page.locator("#orders li").count(), 3, "the number of orders");
}

/** Two types of the contract change. The open page follows at once, as it is: signed in, with half a form. */
async function hotReload(page) {
  const opened = await page.evaluate(() => performance.timeOrigin);
  const form = page.locator("#create form");
  const amount = form.locator("[name='/price/amount']");
  await form.locator("[name='/name']").fill("half of a na");
  await amount.fill("450");
  same(await form.locator("[aria-invalid]").count(), 0, "the number of marks");

  // A rule: the form judges what is typed already.
  await edit("api/common/base.api", "range=[0:1000000000]", "range=[0:400]");
  const mark = form.locator("[name='/price/amount'] + .refusal", { hasText: "must be from 0 to 400" });
  await mark.waitFor();
  await amount.fill("399");
  same(await form.locator("[aria-invalid]").count(), 0, "the number of marks");

  // A place: what went in a header goes into the query.
  const next = () => page.waitForRequest((request) => request.url().includes("/catalog/products?"));
  const sort = page.locator("#products").getByLabel("Order");
  const [old] = await Promise.all([next(), sort.selectOption("name")]);
  same([new URL(old.url()).search, old.headers()["accept-language"]], ["?sort=name", "en"], "query and header before");
  const [fresh] = await Promise.all([next(), edit("api/catalog/product.api", '`header:"Accept-Language,optional"`', '`form:"language,optional"`')]);
  same([new URL(fresh.url()).search, fresh.headers()["accept-language"]], ["?sort=name&language=en", "de-DE"], "query and header after");
  await page.locator("#calls code", { hasText: "sort=name&language=en" }).waitFor();

  same(await page.evaluate(() => performance.timeOrigin), opened, "the page's birth");
  same(await form.locator("[name='/name']").inputValue(), "half of a na", "what was typed");
  await page.locator("#account").getByText("mei, manager").waitFor();
  // For the picture.
  await amount.fill("450");
  await mark.waitFor();
}

/** As most editors save: a file beside it takes its place. */
async function edit(path, before, after) {
  const file = join(project, path);
  const text = await readFile(file, "utf8");
  check(text.split(before).length === 2, `one ${before} in ${path}`);
  await writeFile(`${file}.tmp`, text.replace(before, after));
  await rename(`${file}.tmp`, file);
}
