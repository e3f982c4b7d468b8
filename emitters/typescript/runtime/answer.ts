// apic client runtime: what an answer means.

import type { OpId } from "../ops.js";
import { ApiError, type Problem } from "./error.js";
import type { Shape } from "./exchange.js";

/** An answer out of its envelope. */
export interface Opened {
  readonly data?: unknown;
  readonly problem?: unknown;
}

/** Opens `{code, msg, data}`: a code other than 0 is a problem, whatever the status. */
export const $envelope = (body: unknown): Opened => {
  const { code, msg, reason, data, ...rest } = Object(body) as { code?: number; [member: string]: unknown };
  if (code === 0 || code === undefined) return { data };
  return { problem: { ...rest, code: reason ?? String(code), detail: msg } };
};

/** The data of a whole answer, or of one event in it; throws unless it is a success. */
export const $read = (
  op: OpId,
  answer: Response,
  text: string,
  shape: Shape,
  ok: boolean = answer.ok || answer.status === shape.ok,
): unknown => {
  const { status, headers } = answer;
  let json: unknown;
  try {
    json = ((ok ? shape.parse : undefined) ?? JSON.parse)(text);
  } catch {
    // Stays undefined, which no JSON text is.
  }
  // A record of a stream has no type of its own.
  const isProblem = !ok && (answer.ok || /^application\/problem\+json/i.test(headers.get("Content-Type") ?? ""));
  const { data, problem }: Opened = shape.open ? shape.open(json) : isProblem ? { problem: json } : { data: json };
  if (problem && typeof problem === "object" && !Array.isArray(problem)) {
    const body: Problem = { status, code: "", title: "", ...problem };
    const { code } = body;
    // Inside of an answer that began well, the document alone knows.
    const at = answer.ok ? body.status : status;
    const known = shape.errors?.includes([at, code].join(" "));
    throw new ApiError(
      op,
      known
        ? { kind: "http", status: at, code, headers, body }
        : { kind: "problem", status: at, headers, problem: body },
    );
  }
  if (!ok) throw new ApiError(op, { kind: "unexpected", status, headers, body: text });
  if (shape.as) return undefined;
  if (data !== undefined) return data;
  throw new ApiError(op, { kind: "decode", status, headers, path: json === undefined ? "" : "/data", body: text });
};
