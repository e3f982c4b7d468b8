// What the drivers of the shapes share: the server's address, what was sent last, and how a call is expected to end.
import assert from "node:assert/strict";

/** The address of the generated server. */
export const base: string = process.argv[2] ?? "";
assert.match(base, /^http:/, "usage: driver BASE");

/** The part of a request that the drivers look at; each generated client has its own copy of the runtime. */
interface Sent {
  readonly op: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

interface Failure {
  readonly kind: string;
  readonly problem?: {
    readonly status: number;
    readonly code: string;
    readonly violations?: readonly { readonly field: string; readonly rule: string }[] | undefined;
  };
}

interface Running<T> {
  result(): Promise<{ readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Failure }>;
}

let last: Sent | undefined;

/** Client middleware: keeps the request for `sent`. */
export async function keep<R extends Sent>(req: R, next: (req: R) => Promise<Response>): Promise<Response> {
  last = req;
  return next(req);
}

/** Method, path with query, and body of the last request. */
export function sent(): [string, string, unknown] {
  assert(last, "a request was sent");
  // fetch writes url-encoded pairs itself.
  const body = last.body instanceof URLSearchParams ? String(last.body) : last.body;
  return [last.method, last.url.slice(base.length), body];
}

/** A header of the last request. */
export function header(name: string): string | null {
  return last?.headers.get(name) ?? null;
}

/** The call ends in an error of this kind, and nothing went over the wire if it is `encode`. */
export async function ends(call: () => Running<unknown>, kind: string): Promise<Failure> {
  last = undefined;
  const outcome = await call().result();
  assert(!outcome.ok, `ends in ${kind}`);
  assert.equal(outcome.error.kind, kind);
  if (kind === "encode") assert.equal(last, undefined, "nothing is sent");
  return outcome.error;
}

/** The server refuses with this problem; `violations` are written `field rule`. */
export async function refused(call: Running<unknown>, status: number, code: string, ...violations: string[]): Promise<void> {
  const outcome = await call.result();
  assert(!outcome.ok, `refused with ${code}`);
  const { problem } = outcome.error;
  assert(problem, `a problem, got ${JSON.stringify(outcome.error)}`);
  assert.deepEqual([problem.status, problem.code], [status, code]);
  assert.deepEqual((problem.violations ?? []).map(({ field, rule }) => `${field} ${rule}`), violations);
}
