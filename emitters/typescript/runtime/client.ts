// apic client runtime: clients, their settings and middleware.

import type { OpId } from "../ops.js";
import type { Shape } from "./exchange.js";

/** A request on its way. A middleware may change `url`, `headers` and `body`. */
export interface Req {
  readonly op: OpId;
  readonly method: string;
  readonly signal: AbortSignal;
  /** What the generated route says of its request and its answer. */
  readonly shape: Shape;
  url: string;
  headers: Headers;
  /** Spelled so that it also means something where the types of Node stand in for those of the browser. */
  body: NonNullable<RequestInit["body"]> | null;
}

export type Next = (req: Req) => Promise<Response>;

/** Wraps everything behind it: call `next` once, several times, or not at all. */
export type Middleware = (req: Req, next: Next) => Promise<Response>;

/** Settings of a client. Nothing else is read from anywhere. */
export interface Config {
  /** Put in front of every path, such as `https://api.example.com` or `/`. */
  readonly baseUrl?: string | undefined;
  /** Token, or where to get it; sent as `Authorization: Bearer` on guarded routes only. */
  readonly auth?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Send the token on every route. */
  readonly authAll?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Limit for a whole call, its body and retries included; `0` is none. */
  readonly timeoutMs?: number | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** One onion; the first is outermost. */
  readonly use?: readonly Middleware[] | undefined;
  readonly credentials?: "omit" | "same-origin" | "include" | undefined;
}

/** Made by `createClient`; any call takes one as `{ client }`. */
export type Client = Readonly<Config>;

/** Settings of one call. Its headers win over all others. */
export interface CallOpts {
  readonly client?: Client | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

let current: Client = {};

/** Sets the default client, which calls without `{ client }` use. */
export const configure = (config: Config): void => {
  current = createClient(config);
};

/** A client of its own: another tenant, or one per request on a server. */
export const createClient = (config: Config): Client => ({ ...config });

/** The client that a call uses. */
export const $client = (opts: CallOpts): Client => opts.client ?? current;
