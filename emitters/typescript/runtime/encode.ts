// apic client runtime: how values are written into a request.

/** A value of one path segment, query parameter or header. */
export type Scalar = string | number | bigint | boolean;

/** A 64-bit integer as an input: `number` is exact up to 2^53, `bigint` and decimal text always. */
export type Int64In = number | bigint | string;

/** A file of a multipart form; a `File` brings its name along. */
export type FilePart = Blob;

/** Fields of one place by wire name. `undefined` and `null` are left out. */
export type Fields = Readonly<Record<string, unknown>>;

const finite = (value: unknown): unknown => {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${String(value)} cannot be sent`);
  return value;
};

/** JSON text; `NaN` and the infinities, which JSON would turn into `null`, are refused. */
export const $json = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, inner: unknown) => finite(inner));

/** JSON text in which a `bigint` keeps its digits: for lists and maps that travel as one text. */
export const $digits = (value: unknown): string | undefined => {
  // Behind half a letter, which no text has, and taken out of its quotes again.
  const mark = (inner: unknown): unknown => (typeof inner === "bigint" ? `\udfff${String(inner)}` : finite(inner));
  if (value == null) return undefined;
  return JSON.stringify(value, (_key, inner: unknown) => mark(inner)).replace(/"\\udfff(-?\d+)"/g, "$1");
};

const text = (value: unknown): string =>
  value == null ? "" : typeof value === "object" ? ($json(value) ?? "") : String(finite(value));

const fill = <F extends URLSearchParams | FormData>(form: F, fields: Fields, write: (value: unknown) => string): F => {
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const item = write(one);
      if (item) form.append(name, item);
    }
  }
  return form;
};

/** A path as it stands, or in parts: text and values in turn. */
export type Path = string | readonly Scalar[];

/** The path with encoded values. What URL rules would drop from a path (``, `.` and `..`) is refused. */
export const $path = (path: Path): string => {
  const write = (part: Scalar, index: number): string => {
    const segment = text(part);
    if (index % 2 && /^\.{0,2}$/.test(segment)) throw new TypeError(`path segment "${segment}" cannot be sent`);
    return index % 2 ? encodeURIComponent(segment) : segment;
  };
  return typeof path === "string" ? path : path.map(write).join("");
};

/** `a=1&a=2`: a list repeats its key, empty text is not sent because servers read it as absent. */
export const $form = (fields: Fields = {}): URLSearchParams => fill(new URLSearchParams(), fields, text);

/** A part for each value, a list repeats its part; files travel as they are. */
export const $parts = (fields: Fields): FormData =>
  fill(new FormData(), fields, (value) => (value instanceof Blob ? (value as Blob & string) : text(value)));

/** Adds contract headers; a list is one JSON text. `Headers` itself would trim a line end instead of refusing it. */
export const $headers = (to: Headers, fields: Fields = {}): void => {
  for (const [name, value] of Object.entries(fields)) {
    if (value == null) continue;
    const item = text(value);
    if (/[\0\r\n]|[^\0-\xff]/.test(item)) throw new TypeError(`header ${name} cannot be sent`);
    to.set(name, item);
  }
};

/** An own field only: for wire names such as `toString`, which every object seems to have. */
export const $own = <T extends object, K extends keyof T>(from: T, name: K): T[K] | undefined =>
  Object.hasOwn(from, name) ? from[name] : undefined;
