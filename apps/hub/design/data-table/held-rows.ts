/** Rows in the order in which they are shown, and how many have changed meanwhile. */
export interface HeldRows<Row> {
  readonly rows: readonly Row[];
  /** Ids of rows that are not in the list any more. */
  readonly gone: ReadonlySet<string>;
  /** Rows that have come, gone or moved. */
  readonly changes: number;
}

/** The rows as they are, with nothing held. */
export const asTheyAre = <Row>(rows: readonly Row[]): HeldRows<Row> => ({ rows, gone: new Set(), changes: 0 });

/** Length of the longest part of a sequence of different numbers, not necessarily coherent, that is in order. */
const lengthInOrder = (numbers: readonly number[]): number => {
  /** The smallest last number of an ordered part of each length. */
  const ends: number[] = [];
  for (const number of numbers) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? Infinity) < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
  }
  return ends.length;
};

/**
 * Keeps rows in their places: each with its newest contents, those that have gone as they were, and behind them the
 * rows of pages that were loaded meanwhile. `isFromEnd`: earlier pages come before them.
 */
export const holdRows = <Row>(
  held: readonly Row[],
  current: readonly Row[],
  idOf: (row: Row) => string,
  isFromEnd = false,
): HeldRows<Row> => {
  const places = new Map(current.map((row, index) => [idOf(row), index]));
  const heldIds = new Set(held.map(idOf));
  const stays = held.map((row) => current[places.get(idOf(row)) ?? -1] ?? row);
  const gone = new Set([...heldIds].filter((id) => !places.has(id)));
  const isNew = (row: Row): boolean => !heldIds.has(idOf(row));
  const order = held.flatMap((row) => places.get(idOf(row)) ?? []);
  const first = order.reduce((least, place) => Math.min(least, place), current.length);
  const earlier = isFromEnd ? current.slice(0, first) : [];
  const end = earlier.length + held.length;
  return {
    rows: [...earlier, ...stays, ...current.slice(end).filter(isNew)],
    gone,
    changes: current.slice(earlier.length, end).filter(isNew).length + gone.size + order.length - lengthInOrder(order),
  };
};
