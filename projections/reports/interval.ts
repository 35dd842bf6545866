import type { Instant } from '@ledgerdesk/kernel';

/** Instants from `from` (inclusive) to `to` (exclusive). Open where a member is undefined. */
export interface Interval {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** A time in which something lasted: [at, until). Undefined: it still lasts. */
export interface Span {
  readonly at: Instant;
  readonly until: Instant | undefined;
}

/** Returns the part of a span in an interval; undefined if there is none. */
export const spanWithin = ({ at, until }: Span, { from, to }: Interval): Span | undefined => {
  const start = from !== undefined && at < from ? from : at;
  const end = until === undefined || (to !== undefined && until >= to) ? undefined : until;
  if ((to !== undefined && start >= to) || (end !== undefined && end <= start)) return undefined;
  return { at: start, until: end };
};

/** A value that holds from an instant until the next one. */
export interface Since<T> {
  readonly at: Instant;
  readonly value: T;
}

/**
 * Returns the spans of values that follow each other, in order of time. Spans without length are left out. `values` are
 * in order.
 */
export const spansOf = <T>(values: readonly Since<T>[]): readonly (Span & { readonly value: T })[] =>
  values
    .map(({ at, value }, index) => ({ at, until: values[index + 1]?.at, value }))
    .filter(({ at, until }) => until === undefined || at < until);
