// A driver of tests/e2e in the page instead of Node: CHROMIUM EXAMPLE BASE MUTE GONE. Prints what the driver prints.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browse } from "./kit.mjs";

const [, , chromium, example, base, mute, gone] = process.argv;
const require = createRequire(new URL("../tools/package.json", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const { createServer } = await import(pathToFileURL(require.resolve("vite")).href);

const vite = await createServer({
  root,
  configFile: false,
  cacheDir: `${root}/target/browser/.vite`,
  logLevel: "warn",
  optimizeDeps: { noDiscovery: true },
  server: {
    host: "127.0.0.1",
    port: 0,
    hmr: false,
    watch: null,
    // The server as the page sees it: behind its own origin.
    proxy: { "/server/": { target: base, rewrite: (path) => path.slice("/server".length) } },
  },
});
try {
  await vite.listen();
  const { port } = vite.httpServer.address();
  const origin = `http://127.0.0.1:${port}`;
  await browse(chromium, `${example}-routes`, async (page) => {
    page.on("console", (message) => message.type() === "log" && console.log(message.text()));
    await page.goto(`${origin}/tests/browser/routes.html`);
    // Drivers read their arguments as Node gives them.
    await page.evaluate(
      async ([driver, ...argv]) => {
        globalThis.process = { argv: ["", "", ...argv] };
        await import(driver);
      },
      [`/tests/e2e/${example}.ts`, `${origin}/server`, mute, gone],
    );
  });
} finally {
  await vite.close();
}
