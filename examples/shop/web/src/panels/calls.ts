// The last calls that the client sent, newest first.
import { find, make } from "../dom.js";
import { bus, type Called } from "../session.js";

const KEPT = 14;

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  const list = find(root, "ol");
  const add = ({ op, method, target, status, ms }: Called): void => {
    const answer = make("b", `${status}`, { className: status < 400 ? "good" : "bad" });
    list.prepend(make("li", [answer, make("code", `${method} ${target}`), make("small", `${op}, ${ms} ms`)]));
    while (list.children.length > KEPT) list.lastChild?.remove();
  };
  bus.addEventListener("call", (event) => add((event as CustomEvent<Called>).detail), { signal });
};
