// apic client runtime: single values as the server judges them, whatever they came from.

import type { Kind, Rule, ScalarKind } from "./rules.js";

/** A broken rule that does not know its place yet. */
export type Fault = readonly [rule: string, message: string];

/** A value of another kind. */
export const $type = (message: string): Fault => ["type", message];

/** The fault of a fixed array with more or fewer elements. */
export const $wrongLength = (length: number): Fault => ["length", `must have exactly ${String(length)} elements`];

export const $isNull: Fault = ["null", "must not be null"];

const required: Fault = ["required", "is required"];

/** A whole number of `bits` bits. */
const whole = (kind: string, text: string): Fault | undefined => {
  const signed = kind.startsWith("i");
  if (!(signed ? /^[+-]?\d+$/ : /^\d+$/).test(text)) return $type("must be a whole number");
  const value = BigInt(text);
  const bits = Number(/\d+/.exec(kind));
  const fits = (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value;
  return fits ? undefined : $type(`must be a whole number that fits ${kind.replace("d", "")}`);
};

const real = (kind: string, text: string): number => (kind === "f32" ? Math.fround(Number(text)) : Number(text));

/** What a text is wrong for; the same in every source. */
export const $judgeScalarText = (kind: ScalarKind, text: string): Fault | undefined => {
  switch (kind) {
    case "text":
      return undefined;
    case "bool":
      return /^([01]|true|false)$/i.test(text) ? undefined : $type("must be true or false");
    case "f32":
    case "f64":
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return $type("must be a number");
      return Number.isFinite(real(kind, text)) ? undefined : $type(`must be a number that fits ${kind}`);
    case "bytes":
    case "any":
    case "file":
    case "never":
      return $type("cannot be read from text");
    default:
      return whole(kind, text);
  }
};

/** Where the text of a number lies beside a bound. */
const side = (kind: Kind, text: string, bound: number | string): number => {
  if (kind === "f32" || kind === "f64") return real(kind, text) - real(kind, String(bound));
  const [value, limit] = [BigInt(text), BigInt(bound)];
  return value < limit ? -1 : Number(value > limit);
};

const bounds = ({ min, above, max, below }: Rule): string => {
  if (min !== undefined && max !== undefined) return `must be from ${String(min)} to ${String(max)}`;
  const sides = [["at least", min], ["greater than", above], ["at most", max], ["less than", below]];
  const given = sides.filter(([, bound]) => bound !== undefined);
  return `must be ${given.map((side) => side.join(" ")).join(" and ")}`;
};

/** The first of the field's own rules that a scalar breaks. */
export const $judgeRules = (rule: Rule, text: string): Fault | undefined => {
  const { is, options, min, above, max, below } = rule;
  if (options && !options.includes(text)) return ["options", `must be one of: ${options.join(", ")}`];
  const isOut =
    (min !== undefined && side(is, text, min) < 0) ||
    (above !== undefined && side(is, text, above) <= 0) ||
    (max !== undefined && side(is, text, max) > 0) ||
    (below !== undefined && side(is, text, below) >= 0);
  return isOut ? ["range", bounds(rule)] : undefined;
};

/** What is to be said of a field that is there or not. */
export const $judgePresence = (
  rule: Rule,
  found: "absent" | "null" | "fine",
  has: (name: string) => boolean,
): Fault | undefined => {
  const other = rule.with ?? rule.without;
  if (found === "null") return rule.optional ? undefined : $isNull;
  if (other === undefined) return found === "fine" || rule.optional || rule.absent ? undefined : required;
  const [together, there] = [rule.with !== undefined, found === "fine"];
  if ((has(other) === together) === there) return undefined;
  if (!there) return ["dependency", `is required when ${other} is ${together ? "given" : "absent"}`];
  return ["dependency", together ? `is only allowed when ${other} is given` : `is not allowed when ${other} is given`];
};
