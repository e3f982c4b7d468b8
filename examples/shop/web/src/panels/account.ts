// Signing in and out.
import { login } from "../api/routes/account.js";
import { find } from "../dom.js";
import { show } from "../failure.js";
import { bus, session, signIn } from "../session.js";

export const mount = (root: HTMLElement, signal: AbortSignal): void => {
  const form = find<HTMLFormElement>(root, "form");
  const who = find(root, ".who");
  const render = (): void => {
    const now = session();
    form.hidden = now !== undefined;
    who.hidden = now === undefined;
    find(who, "span").textContent = now ? `${now.name}, ${now.role}` : "";
  };
  const submit = async (): Promise<void> => {
    const fields = new FormData(form);
    const tried = await login({ name: `${fields.get("name")}`, password: `${fields.get("password")}` }).result();
    show(root, tried.ok ? undefined : tried.error);
    if (!tried.ok) return;
    form.reset();
    signIn(tried.data);
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), void submit()), { signal });
  find(who, "button").addEventListener("click", () => signIn(undefined), { signal });
  bus.addEventListener("session", render, { signal });
  render();
};
