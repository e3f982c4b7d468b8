// apic client runtime: values that are something else in the program than in JSON, paid for only where they are used.

import { $json } from "./encode.js";

/** Bytes, base64 on the wire. */
export type Bytes = Uint8Array;

/**
 * What is converted: `bigint` and `digits` (text) are JSON numbers of 64 bits on the wire; a function gives the fields
 * of an object. What is not named stays as it is.
 */
export type Codec =
  "bigint" | "digits" | "bytes" | { readonly list: Codec } | { readonly map: Codec } | (() => Fields);

/** The converted fields of an object, by wire name. */
export type Fields = Readonly<Record<string, Codec>>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** How a member is converted. */
const inner = (codec: Codec, name: string): Codec | undefined => {
  if (typeof codec === "object" && "map" in codec) return codec.map;
  const fields = typeof codec === "function" ? codec() : {};
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
};

/** JSON whose whole numbers of 16 digits and more are exact, as `bigint`. */
const scan = (text: string): unknown => {
  JSON.parse(text);
  // From here on the syntax is known to be right.
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  let at = 0;
  const members = <T>(end: string, member: () => T): T[] => {
    const all: T[] = [];
    while (tokens[at] !== end) {
      all.push(member());
      if (tokens[at] === ",") at++;
    }
    at++;
    return all;
  };
  const next = (): unknown => {
    const token = tokens[at++]!;
    if (token === "[") return members("]", next);
    if (token === "{") {
      const pair = (): [string, unknown] => {
        const name = JSON.parse(tokens[at]!) as string;
        at += 2;
        return [name, next()];
      };
      return Object.fromEntries(members("}", pair));
    }
    return /^-?\d{16,}$/.test(token) ? BigInt(token) : JSON.parse(token);
  };
  return next();
};

const read = (codec: Codec | undefined, value: unknown): unknown => {
  if (Array.isArray(value)) {
    const item = typeof codec === "object" && "list" in codec ? codec.list : undefined;
    return value.map((one) => read(item, one));
  }
  if (isObject(value)) {
    const pair = ([name, one]: [string, unknown]): [string, unknown] => [name, read(codec && inner(codec, name), one)];
    return Object.fromEntries(Object.entries(value).map(pair));
  }
  if (value === null || typeof codec === "object" || typeof codec === "function") return value;
  if (codec === "bigint") return BigInt(value as number);
  if (codec === "digits") return `${BigInt(value as number)}`;
  if (codec === "bytes") return Uint8Array.from(atob(value as string), (letter) => letter.charCodeAt(0));
  return typeof value === "bigint" ? Number(value) : value;
};

/** Reads the JSON of an answer; what does not fit throws. */
export const $parse =
  (codec: Codec): ((text: string) => unknown) =>
  (text) =>
    read(codec, /\d{16}/.test(text) ? scan(text) : JSON.parse(text));

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

const write = (codec: Codec | undefined, value: unknown): string | undefined => {
  if (codec === undefined || value == null) return $json(value);
  if (Array.isArray(value)) {
    const item = typeof codec === "object" && "list" in codec ? codec.list : undefined;
    return `[${value.map((one) => write(item, one) ?? "null").join()}]`;
  }
  if (codec === "bytes") return value instanceof Uint8Array ? `"${base64(value)}"` : $json(value);
  if (codec === "bigint" || codec === "digits") return `${BigInt(value as bigint)}`;
  if (!isObject(value)) return $json(value);
  const members = Object.entries(value).map(([name, one]) => [JSON.stringify(name), write(inner(codec, name), one)]);
  return `{${members.filter(([, text]) => text !== undefined).map((pair) => pair.join(":"))}}`;
};

/** Writes the one value of a form that is a JSON body. */
export const $write =
  (codec: Codec): ((form: readonly [value: unknown]) => string) =>
  ([value]) =>
    write(codec, value) ?? "null";
