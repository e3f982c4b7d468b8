// apic client runtime: calls and the one way to send.
//
// Trust: the body of a success is parsed and believed, its fields are not checked against the contract. Status, JSON
// syntax and emptiness always are.

import type { OpId } from "../ops.js";
import { $read } from "./answer.js";
import type { CallOpts } from "./client.js";
import type { Path } from "./encode.js";
import { ApiError, type Failure } from "./error.js";
import { $ask, $text, $within, type Shape } from "./exchange.js";

export { $envelope, type Opened } from "./answer.js";
export { type CallOpts, type Client, type Config, configure, createClient } from "./client.js";
export type { Middleware, Next, Req } from "./client.js";
export { $digits, $own, $parts, type FilePart, type Int64In } from "./encode.js";
export { ApiError, type Failure, type Problem, type Violation } from "./error.js";
export type { Shape } from "./exchange.js";

export interface Reply<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
}

export type Result<T, E = never> =
  (Reply<T> & { readonly ok: true }) | { readonly ok: false; readonly error: Failure<E> };

/** What can fail with `E`; known to the compiler only. */
export interface Fails<E> {
  readonly $fails?: () => E;
}

/** A call that is already running: awaiting it gives the data or throws an `ApiError`. */
export interface Call<T, E = never> extends Promise<T>, Fails<E> {
  /** Data with status and headers; throws as the call does. */
  response(): Promise<Reply<T>>;
  /** Never rejects: `{ ok: true, data }` or `{ ok: false, error }`. */
  result(): Promise<Result<T, E>>;
}

/** A map, where a type of the contract is called `Record`. */
export type Dict<T> = Record<string, T>;

/** A request type without the fields that a route has no place for. */
export type Less<T, K extends keyof T> = { [P in keyof T as Exclude<P, K>]: T[P] };

/** A caught value as the failure of the route `fn`, or `undefined` if it is not an `ApiError`. */
export const errorOf = <E>(_fn: (...args: never[]) => Fails<E>, caught: unknown): Failure<E> | undefined =>
  caught instanceof ApiError ? (caught as Failure<E>) : undefined;

/** Sends one request; every generated route is one call of this. */
export const $send = <T, E = never>(
  op: OpId,
  method: string,
  path: Path,
  opts: CallOpts = {},
  shape: Shape = {},
): Call<T, E> => {
  const work = async (signal: AbortSignal): Promise<Reply<T>> => {
    const answer = await $ask(signal, op, method, path, opts, shape);
    const { status, headers } = answer;
    return { data: $read(op, answer, await $text(op, answer), shape) as T, status, headers };
  };
  const reply = $within(op, opts, work);
  const call = reply.then(({ data }) => data);
  // Whoever asks for the reply or the result hears of a failure there: the call itself must not count as unhandled.
  const quiet = (): Promise<Reply<T>> => {
    call.catch(() => undefined);
    return reply.then((whole) => whole);
  };
  return Object.assign(call, {
    response: quiet,
    result: () =>
      quiet().then<Result<T, E>, Result<T, E>>(
        (ok) => ({ ok: true, ...ok }),
        (error: unknown) => ({ ok: false, error: error as Failure<E> }),
      ),
  });
};
