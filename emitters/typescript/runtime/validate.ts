// apic client runtime: what is sent and answered, held against schemas.

import type { OpId } from "../ops.js";
import type { Middleware } from "./client.js";
import { ApiError } from "./error.js";
import { $text } from "./exchange.js";

/** As much of a schema as is needed; those of zod have it. */
export interface Schema {
  safeParse(value: unknown): { readonly error?: { readonly issues: readonly Issue[] } | undefined };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The schemas of one operation: of the argument of its function, and of its data. */
export interface Sides {
  readonly request?: Schema;
  readonly response?: Schema;
}

export type What = "requests" | "responses" | "both";

const pointer = ({ path }: Issue): string =>
  path.map((step) => `/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");

const fault = (schema: Schema, value: unknown): Issue | undefined => schema.safeParse(value).error?.issues[0];

/** The middleware that `validate` of the generated module gives. */
export const $validate =
  (schemas: Readonly<Partial<Record<OpId, Sides>>>, what: What): Middleware =>
  async (req, next) => {
    const { op, shape } = req;
    const { request, response } = schemas[op] ?? {};
    const wrong = what !== "responses" && request && fault(request, shape.args);
    if (wrong) throw new ApiError(op, { kind: "encode", path: pointer(wrong) }, wrong);
    const answer = await next(req);
    const { status, headers } = answer;
    if (what === "requests" || !response || !(answer.ok || status === shape.ok)) return answer;
    const body = await $text(op, answer.clone());
    let data: unknown;
    try {
      const json: unknown = (shape.parse ?? JSON.parse)(body);
      data = shape.open ? shape.open(json).data : json;
    } catch {
      // The call itself says what is wrong with it.
    }
    const odd = data === undefined ? undefined : fault(response, data);
    if (!odd) return answer;
    const path = (shape.open ? "/data" : "") + pointer(odd);
    throw new ApiError(op, { kind: "decode", status, headers, path, body }, odd);
  };
