import { defineConfig, loadEnv, type ProxyOptions } from "vite";

/** The way to the shop's server. */
const to = (target: string): ProxyOptions => ({
  target,
  configure: (proxy) => {
    // Of a server that is starting anew a gateway says 502, and the client's streams come back after it. Vite alone would say 500.
    proxy.on("error", (_error, _request, response) => {
      if ("headersSent" in response && !response.headersSent) response.writeHead(502).end();
    });
    // Of one that was killed in the middle of an answer, Vite alone would say nothing.
    proxy.on("proxyRes", (answer, _request, response) => {
      answer.on("close", () => answer.complete || response.destroy());
    });
  },
});

// The page and the shop's server share one origin, here as behind a gateway: no CORS, and the client needs no base URL.
export default defineConfig(({ mode }) => {
  const { SHOP_SERVER = "http://127.0.0.1:8888" } = loadEnv(mode, import.meta.dirname, "SHOP_");
  const paths = ["/about", "/api", "/pictures", "/ping", "/shop"];
  return { server: { proxy: Object.fromEntries(paths.map((path) => [path, to(SHOP_SERVER)])) } };
});
