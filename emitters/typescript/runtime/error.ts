// apic client runtime: what a call can fail with.

import type { OpId } from "../ops.js";

/** One refused field. `field` is a wire name; in `body` a JSON pointer, `""` for the whole source. */
export interface Violation {
  readonly location: "path" | "query" | "form" | "header" | "body";
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** The error document, `application/problem+json`. Switch on `code`; declared extra members come along. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly trace_id?: string;
  readonly violations?: readonly Violation[];
  readonly [member: string]: unknown;
}

/** The answer that a failure came with. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
}

/**
 * What went wrong, told apart by `kind`:
 * - `http`: an error that the route declares; `status` (and `code`) narrow `body`
 * - `problem`: any other error document: validation, auth, limits, not found, …
 * - `unexpected`: any other status, or an error record of a stream that is no document; `body` is its text
 * - `network`: no answer, or it broke off; `timeout`: `timeoutMs` passed; `abort`: the `signal` fired
 * - `encode`: not sent: a value that cannot be written, or `auth` or a middleware threw; `validate` adds the `path`
 * - `decode`: a success that cannot be read; `path` is a JSON pointer, `body` the text
 */
export type Cause<E = never> =
  | (E & { readonly kind: "http"; readonly headers: Headers })
  | (Answered & { readonly kind: "problem"; readonly problem: Problem })
  | (Answered & { readonly kind: "unexpected"; readonly body: unknown })
  | (Answered & { readonly kind: "decode"; readonly path: string; readonly body: string })
  | { readonly kind: "encode"; readonly path?: string }
  | { readonly kind: "network" | "timeout" | "abort" };

/** A declared error of a route, as far as the runtime knows it. */
export interface Declared {
  readonly status: number;
  readonly code: string;
  readonly body: unknown;
}

/** The one class that calls throw. `errorOf` gives the route's own type back. */
export class ApiError extends Error {
  declare readonly op: OpId;
  declare readonly kind: Cause<Declared>["kind"];

  constructor(op: OpId, cause: Cause<Declared>, origin?: unknown) {
    const { kind, status, problem } = cause as { kind: string; status?: number; problem?: Problem };
    const why = problem?.code ?? (origin as Error | undefined)?.message;
    super([op, status ? [kind, status].join(" ") : kind, why].filter(Boolean).join(": "), { cause: origin });
    Object.assign(this, { name: "ApiError", op }, cause);
  }
}

/** An `ApiError` whose `kind` narrows the rest; `E` are the errors that the route declares. */
export type Failure<E = never> = ApiError & Cause<E>;
