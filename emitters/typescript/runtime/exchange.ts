// apic client runtime: one request on its way to the head of its answer.

import type { OpId } from "../ops.js";
import type { Opened } from "./answer.js";
import { $client, type CallOpts, type Client, type Next, type Req } from "./client.js";
import { $form, $headers, $json, $path, type Fields, type Path } from "./encode.js";
import { ApiError } from "./error.js";

/** What a generated route tells about its request and its answer. */
export interface Shape {
  readonly query?: Fields;
  readonly headers?: Fields;
  readonly json?: unknown;
  readonly form?: object;
  /** How `form` is written, unless url-encoded. */
  readonly pack?: (form: never) => NonNullable<RequestInit["body"]>;
  readonly auth?: true;
  /** A success status outside 200 to 299. */
  readonly ok?: number;
  readonly as?: "void";
  /** Reads the JSON of a success. */
  readonly parse?: ((text: string) => unknown) | undefined;
  readonly open?: ((body: unknown) => Opened) | undefined;
  readonly errors?: readonly string[];
  /** The whole argument, where there is someone to look at it. */
  readonly args?: unknown;
}

/** Runs `work` until the signal fires or the time is up, that of the call unless given; what comes first counts. */
export const $within = <T>(
  op: OpId,
  opts: CallOpts,
  work: (signal: AbortSignal) => Promise<T>,
  ms: number = opts.timeoutMs ?? $client(opts).timeoutMs ?? 0,
  late: "timeout" | "network" = "timeout",
): Promise<T> => {
  const { signal } = opts;
  const controller = new AbortController();
  let abort: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Promise<T>((resolve, reject) => {
    const stop = (kind: "abort" | "timeout" | "network", origin?: unknown): void => {
      const error = new ApiError(op, { kind }, origin);
      reject(error);
      controller.abort(error);
    };
    abort = () => {
      stop("abort", signal?.reason);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener("abort", abort);
    // Longer than 2^31 ms a timer would fire at once.
    if (ms > 0 && ms < 2 ** 31) timer = setTimeout(stop, ms, late);
    work(controller.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener("abort", abort);
  });
};

const encode = (op: OpId, method: string, path: string, client: Client, signal: AbortSignal, shape: Shape): Req => {
  const { json, form, pack = $form } = shape;
  const headers = new Headers(client.headers);
  const query = `${$form(shape.query)}`;
  let body: Req["body"] = $json(json) ?? null;
  if (body && /^(GET|HEAD)$/.test(method)) {
    if (body !== "{}") throw new TypeError(`a body of ${method} cannot be sent`);
    body = null;
  }
  if (body) headers.set("Content-Type", "application/json");
  // Its type, and the boundary of a multipart body, are set by fetch.
  if (form) body = pack(form as never);
  $headers(headers, shape.headers);
  const url = (client.baseUrl ?? "").replace(/\/+$/, "") + path + (query && `?${query}`);
  return { op, method, url, headers, body, signal, shape };
};

/** Throws what was caught, as an `ApiError` of this kind unless it is one already. */
export const $fail =
  (op: OpId, kind: "network" | "encode") =>
  (origin: unknown): never => {
    throw origin instanceof ApiError ? origin : new ApiError(op, { kind }, origin);
  };

/** Writes the request, adds the token, goes through the middleware: the head of the answer. */
export const $ask = async (
  signal: AbortSignal,
  op: OpId,
  method: string,
  path: Path,
  opts: CallOpts,
  shape: Shape,
): Promise<Response> => {
  const client = $client(opts);
  const { auth, credentials, fetch = globalThis.fetch } = client;
  const send: Next = async (req) => {
    req.signal.throwIfAborted();
    // One that is not the platform's may throw at once.
    const answer = async (): Promise<Response> => fetch(req.url, credentials ? { ...req, credentials } : req);
    return answer().catch($fail(op, "network"));
  };
  try {
    const req = encode(op, method, $path(path), client, signal, shape);
    const token = (shape.auth ?? client.authAll) && (typeof auth === "function" ? await auth() : auth);
    if (token) req.headers.set("Authorization", `Bearer ${token}`);
    for (const [name, value] of Object.entries(opts.headers ?? {})) req.headers.set(name, value);
    const chain = (client.use ?? []).reduceRight<Next>((next, wrap) => async (req) => wrap(req, next), send);
    return await chain(req);
  } catch (origin) {
    return $fail(op, "encode")(origin);
  }
};

/** The whole body of the answer. */
export const $text = (op: OpId, answer: Response): Promise<string> => answer.text().catch($fail(op, "network"));

/** Waits, unless the signal fires. */
export const $sleep = (op: OpId, signal: AbortSignal | undefined, ms: number): Promise<void> =>
  $within(op, { signal }, () => new Promise<never>(() => undefined), Math.max(ms, 1)).catch((error: unknown) => {
    if ((error as ApiError).kind === "abort") throw error;
  });
