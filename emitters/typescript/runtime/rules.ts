// apic client runtime: the server's verdict on a request before it is sent, for forms.

import type { Violation } from "./error.js";
import { $judge, type At, type Judge } from "./judge.js";
import { $judgeText } from "./texts.js";

/**
 * A scalar by its width, `d` behind it if the program holds its digits as text; or `file`. `never` is a place that
 * nothing can arrive at.
 */
export type ScalarKind =
  | ("i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64" | "i64d" | "u64d")
  | ("bool" | "text" | "bytes" | "any" | "file" | "never");

/** What a value must be; a function gives the rules of an object. */
export type Kind =
  | ScalarKind
  | { readonly list: Kind; readonly length?: number }
  | { readonly map: Kind; readonly key?: ScalarKind }
  | (() => Rules);

/** What the server asks of one field at one place. Without a word about absence, the field is required. */
export interface Rule {
  /** A JSON body unless said otherwise. */
  readonly in?: "path" | "query" | "form" | "header";
  /** The name on the wire. */
  readonly name: string;
  /** The key of the argument, where it is another. */
  readonly key?: string;
  readonly is: Kind;
  /** A number or bool inside text. */
  readonly quoted?: true;
  /** May be absent or null. */
  readonly optional?: true;
  /** May be absent, not null. */
  readonly absent?: true;
  /** Present exactly when that one is. */
  readonly with?: string;
  /** Present exactly when that one is not. */
  readonly without?: string;
  /** If absent, looked for in the enclosing objects. */
  readonly inherit?: true;
  readonly options?: readonly string[];
  /** All of the argument travels, also what no rule speaks of: said by a rule that nothing can arrive at. */
  readonly whole?: true;
  /** Bounds, as text where a number would be rounded. */
  readonly min?: number | string;
  readonly above?: number | string;
  readonly max?: number | string;
  readonly below?: number | string;
}

/** The fields of a type in the order in which the server looks at them. */
export type Rules = readonly Rule[];

/** No answer has more violations. */
const MOST = 100;

const judgeRequest = (judge: Judge, rules: Rules, value: unknown): void => {
  const read = ({ key, name }: Rule): unknown =>
    value && Object.hasOwn(value, key ?? name) ? (value as Record<string, unknown>)[key ?? name] : undefined;
  for (const rule of rules) {
    if (rule.in) $judgeText(judge, rules, rule, read);
  }
  const body = rules.filter((rule) => !rule.in);
  // Pairs of a list, so that `__proto__` is a name like any other.
  const isWhole = rules.some((rule) => rule.whole) && typeof value === "object" && value !== null;
  const strangers = isWhole ? Object.entries(value) : [];
  const members = Object.fromEntries([...strangers, ...body.map((rule) => [rule.name, read(rule)] as const)]);
  if (body.length || isWhole) $judge(judge, { in: "body", field: "" }, () => body, members, "field");
};

/**
 * What the server would say of this request, in its words and order; nothing if it would take it. `rules` are those of
 * the request type; for a body that is no object the kind of it, such as `{ list: () => itemRules }`.
 */
export const check = (rules: Rules | Kind, value: unknown): Violation[] => {
  const violations: Violation[] = [];
  const judge: Judge = (at, rule, message) => violations.push({ location: at.in, field: at.field, rule, message });
  const at: At = { in: "body", field: "" };
  if (Array.isArray(rules)) judgeRequest(judge, rules as Rules, value);
  else if (value === undefined) judge(at, "required", "is required");
  else if (value === null && rules !== "any") judge(at, "null", "must not be null");
  else $judge(judge, at, rules as Kind, value, "field");
  // Only a body, which is the last source, holds what is not asked for, and that comes behind all else.
  const last = ({ rule }: Violation): number => Number(rule === "unexpected");
  return violations.sort((one, other) => last(one) - last(other)).slice(0, MOST);
};

/** The key of the argument that a violation speaks of, be it of `check` or of the server: where to mark a form. */
export const keyOfViolation = (
  rules: Rules,
  { location, field }: Pick<Violation, "location" | "field">,
): string | undefined => {
  const name = location === "body" ? field.split("/")[1]?.replace(/~1/g, "/").replace(/~0/g, "~") : field;
  const rule = rules.find((one) => (one.in ?? "body") === location && one.name === name);
  return rule && (rule.key ?? rule.name);
};
