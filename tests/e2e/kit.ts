// What the end-to-end drivers share: two ways to expect an answer, and a record of every call.

/** The part of a generated runtime's types that the drivers look at; each example has its own copy of the runtime. */
interface Violation {
  readonly location: string;
  readonly field: string;
  readonly rule: string;
}
interface Failure {
  readonly kind: string;
  readonly problem?: { readonly status: number; readonly code: string; readonly violations?: readonly Violation[] | undefined };
}
type Outcome<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Failure };
interface Running<T> {
  result(): Promise<Outcome<T>>;
}

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`expected ${what}`);
}

export function same(got: unknown, want: unknown, what: string): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  check(a === b, `${what} to be ${b}, got ${a}`);
}

/** The data of a call that must succeed. */
export async function good<T>(call: Running<T>): Promise<T> {
  const outcome = await call.result();
  if (outcome.ok) return outcome.data;
  throw new Error(`expected success, got ${JSON.stringify(outcome.error)}`);
}

/** A call that the server must refuse with this problem; `violations` are written `location field rule`, in order. */
export async function bad(call: Running<unknown>, status: number, code: string, ...violations: string[]): Promise<void> {
  const outcome = await call.result();
  check(!outcome.ok, `a refusal with ${status} ${code}`);
  const { kind, problem } = outcome.error;
  check(kind === "problem" && problem !== undefined, `a problem ${status} ${code}, got ${JSON.stringify(outcome.error)}`);
  same([problem.status, problem.code], [status, code], "status and code");
  same((problem.violations ?? []).map((v) => `${v.location} ${v.field} ${v.rule}`), violations, "violations");
}

/** A call that must end in this kind of error, whatever else it says. */
export async function ends(call: Running<unknown>, kind: string): Promise<void> {
  const outcome = await call.result();
  check(!outcome.ok && outcome.error.kind === kind, `an error of kind ${kind}, got ${JSON.stringify(outcome)}`);
}

/** The first item of a stream, which is then left, as if it were the answer of a call. */
export function first<T>(stream: AsyncIterable<T>): Running<T> {
  const result = async (): Promise<Outcome<T>> => {
    try {
      for await (const data of stream) return { ok: true, data };
    } catch (error) {
      return { ok: false, error: error as Failure };
    }
    throw new Error("expected an item, got the end of the stream");
  };
  return { result };
}

/** Client middleware that prints `operation status` for each answer; the Rust side checks that no route is missing. */
export async function record<R extends { readonly op: string }>(req: R, next: (req: R) => Promise<Response>): Promise<Response> {
  const response = await next(req);
  console.log(`${req.op} ${response.status}`);
  return response;
}

/** The driver's arguments: the server, a port that accepts and never answers, one where nobody listens. */
export function places(argv: readonly string[]): { base: string; mute: string; gone: string } {
  const [, , base, mute, gone] = argv;
  if (base === undefined || mute === undefined || gone === undefined) throw new Error("usage: driver BASE MUTE GONE");
  return { base, mute, gone };
}
