// Event streams for tests: what a server sends in pieces, and how their reader fares.
import assert from "node:assert/strict";
import { ApiError, type Config, errorOf, type Failure, type Shape } from "../runtime/core.js";
import { $stream, type Stream, type StreamOpts } from "../runtime/sse.js";
import { type Answer, fake, type Sent } from "./fake.js";

export interface Gone {
  readonly status: 404;
  readonly code: string;
  readonly body: { readonly id: number };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const head: ResponseInit = { headers: { "Content-Type": "text/event-stream" } };

/** An event stream of these pieces; after them it ends, breaks or goes on for ever. */
export const events =
  (pieces: readonly (string | Uint8Array)[], end: "close" | "break" | "stay" = "close"): Answer =>
  async ({ signal }: Sent) => {
    let left = [...pieces];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener("abort", () => {
          left = [];
          controller.error(signal.reason);
        });
      },
      pull(controller) {
        const piece = left.shift();
        if (piece !== undefined) return controller.enqueue(typeof piece === "string" ? bytes(piece) : piece);
        if (end === "close") controller.close();
        if (end === "break") controller.error(new Error("cut"));
        return undefined;
      },
    });
    return new Response(body, head);
  };

export const open = (
  answers: readonly Answer[],
  opts: StreamOpts = {},
  shape: Shape = {},
  config: Config = {},
): { readonly sent: Sent[]; readonly stream: Stream<unknown, Gone> } => {
  const { sent, client } = fake(answers, config);
  const stream: Stream<unknown, Gone> = $stream("items.watchItem", "GET", "/x", { client, ...opts }, shape);
  return { sent, stream };
};

export const collect = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of from) items.push(item);
  return items;
};

export const failure = async (stream: Stream<unknown, Gone>): Promise<Failure<Gone>> => {
  try {
    await collect(stream);
  } catch (caught) {
    const error = errorOf(() => stream, caught);
    assert.ok(error instanceof ApiError);
    return error;
  }
  throw new Error("the stream ended well");
};
