// A fetch that records what it is asked and answers from a list; the last answer repeats.
import { type Client, type Config, createClient } from "../runtime/core.js";

export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly init: RequestInit;
}

export type Answer = Response | Error | ((sent: Sent) => Promise<Response>);

export interface Fake {
  readonly sent: Sent[];
  readonly client: Client;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

export const problem = (body: object, status: number, headers: Record<string, string> = {}): Response =>
  json({ status, title: "", ...body }, status, { "Content-Type": "application/problem+json", ...headers });

/** Answers only when the request is aborted, as a real fetch does. */
export const never = ({ signal }: Sent): Promise<Response> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));

export const fake = (answers: readonly Answer[], config: Config = {}): Fake => {
  const sent: Sent[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    // What fetch itself derives from the body.
    const type = new Response(init.body).headers.get("Content-Type");
    if (type && !headers.has("Content-Type") && typeof init.body === "object") headers.set("Content-Type", type);
    const one: Sent = {
      url: String(url),
      method: init.method ?? "GET",
      headers: Object.fromEntries(headers),
      body: init.body,
      signal: init.signal as AbortSignal,
      init,
    };
    const answer = answers[Math.min(sent.push(one), answers.length) - 1];
    if (answer instanceof Error) throw answer;
    if (typeof answer === "function") return answer(one);
    if (!answer) throw new Error("the test gave no answer");
    return answer.clone();
  };
  return { sent, client: createClient({ ...config, fetch: fetch as typeof globalThis.fetch }) };
};
