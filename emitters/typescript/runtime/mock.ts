// apic client runtime: answers of a server that is not there, for Mock Service Worker.

import { http, type HttpHandler, HttpResponse, type ResponseResolver } from "msw";
import type { Problem } from "./error.js";

/** What a mocked route answers, or who decides that from the request: also a `problem(…)`, or any `Response`. */
export type Answer<T> = T | Decide<T>;

export type Decide<T> = (request: Request) => Given<T> | Promise<Given<T>>;

type Given<T> = T | Refusal | Response;

/** An error document that is to be sent. */
export class Refusal {
  readonly problem: Problem;

  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Refuses a request as the server would: `moveItem(() => problem(409, "shelf_full"))`. */
export const problem = (status: number, code: string, more: Partial<Problem> = {}): Refusal =>
  new Refusal({ status, code, title: code, ...more });

/** What is special about a route. */
export interface Mocked {
  readonly status?: number;
  /** The answer is a list of events. */
  readonly stream?: true;
  /** Everything is `{code, msg, data}`. */
  readonly envelope?: boolean;
  readonly write?: (value: readonly [unknown]) => string;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The whole URL: at any origin, unless the base names one. A segment `:` stands for any. */
const pattern = (path: string, baseUrl: string): RegExp => {
  const base = baseUrl.replace(/\/+$/, "");
  const segment = (text: string): string => escape(new URL(`http://h/${text}`).pathname.slice(1));
  const parts = path.split("/").map((part) => (part === ":" ? "[^/]+" : segment(part)));
  const origin = /^\w+:/.test(base) ? "" : "\\w+://[^/]+";
  return new RegExp(`^${origin}${escape(base)}${parts.join("/")}$`);
};

const refuse = ({ problem }: Refusal, envelope: boolean): Response => {
  const { status, code, title, detail, ...rest } = problem;
  const body = { code: status, msg: detail ?? title, reason: code, ...rest };
  if (envelope) return HttpResponse.json(body, { status });
  return HttpResponse.json(problem, { status, headers: { "Content-Type": "application/problem+json" } });
};

/** A handler of one route; every generated one is one call of this. */
export const $mock = <T>(
  method: "get" | "head" | "post" | "put" | "patch" | "delete" | "options",
  path: string,
  answer: Answer<T> | undefined,
  baseUrl = "",
  { status = 200, stream, envelope = false, write = ([value]) => JSON.stringify(value) }: Mocked = {},
): HttpHandler => {
  const send = (value: unknown): Response => {
    if (stream) {
      const events = (value as readonly unknown[]).map((event) => `data: ${write([event])}\n\n`);
      return new HttpResponse(events.join(""), { headers: { "Content-Type": "text/event-stream" } });
    }
    const data = value === undefined ? "" : write([value]);
    const body = envelope ? `{"code":0,"msg":"ok"${data && `,"data":${data}`}}` : data;
    const headers = { "Content-Type": "application/json; charset=utf-8" };
    return body ? new HttpResponse(body, { status, headers }) : new HttpResponse(null, { status });
  };
  const resolve: ResponseResolver = async ({ request }) => {
    const given = typeof answer === "function" ? await (answer as (request: Request) => unknown)(request) : answer;
    if (given instanceof Response) return given;
    return given instanceof Refusal ? refuse(given, envelope) : send(given);
  };
  return http[method](pattern(path, baseUrl), resolve);
};
