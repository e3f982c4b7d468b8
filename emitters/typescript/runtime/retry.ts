// apic client runtime: retry as a middleware, off unless it is in `use`.

import type { ApiError, Middleware, Req } from "./core.js";
import { $sleep } from "./exchange.js";

export interface RetryOpts {
  /** Attempts after the first; 2 unless given. */
  readonly max?: number | undefined;
  /** Upper bound of the first random wait; it doubles with each attempt. 200 ms unless given. */
  readonly baseMs?: number | undefined;
  /** The longest wait. A `Retry-After` beyond it ends the attempts. 20 s unless given. */
  readonly capMs?: number | undefined;
}

/** Milliseconds that `Retry-After` asks for, as seconds or as a date; `NaN` if it does not. */
const retryAfter = (answer: Response | undefined): number => {
  const value = answer?.headers.get("Retry-After") ?? "";
  return /^\d+$/.test(value) ? Number(value) * 1000 : Math.max(Date.parse(value) - Date.now(), 0);
};

const isSafe = ({ method, headers }: Req): boolean =>
  !/^(POST|PATCH)$/.test(method) || headers.has("Idempotency-Key");

/**
 * Tries again what is safe to try again. A 429 or 503 with `Retry-After` says that the handler never started: any
 * method. 408, 502, 503, 504 and network errors: only where sending twice does no harm, which is GET, HEAD, PUT,
 * DELETE, OPTIONS, or a request with an `Idempotency-Key`.
 */
export const withRetry =
  ({ max = 2, baseMs = 200, capMs = 20_000 }: RetryOpts = {}): Middleware =>
  async (req, next) => {
    for (let attempt = 0; ; attempt++) {
      let answer: Response | undefined;
      let failure: unknown;
      try {
        // A copy, so that what inner middleware adds is not there twice.
        answer = await next({ ...req, headers: new Headers(req.headers) });
      } catch (caught) {
        failure = caught;
      }
      const asked = retryAfter(answer);
      const isAsked = asked >= 0;
      const wait = isAsked ? asked : Math.random() * Math.min(capMs, baseMs * 2 ** attempt);
      const outcome = String(answer ? answer.status : (failure as ApiError | undefined)?.kind);
      const again = (isAsked && /429|503/.test(outcome)) || (isSafe(req) && /408|50[234]|network/.test(outcome));
      if (!again || attempt >= max || wait > capMs) {
        if (answer) return answer;
        throw failure;
      }
      // Not awaited: if someone holds a clone, it never ends.
      answer?.body?.cancel().catch(() => undefined);
      await $sleep(req.op, req.signal, wait);
    }
  };
