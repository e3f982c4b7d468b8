// apic client runtime: values of path, query, form and headers as the server judges them.

import { $digits, type Scalar } from "./encode.js";
import { $judge, type Judge } from "./judge.js";
import type { Rule, Rules } from "./rules.js";
import { $judgePresence, $judgeRules, $judgeScalarText, $wrongLength, type Fault } from "./verdict.js";

/** What arrives of a field: its texts, nothing, or something that the source cannot hold. */
interface Arrived {
  readonly texts?: readonly string[] | undefined;
  readonly fault?: Fault;
}

/** As `encode.ts` writes it; what it refuses becomes a text that no number or bool is. */
const written = (value: unknown): string => {
  const given = value as Scalar | object | null | undefined;
  if (given == null) return "";
  try {
    return typeof given === "object" ? ($digits(given) ?? "") : String(given);
  } catch {
    return "NaN";
  }
};

/** One line that is a JSON list, or separated by commas. */
const headerList = (line: string): Arrived => {
  if (line === "null") return { texts: [] };
  if (!line.startsWith("[")) return { texts: line.split(",").map((part) => part.trim()) };
  try {
    const items = JSON.parse(line) as readonly unknown[];
    const isFlat = items.every((item) => item !== null && typeof item !== "object");
    return isFlat ? { texts: items.map(String) } : { fault: ["type", "must be a list of scalars"] };
  } catch {
    return { fault: ["syntax", "must be a JSON list"] };
  }
};

const header = (value: unknown, isList: boolean): Arrived => {
  if (value == null) return {};
  const line = written(value).replace(/^[ \t]+|[ \t]+$/g, "");
  if (/[\0\r\n]|[^\0-\xff]/.test(line)) return { fault: ["syntax", "cannot be sent"] };
  // Latin-1 goes out as single bytes.
  if (/[^\0-\x7f]/.test(line)) return { fault: ["syntax", "is not UTF-8"] };
  return isList ? headerList(line) : { texts: [line] };
};

const isFile = ({ is }: Rule): boolean =>
  is === "file" || (typeof is === "object" && "list" in is && is.list === "file");

/** What arrives at a file slot: text is none. */
const judgeFile = (value: unknown): Arrived => {
  const files = (Array.isArray(value) ? value : [value]).filter((one) => one instanceof Blob || written(one));
  if (!files.length) return {};
  return files.some((one) => one instanceof Blob) ? { texts: [] } : { fault: ["type", "must be a file"] };
};

const arrive = (rule: Rule, value: unknown): Arrived => {
  if (rule.is === "never") return {};
  if (isFile(rule)) return judgeFile(value);
  if (rule.in === "header") return header(value, typeof rule.is === "object" && "list" in rule.is);
  if (rule.in === "path") {
    const segment = written(value);
    if (/^\.\.?$/.test(segment)) return { fault: ["syntax", "cannot be sent"] };
    return segment ? { texts: [segment] } : {};
  }
  const texts = (Array.isArray(value) ? value : [value]).map(written).filter(Boolean);
  return texts.length ? { texts } : {};
};

const judgeList = (rule: Rule, texts: readonly string[]): Fault | undefined => {
  if (typeof rule.is !== "object" || !("list" in rule.is)) return undefined;
  const { list, length } = rule.is;
  for (const text of texts) {
    const fault = typeof list === "string" ? $judgeScalarText(list, text) : undefined;
    if (fault) return fault;
  }
  return length === undefined || length === texts.length ? undefined : $wrongLength(length);
};

/** Judges a field of a text source; `read` gives the value of any field. */
export const $judgeText = (judge: Judge, rules: Rules, rule: Rule, read: (rule: Rule) => unknown): void => {
  const at = { in: rule.in ?? "body", field: rule.name } as const;
  const { is } = rule;
  const { texts, fault } = arrive(rule, read(rule));
  if (fault) {
    judge(at, ...fault);
    return;
  }
  const [first] = texts ?? [];
  let isThere = texts !== undefined;
  if (typeof is === "function" || is === "bytes" || is === "any" || (typeof is === "object" && "map" in is)) {
    // One JSON text.
    let map: unknown;
    try {
      // What stands behind a number is ignored, as behind any JSON.
      map = JSON.parse(first?.match(/^-?(0|[1-9]\d*)(?=\d)/)?.[0] ?? first ?? "null");
    } catch {
      judge(at, "syntax", "must be JSON");
      return;
    }
    isThere = map !== null;
    const broken: string[] = [];
    const note: Judge = (...what) => {
      broken.push(what[1]);
      judge(...what);
    };
    if (isThere) $judge(note, at, is, map, "text");
    if (broken.length) return;
  } else if (typeof is === "object") {
    const broken = texts && judgeList(rule, texts);
    if (broken) {
      judge(at, ...broken);
      return;
    }
  } else if (first !== undefined) {
    const broken = $judgeScalarText(is, first) ?? $judgeRules(rule, first);
    if (broken) {
      judge(at, ...broken);
      return;
    }
  }
  const isSibling = (name: string): boolean => {
    const other = rules.find((one) => one.in === rule.in && one.name === name);
    if (!other) return false;
    const arrived = arrive(other, read(other));
    return arrived.texts !== undefined || arrived.fault !== undefined;
  };
  const missing = $judgePresence(rule, isThere ? "fine" : "absent", isSibling);
  if (missing) judge(at, ...missing);
};
