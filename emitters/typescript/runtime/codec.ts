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

/** Stands in front of the digits of a number that JSON.parse would round: half a letter, which no text has. */
const MARK = "\udfff";

/** JSON with its whole numbers of 16 digits and more as marked text. */
const scan = (text: string): unknown => {
  // What is no JSON must not become it.
  JSON.parse(text);
  const mark = (token: string): string => (/^-?\d{16,}$/.test(token) ? `"${MARK}${token}"` : token);
  let isText = false;
  const parts = text.split('"').map((part) => {
    if (!isText) {
      isText = true;
      return part.replace(/-?\d[\d.eE+-]*/g, mark);
    }
    let end = part.length;
    while (part[end - 1] === "\\") end--;
    // A quote behind an odd number of backslashes is part of the text.
    isText = (part.length - end) % 2 === 1;
    return part;
  });
  return JSON.parse(parts.join('"'));
};

const read = (codec: Codec | undefined, given: unknown): unknown => {
  const value = typeof given === "string" && given.startsWith(MARK) ? BigInt(given.slice(1)) : given;
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
  if (codec === "digits") return String(BigInt(value as number));
  if (codec === "bytes") return Uint8Array.from(atob(value as string), (letter) => letter.charCodeAt(0));
  return typeof value === "bigint" ? Number(value) : value;
};

/** Reads the JSON of an answer; what does not fit throws. */
export const $parse =
  (codec: Codec): ((text: string) => unknown) =>
  (text) =>
    read(codec, /\d{16}/.test(text) ? scan(text) : JSON.parse(text));

const base64 = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

const write = (codec: Codec | undefined, value: unknown): string | undefined => {
  if (codec === undefined || value == null) return $json(value);
  if (Array.isArray(value)) {
    const item = typeof codec === "object" && "list" in codec ? codec.list : undefined;
    return `[${value.map((one) => write(item, one) ?? "null").join()}]`;
  }
  if (codec === "bytes") return value instanceof Uint8Array ? `"${base64(value)}"` : $json(value);
  if (codec === "bigint" || codec === "digits") return String(BigInt(value as bigint | string));
  if (!isObject(value)) return $json(value);
  const members = Object.entries(value).map(([name, one]) => [JSON.stringify(name), write(inner(codec, name), one)]);
  const present = members.filter(([, text]) => text !== undefined);
  return `{${present.map((pair) => pair.join(":")).join()}}`;
};

/** Writes the one value of a form that is a JSON body. */
export const $write =
  (codec: Codec): ((form: readonly [value: unknown]) => string) =>
  ([value]) =>
    write(codec, value) ?? "null";
