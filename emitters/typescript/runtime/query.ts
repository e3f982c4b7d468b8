// apic client runtime: what TanStack Query (v5, any framework) is given. It imports nothing of it: plain objects fit.

import type { OpId } from "../ops.js";
import type { CallOpts } from "./client.js";

/** Operation, then the argument of the call. */
export type QueryKey = readonly [op: OpId, req?: unknown];

/** Takes the place of `queryOptions(…)`: for `useQuery`, `prefetchQuery`, `ensureQueryData`, … */
export interface Query<T> {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>;
}

/** Takes the place of `mutationOptions(…)`: for `useMutation`. */
export interface Mutation<T, V> {
  readonly mutationKey: readonly [op: OpId];
  readonly mutationFn: (variables: V) => Promise<T>;
}

/** Keys are hashed as JSON, which has no `bigint`. */
const plain = (value: unknown): unknown => {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
};

/** The key of one query; without `req` the prefix of all queries of the operation, for `invalidateQueries`. */
export const keyOf = (op: OpId, req?: unknown): QueryKey => (req === undefined ? [op] : [op, plain(req)]);

/** A filter for all queries of a group and the groups in it: `invalidateQueries(inGroup("admin.order"))`. */
export const inGroup = (
  group: string,
): { readonly predicate: (query: { readonly queryKey: readonly unknown[] }) => boolean } => ({
  predicate: ({ queryKey: [op] }) => String(op).startsWith(`${group}.`),
});

/** Data of a query must not be `undefined`: nothing is `null`. */
type Found<T> = unknown extends T ? T : undefined extends T ? null : T;

/** The options of a query; every generated one is one call of this. */
export const $query = <T>(
  op: OpId,
  call: (opts: CallOpts) => Promise<T>,
  opts?: CallOpts,
  req?: unknown,
): Query<Found<T>> => ({
  queryKey: keyOf(op, req),
  queryFn: async ({ signal }) => ((await call({ ...opts, signal })) ?? null) as Found<T>,
});

/** The options of a mutation; every generated one is one call of this. */
export const $mutation = <T, V>(op: OpId, mutationFn: (variables: V) => Promise<T>): Mutation<T, V> => ({
  mutationKey: [op],
  mutationFn,
});
