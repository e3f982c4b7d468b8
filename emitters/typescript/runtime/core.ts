// apic client runtime: calls and the one way to send.
//
// Trust: the body of a success is parsed and believed, its fields are not checked against the contract. Status, JSON
// syntax and emptiness always are.

import type { OpId } from "../ops.js";
import { $client, type CallOpts, type Client, type Next, type Req } from "./client.js";
import { $form, $headers, $json, type Fields } from "./encode.js";
import { ApiError, type Failure, type Problem } from "./error.js";

export { type CallOpts, type Client, type Config, configure, createClient } from "./client.js";
export type { Middleware, Next, Req } from "./client.js";
export { $own, $path, type Int64In } from "./encode.js";
export { ApiError, type Failure, type Problem, type Violation } from "./error.js";

export interface Reply<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
}

export type Result<T, E = never> =
  (Reply<T> & { readonly ok: true }) | { readonly ok: false; readonly error: Failure<E> };

/** A call that is already running: awaiting it gives the data or throws an `ApiError`. */
export interface Call<T, E = never> extends Promise<T> {
  /** Data with status and headers; throws as the call does. */
  response(): Promise<Reply<T>>;
  /** Never rejects: `{ ok: true, data }` or `{ ok: false, error }`. */
  result(): Promise<Result<T, E>>;
}

/** What a generated route tells about its request and its answer. */
export interface Shape {
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly json?: unknown;
  readonly form?: Fields;
  readonly auth?: true;
  /** A success status outside 200 to 299. */
  readonly ok?: number;
  readonly as?: "void";
  readonly open?: (body: unknown) => Opened;
  readonly errors?: readonly string[];
}

/** A request type without the fields that a route has no place for. */
export type Less<T, K extends keyof T> = { [P in keyof T as Exclude<P, K>]: T[P] };

/** An answer out of its envelope. */
export interface Opened {
  readonly data?: unknown;
  readonly problem?: unknown;
}

/** A caught value as the failure of the route `fn`, or `undefined` if it is not an `ApiError`. */
export const errorOf = <E>(_fn: (...args: never[]) => Call<unknown, E>, caught: unknown): Failure<E> | undefined =>
  caught instanceof ApiError ? (caught as Failure<E>) : undefined;

/** Opens `{code, msg, data}`: a code other than 0 is a problem, whatever the status. */
export const $envelope = (body: unknown): Opened => {
  const { code, msg, reason, data, ...rest } = Object(body) as Record<string, unknown>;
  return code === 0 || code === undefined ? { data } : { problem: { ...rest, code: reason ?? `${code}`, detail: msg } };
};

/** Runs `work` until the signal fires or the time is up; whatever comes first settles the promise. */
const within = <T>(op: OpId, opts: CallOpts, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const { signal } = opts;
  const controller = new AbortController();
  let abort = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    const stop = (kind: "abort" | "timeout", origin?: unknown): void => {
      const error = new ApiError(op, { kind }, origin);
      reject(error);
      controller.abort(error);
    };
    abort = () => stop("abort", signal?.reason);
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    // Longer than 2^31 ms a timer would fire at once.
    if (ms > 0 && ms < 2 ** 31) timer = setTimeout(stop, ms, "timeout");
    work(controller.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  });
};

const encode = (op: OpId, method: string, path: string, client: Client, signal: AbortSignal, shape: Shape): Req => {
  const headers = new Headers(client.headers);
  const query = $form(shape.query);
  let body = shape.json === undefined ? null : $json(shape.json);
  if (body && /^(GET|HEAD)$/.test(method)) {
    if (body !== "{}") throw new TypeError(`${method} cannot send a body`);
    body = null;
  }
  if (body) headers.set("Content-Type", "application/json");
  if (shape.form) {
    body = $form(shape.form);
    headers.set("Content-Type", "application/x-www-form-urlencoded");
  }
  $headers(headers, shape.headers);
  const url = (client.baseUrl ?? "").replace(/\/+$/, "") + path + (query && `?${query}`);
  return { op, method, url, headers, body, signal };
};

const decode = (op: OpId, answer: Response, text: string, shape: Shape): unknown => {
  const { status, headers } = answer;
  const ok = answer.ok || status === shape.ok;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Stays undefined, which no JSON text is.
  }
  const isProblem = !ok && /^application\/problem\+json/i.test(headers.get("Content-Type") ?? "");
  const opened: Opened = shape.open ? shape.open(json) : isProblem ? { problem: json } : { data: json };
  const { data, problem } = opened;
  if (problem && typeof problem === "object") {
    const body: Problem = { status, code: "", title: "", ...problem };
    const known = shape.errors?.includes(`${status} ${body.code}`);
    if (known) throw new ApiError(op, { kind: "http", status, code: body.code, headers, body });
    throw new ApiError(op, { kind: "problem", status, headers, problem: body });
  }
  if (!ok) throw new ApiError(op, { kind: "unexpected", status, headers, body: text });
  if (shape.as) return undefined;
  if (data !== undefined) return data;
  const path = json === undefined ? "" : "/data";
  throw new ApiError(op, { kind: "decode", status, headers, path, body: text });
};

const exchange = async (first: Req, client: Client): Promise<[Response, string]> => {
  const network = (origin: unknown): never => {
    throw origin instanceof ApiError ? origin : new ApiError(first.op, { kind: "network" }, origin);
  };
  const send: Next = async ({ url, method, headers, body, signal }) => {
    signal.throwIfAborted();
    const init: RequestInit = { method, headers, body, signal };
    if (client.credentials) init.credentials = client.credentials;
    const fetch = client.fetch ?? globalThis.fetch;
    return fetch(url, init).catch(network);
  };
  const chain = (client.use ?? []).reduceRight<Next>((next, wrap) => async (req) => wrap(req, next), send);
  const answer = await chain(first);
  return [answer, await answer.text().catch(network)];
};

/** Sends one request; every generated route is one call of this. */
export const $send = <T, E>(
  op: OpId,
  method: string,
  path: () => string,
  opts: CallOpts = {},
  shape: Shape = {},
): Call<T, E> => {
  const client = $client(opts);
  const work = async (signal: AbortSignal): Promise<Reply<T>> => {
    try {
      const req = encode(op, method, path(), client, signal, shape);
      const { auth } = client;
      const token = (shape.auth || client.authAll) && (typeof auth === "function" ? await auth() : auth);
      if (token) req.headers.set("Authorization", `Bearer ${token}`);
      for (const [name, value] of Object.entries(opts.headers ?? {})) req.headers.set(name, value);
      const [answer, text] = await exchange(req, client);
      const { status, headers } = answer;
      return { data: decode(op, answer, text, shape) as T, status, headers };
    } catch (origin) {
      throw origin instanceof ApiError ? origin : new ApiError(op, { kind: "encode" }, origin);
    }
  };
  const reply = within(op, opts, opts.timeoutMs ?? client.timeoutMs ?? 0, work);
  const call = reply.then(({ data }) => data);
  // Whoever asks for the reply or the result hears of a failure there: the call itself must not count as unhandled.
  const quiet = (): Promise<Reply<T>> => {
    call.catch(() => {});
    return reply.then((whole) => whole);
  };
  return Object.assign(call, {
    response: quiet,
    result: () =>
      quiet().then<Result<T, E>, Result<T, E>>(
        (ok) => ({ ok: true, ...ok }),
        (error: Failure<E>) => ({ ok: false, error }),
      ),
  });
};
