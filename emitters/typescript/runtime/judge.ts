// apic client runtime: values of a JSON body as the server judges them.

import type { Violation } from "./error.js";
import type { Kind, Rules, ScalarKind } from "./rules.js";
import { $strict } from "./strict.js";
import { $isNull, $judgePresence, $judgeRules, $judgeScalarText, $type, $wrongLength, type Fault } from "./verdict.js";

/** Where a value stands. Inside of a text source everything goes by the name of the field. */
export interface At {
  readonly in: Violation["location"];
  readonly field: string;
}

/** Takes note of a broken rule. */
export type Judge = (at: At, rule: string, message: string) => void;

/** How strictly a scalar is read, which depends on where it stands; `text` is a whole text that is JSON. */
export type Mode = "field" | "quoted" | "element" | "entry" | "text";

/** An object, and which of its members were found for a field of an object inside of it. */
interface Scope {
  readonly object: Record<string, unknown>;
  readonly inherited: Set<string>;
}

/** Deeper than this the server does not read; a value that holds itself has no end. */
const DEEPEST = 512;

const under = (at: At, step: string | number): At =>
  at.in === "body"
    ? { in: "body", field: `${at.field}/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}` }
    : at;

/** As JSON would write it: a text stands for what `toJSON` makes of it, bytes for their base64. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return "";
  const { toJSON } = Object(value) as { toJSON?: unknown };
  const found: unknown = typeof toJSON === "function" ? toJSON.call(value) : value;
  return typeof found === "function" || typeof found === "symbol" ? undefined : found;
};

/** The text of a scalar in JSON, without quotes. */
const token = (value: unknown): string => (typeof value === "number" ? JSON.stringify(value) : String(value));

