import { defineConfig, loadEnv } from "vite";

// The page and the shop's server share one origin, here as behind a gateway: no CORS, and the client needs no base URL.
export default defineConfig(({ mode }) => {
  const { SHOP_SERVER = "http://127.0.0.1:8888" } = loadEnv(mode, import.meta.dirname, "SHOP_");
  const paths = ["/about", "/api", "/pictures", "/ping", "/shop"];
  return { server: { proxy: Object.fromEntries(paths.map((path) => [path, SHOP_SERVER])) } };
});
