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

/** Throws an error document: as the route's own error if the route declares it. Anything else is none. */
export const $refuse = (op: OpId, answer: Response, problem: unknown, shape: Shape): void => {
  if (!problem || typeof problem !== "object") return;
  const { headers } = answer;
  const body: Problem = { status: answer.status, code: "", title: "", ...problem };
  // Inside a stream that began well, the document alone knows.
  const status = answer.ok ? body.status : answer.status;
  const { code } = body;
  const known = shape.errors?.includes([status, code].join(" "));
  throw new ApiError(
    op,
    known ? { kind: "http", status, code, headers, body } : { kind: "problem", status, headers, problem: body },
  );
};

/** The data of a whole answer. */
export const $read = (op: OpId, answer: Response, text: string, shape: Shape): unknown => {
  const { status, headers } = answer;
  const ok = answer.ok || status === shape.ok;
  let json: unknown;
  try {
    json = ((ok ? shape.parse : undefined) ?? JSON.parse)(text);
  } catch {
    // Stays undefined, which no JSON text is.
  }
  const isProblem = !ok && /^application\/problem\+json/i.test(headers.get("Content-Type") ?? "");
  const { data, problem }: Opened = shape.open ? shape.open(json) : isProblem ? { problem: json } : { data: json };
  $refuse(op, answer, problem, shape);
  if (!ok) throw new ApiError(op, { kind: "unexpected", status, headers, body: text });
  if (shape.as) return undefined;
  if (data !== undefined) return data;
  throw new ApiError(op, { kind: "decode", status, headers, path: json === undefined ? "" : "/data", body: text });
};