const isBase64 = (text: string): boolean =>
  /^([a-z\d+/]{4})*([a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i.test(text.replace(/[\r\n]/g, ""));

const judgeScalar = (kind: ScalarKind, value: unknown, found: Mode): Fault | undefined => {
  const mode = found === "text" ? "field" : found;
  const text = typeof value === "string" ? value : undefined;
  const number = typeof value === "bigint" || Number.isFinite(value) ? token(value) : undefined;
  switch (kind) {
    case "any":
      return undefined;
    case "file":
    case "never":
      return $type("cannot be sent");
    case "bytes":
      return text !== undefined && isBase64(text) ? undefined : $type("must be base64, or a list of bytes");
    case "bool":
      if (typeof value === "boolean" && mode !== "quoted") return undefined;
      if (text !== undefined && (mode === "quoted" || mode === "element")) return $judgeScalarText(kind, text);
      return number !== undefined && mode !== "field" ? $judgeScalarText(kind, number) : $type("must be true or false");
    case "text":
      return text !== undefined || (number !== undefined && mode !== "field") ? undefined : $type("must be text");
    case "i64d":
    case "u64d":
      return $judgeScalarText(kind, text ?? number ?? "");
    default:
      if (number !== undefined) return $judgeScalarText(kind, number);
      if (text !== undefined && (mode === "quoted" || mode === "element")) return $judgeScalarText(kind, text);
      return $type(mode === "quoted" ? "must be a number, which may stand in quotes" : "must be a number");
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list or map; a field may hold it as text, too, `null` then for an empty one. The flag says that it did. */
const opened = <T>(
  value: unknown,
  mode: Mode,
  fits: (value: unknown) => value is T,
  empty: T,
): [T, boolean] | undefined => {
  if (fits(value)) return [value, false];
  if ($strict || mode !== "field" || typeof value !== "string") return undefined;
  try {
    const inner: unknown = JSON.parse(value);
    return fits(inner) ? [inner, true] : inner === null ? [empty, true] : undefined;
  } catch {
    return undefined;
  }
};

/** Judges one value, with the objects that enclose it, innermost first. */
export const $judge = (
  judge: Judge,
  at: At,
  kind: Kind,
  given: unknown,
  mode: Mode,
  outer: readonly Scope[] = [],
  depth = 0,
): void => {
  const value = plain(given);
  // Text around the numbers of a list is text around each of them.
  const inside = (usual: Mode): Mode => (mode === "quoted" ? mode : $strict ? "field" : usual);
  // Go reads a map inside of a text without any of the softness.
  const entry = (inText: boolean): Mode => (inText || mode === "text" ? "field" : inside("entry"));
  if (depth > DEEPEST) {
    judge(at, "size", "is nested too deeply");
    return;
  }
  if (typeof kind === "function") {
    if (isObject(value)) judgeObject(judge, at, kind(), [{ object: value, inherited: new Set() }, ...outer], depth);
    else judge(at, ...$type("must be an object"));
    return;
  }
  if (typeof kind === "object" && "map" in kind) {
    const [map, inText = false] = opened(value, mode, isObject, {}) ?? [];
    if (!map) {
      judge(at, ...$type("must be an object"));
      return;
    }
    for (const [name, member] of Object.entries(map)) {
      const there = under(at, name);
      if (plain(member) === undefined) continue;
      if (plain(member) !== null) $judge(judge, there, kind.map, member, entry(inText), [], depth + 1);
      else if (kind.map !== "any") {
        judge(there, ...$isNull);
        continue;
      }
      if (kind.key && $judgeScalarText(kind.key, name)) judge(there, ...$type("must have a whole number as its key"));
    }
    return;
  }
  // Base64 knows no bracket: text that begins with one is a list.
  const isList = Array.isArray(value) || (typeof value === "string" && value.trimStart().startsWith("["));
  const isBytes = kind === "bytes" && isList;
  if (typeof kind === "object" || isBytes) {
    const { list, length }: { list: Kind; length?: number } = typeof kind === "object" ? kind : { list: "u8" };
    const [items, inText = false] = opened(value, mode, Array.isArray, []) ?? [];
    if (!items) {
      judge(at, ...$type("must be a list"));
      return;
    }
    items.forEach((item: unknown, index) => {
      const there = under(at, index);
      if (plain(item) != null) $judge(judge, there, list, item, inside("element"), [], depth + 1);
      else if (inText || ($strict && list !== "any")) judge(there, ...$isNull);
    });
    if (length !== undefined && length !== items.length) judge(at, ...$wrongLength(length));
    return;
  }
  const fault = judgeScalar(kind, value, mode);
  if (fault) judge(at, ...fault);
};

const judgeObject = (
  judge: Judge,
  at: At,
  all: Rules,
  scopes: readonly [Scope, ...Scope[]],
  depth: number,
): void => {
  const [scope] = scopes;
  const own = ({ object }: Scope, name: string): unknown =>
    Object.hasOwn(object, name) ? plain(object[name]) : undefined;
  const rules = all.filter((rule) => !rule.in);
  for (const rule of rules) {
    const there = under(at, rule.name);
    const holder = (rule.inherit ? scopes : [scope]).find((found) => own(found, rule.name) !== undefined);
    const value = holder && own(holder, rule.name);
    if (rule.inherit) holder?.inherited.add(rule.name);
    const broken: string[] = [];
    const note: Judge = (...what) => {
      broken.push(what[1]);
      judge(...what);
    };
    if (value != null) {
      $judge(note, there, rule.is, value, rule.quoted ? "quoted" : "field", scopes, depth + 1);
      const fault = !broken.length && typeof value !== "object" && $judgeRules(rule, token(value));
      if (fault) note(there, ...fault);
    }
    const found = value === undefined ? "absent" : value === null ? "null" : "fine";
    const fault = broken.length ? undefined : $judgePresence(rule, found, (name) => own(scope, name) !== undefined);
    if (fault) judge(there, ...fault);
  }
  if (!$strict) return;
  for (const name of Object.keys(scope.object)) {
    const isKnown = scope.inherited.has(name) || rules.some((rule) => rule.name === name);
    if (!isKnown && own(scope, name) !== undefined) judge(under(at, name), "unexpected", "is not asked for");
  }
};
