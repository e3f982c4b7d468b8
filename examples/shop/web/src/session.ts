// What the panels share: who is signed in, what was called, and that something changed.
import { configure, type Middleware } from "./api/runtime/core.js";
import type { Session } from "./api/types/account/account.js";

/** Tells `session` when somebody signs in or out, `products` when the list is out of date, `call` with a `Called`. */
export const bus = new EventTarget();

export interface Called {
  readonly op: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly status: number;
  readonly ms: number;
}

let current: Session | undefined;

export const session = (): Session | undefined => current;

export const signIn = (as: Session | undefined): void => {
  current = as;
  bus.dispatchEvent(new Event("session"));
};

const record: Middleware = async (req, next) => {
  const begin = performance.now();
  const answer = await next(req);
  const { op, method, url } = req;
  const detail: Called = { op, method, target: decodeURI(url), status: answer.status, ms: Math.round(performance.now() - begin) };
  bus.dispatchEvent(new CustomEvent("call", { detail }));
  // The token ran out: better to ask for the password again than to fail at every click.
  if (answer.status === 401 && req.headers.has("Authorization")) signIn(undefined);
  return answer;
};

configure({ auth: () => current?.token, timeoutMs: 10_000, use: [record] });
