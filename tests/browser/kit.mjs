// What the browser drivers share: a headless Chromium that keeps nothing, and tells what went wrong in the page.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../tools/package.json", import.meta.url))("playwright-core");

/** Longer than anything here takes on a busy machine; whatever waits longer fails and names what it waited for. */
const PATIENCE = 30_000;

export function check(holds, what) {
  if (!holds) throw new Error(`expected ${what}`);
}

export function same(got, want, what) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  check(a === b, `${what} to be ${b}, got ${a}`);
}

/** Opens a page, hands it to `story`, closes all. Errors of the page's own code fail it, even if `story` did not notice. */
export async function browse(executablePath, name, story) {
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  // Root may not have Chromium's sandbox; the pages are ours.
  const browser = await chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0, timeout: PATIENCE });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "de-DE" });
    page.setDefaultTimeout(PATIENCE);
    const faults = [];
    page.on("pageerror", (error) => faults.push(`${error.stack ?? error}`));
    page.on("console", (message) => {
      // Chromium counts refusals among the errors; the story expects them.
      const refusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !refusal) faults.push(message.text());
    });
    try {
      await story(page);
    } catch (error) {
      const picture = new URL(`../../target/browser/failed-${name}.png`, import.meta.url).pathname;
      await page.screenshot({ path: picture, fullPage: true });
      throw new Error(`the page at that moment: ${picture}; errors in it: ${JSON.stringify(faults)}`, { cause: error });
    }
    same(faults, [], "errors in the page");
  } finally {
    await browser.close();
  }
}
