// Orders as they come in: an event stream, open for as long as somebody is signed in.
import { watch } from "../api/routes/admin/order.js";
import { errorOf } from "../api/runtime/core.js";
import { find, make, money } from "../dom.js";
import { show } from "../failure.js";
import { bus, session } from "../session.js";

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  let following: AbortController | undefined;
  const follow = async (stop: AbortSignal): Promise<void> => {
    try {
      for await (const { orderId, kind, status, total, at } of watch({}, { signal: stop, reconnect: {} })) {
        const time = make("time", new Date(at).toLocaleTimeString("en"), { dateTime: at });
        const line = [time, make("b", `#${orderId}`), make("i", kind), make("span", `${money(total)}, ${status}`)];
        find(root, "ol").prepend(make("li", line));
      }
    } catch (caught) {
      if (!stop.aborted) show(root, errorOf(watch, caught));
    }
  };
  const restart = (): void => {
    following?.abort();
    find(root, "output").textContent = session() ? "following" : "sign in to follow them";
    if (!session() || signal.aborted) return;
    show(root, undefined);
    following = new AbortController();
    void follow(following.signal);
  };
  bus.addEventListener("session", restart, { signal });
  signal.addEventListener("abort", () => following?.abort());
  restart();
};
