// apic client runtime: event streams (`sse: true`), paid for only where they are used.

import type { OpId } from "../ops.js";
import { $read } from "./answer.js";
import type { CallOpts } from "./client.js";
import type { Fails } from "./core.js";
import type { Path } from "./encode.js";
import type { ApiError } from "./error.js";
import { $ask, $fail, $sleep, $text, $within, type Shape } from "./exchange.js";

export interface StreamEvent<T> {
  readonly data: T;
  /** The last id that the server gave. */
  readonly id: string | undefined;
  /** `message` unless the server named it. */
  readonly event: string;
}

/** Items as the server sends them. Every loop opens a connection of its own; leaving the loop closes it. */
export interface Stream<T, E = never> extends AsyncIterable<T>, Fails<E> {
  /** The same with ids and names. */
  events(): AsyncIterable<StreamEvent<T>>;
}

/** Settings of one stream. `timeoutMs` ends with the head of the answer. */
export interface StreamOpts extends CallOpts {
  /** Longest silence before the connection counts as lost; 45 s unless given, three heartbeats of the server. */
  readonly idleMs?: number | undefined;
  /**
   * Connect again when the connection is lost, with `Last-Event-ID` if the server gave ids. `max` attempts in a row
   * without an event, unless given without end. A stream that ends cleanly is over, unless its server announced a
   * `retry:`, as it does when it shuts down.
   */
  readonly reconnect?: { readonly max?: number | undefined } | undefined;
}

/** What outlives a connection. */
interface Memory {
  id?: string | undefined;
  retry?: number | undefined;
}

/** Takes text in pieces and gives the events in it. Lines end in LF, CR or CRLF, wherever the pieces were cut. */
const reader = (memory: Memory): ((piece: string) => StreamEvent<string>[]) => {
  let rest = "";
  let last: string | undefined;
  let data: string[] = [];
  let event = "";
  let { id } = memory;
  return (piece) => {
    const found: StreamEvent<string>[] = [];
    const text = last === "\r" ? piece.replace(/^\n/, "") : piece;
    const lines = text.split(/\r\n|[\r\n]/) as [string, ...string[]];
    last = piece.at(-1) ?? last;
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? "";
    for (const line of lines) {
      // A comment has no name.
      const [, name, value] = /([^:]*):? ?(.*)/s.exec(line) as unknown as readonly [string, string, string];
      if (name === "data") data.push(value);
      if (name === "event") event = value;
      if (name === "id" && !value.includes("\0")) id = value;
      if (name === "retry" && /^\d+$/.test(value)) memory.retry = Number(value);
      if (line) continue;
      // Only here: the id of an event that was cut off does not count.
      memory.id = id;
      if (data.length) found.push({ data: data.join("\n"), id, event: event || "message" });
      data = [];
      event = "";
    }
    return found;
  };
};

/** Opens a stream; every generated route with `sse: true` is one call of this. */
export const $stream = <T, E = never>(
  op: OpId,
  method: string,
  path: Path,
  opts: StreamOpts = {},
  shape: Shape = {},
): Stream<T, E> => {
  const { signal, idleMs = 45_000, reconnect } = opts;
  const max = reconnect ? (reconnect.max ?? Infinity) : 0;
  const connect = async function* (memory: Memory): AsyncGenerator<StreamEvent<T>, void> {
    const controller = new AbortController();
    let body: ReadableStreamDefaultReader<Uint8Array> | undefined;
    const close = (): void => {
      controller.abort();
      // A body that is not the transport's own, such as a middleware's, knows nothing of the signal.
      body?.cancel().catch(() => undefined);
    };
    signal?.addEventListener("abort", close, { signal: controller.signal });
    const headers: Record<string, string> = { ...opts.headers, Accept: "text/event-stream" };
    // A header holds bytes, an id any letter.
    if (memory.id) headers["Last-Event-ID"] = String.fromCharCode(...new TextEncoder().encode(memory.id));
    try {
      const answer = await $within(op, opts, async () => {
        const found = await $ask(controller.signal, op, method, path, { ...opts, headers }, shape);
        if (found.ok && /^text\/event-stream/i.test(found.headers.get("Content-Type") ?? "")) return found;
        // A success that is no stream cannot be read.
        return $read(op, found, await $text(op, found), { ...shape, parse: () => undefined }) as never;
      });
      const source = (body = answer.body?.getReader());
      const read = reader(memory);
      const decoder = new TextDecoder();
      while (source) {
        const part = await $within(
          op,
          opts,
          () => source.read().catch($fail(op, "network")),
          idleMs,
          "network",
        );
        if (part.done) return;
        for (const message of read(decoder.decode(part.value, { stream: true }))) {
          // Events are in no envelope.
          const data = $read(op, answer, message.data, { ...shape, open: undefined }, message.event !== "error");
          yield { ...message, data: data as T };
        }
      }
    } finally {
      close();
    }
  };
  const events = async function* (): AsyncGenerator<StreamEvent<T>, void> {
    let memory: Memory = {};
    for (let attempt = 0; ; attempt++) {
      memory = { id: memory.id };
      try {
        for await (const event of connect(memory)) {
          attempt = 0;
          yield event;
        }
        if (memory.retry === undefined || attempt >= max) return;
      } catch (error) {
        const { kind, status } = error as ApiError & { readonly status?: number };
        // 502 to 504: while a server starts anew, what stands in front of it says so.
        if (!/network|50[234]/.test(String(status ?? kind)) || attempt >= max) throw error;
      }
      // The server's own wish is random already.
      await $sleep(op, signal, memory.retry ?? Math.random() * Math.min(20_000, 1000 * 2 ** attempt));
    }
  };
  return {
    events,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of events()) yield data;
    },
  };
};
