// Mounts the panels, each in the element of its name.
import * as account from "./panels/account.js";
import * as calls from "./panels/calls.js";
import * as create from "./panels/create.js";
import * as orders from "./panels/orders.js";
import * as picture from "./panels/picture.js";
import * as products from "./panels/products.js";

interface Panel {
  /** Fills `root`, until `signal` fires. */
  mount(root: HTMLElement, signal: AbortSignal): void;
}

const mounted = new Map<string, AbortController>();

const mount = (name: string, panel: Panel | undefined): void => {
  const root = document.getElementById(name);
  if (!panel || !root) return;
  mounted.get(name)?.abort();
  const controller = new AbortController();
  mounted.set(name, controller);
  panel.mount(root, controller.signal);
};

for (const [name, panel] of Object.entries({ calls, account, products, create, picture, orders })) mount(name, panel);

// A panel that changed, or whose part of the client did, is mounted again: who is signed in and what is typed stays.
import.meta.hot?.accept(
  ["./panels/account.js", "./panels/create.js", "./panels/orders.js", "./panels/picture.js", "./panels/products.js"],
  (fresh) => ["account", "create", "orders", "picture", "products"].forEach((name, at) => mount(name, fresh[at] as Panel | undefined)),
);
