/** Records that the log says were dropped by the retention. */
export interface RecordedDrop {
  /** Where the log says so, for findings. */
  readonly place: string;
  readonly count: number;
  /** Lowest leaf of these records, and highest. */
  readonly firstLeaf: number;
  readonly lastLeaf: number;
  /** The tree before. */
  readonly tree: { readonly id: string; readonly size: number; readonly root: Uint8Array };
}

/** Leaves from `first` to `last`, both included. */
interface LeafRange {
  readonly first: number;
  readonly last: number;
}

interface AllowedRange extends LeafRange {
  /** Number of records in it that were dropped, at most. */
  readonly count: number;
}

/** Records that are missing, and that no drop on the log explains. */
export interface UnexplainedRecords extends LeafRange {
  /** Number of those in the range that were deleted beyond what the log says. */
  readonly count: number;
}

/** The leaves that lack their records, as they come in ascending order. Holds ranges, not leaves. */
export class MissingRecords {
  private readonly ranges: { first: number; last: number }[] = [];
  count = 0;

  add(leaf: number): void {
    this.count += 1;
    const last = this.ranges.at(-1);
    if (last?.last === leaf - 1) last.last = leaf;
    else this.ranges.push({ first: leaf, last: leaf });
  }

  /** The records that none of these drops explains. */
  beyond(drops: readonly RecordedDrop[]): readonly UnexplainedRecords[] {
    const allowed = unionOf(drops);
    const outside = this.ranges.flatMap((range) => outsideOf(range, allowed));
    const tooMany = allowed.flatMap(({ first, last, count }) => {
      const missing = this.countIn({ first, last });
      return missing > count ? [{ first, last, count: missing - count }] : [];
    });
    return [...outside.map((range) => ({ ...range, count: lengthOf(range) })), ...tooMany];
  }

  private countIn({ first, last }: LeafRange): number {
    return this.ranges.reduce(
      (sum, range) =>
        sum + Math.max(0, lengthOf({ first: Math.max(first, range.first), last: Math.min(last, range.last) })),
      0,
    );
  }
}

const lengthOf = ({ first, last }: LeafRange): number => last - first + 1;

/** The ranges of drops, those that overlap as one: a drop that a crash interrupted is on the log again. */
const unionOf = (drops: readonly RecordedDrop[]): readonly AllowedRange[] => {
  const union: { first: number; last: number; count: number }[] = [];
  for (const { firstLeaf: first, lastLeaf: last, count } of drops.toSorted((a, b) => a.firstLeaf - b.firstLeaf)) {
    const before = union.at(-1);
    if (!before || before.last < first) union.push({ first, last, count });
    else {
      before.last = Math.max(before.last, last);
      before.count += count;
    }
  }
  return union;
};

/** The parts of a range that lie outside of all allowed ones, which are in ascending order and apart. */
const outsideOf = ({ first, last }: LeafRange, allowed: readonly LeafRange[]): readonly LeafRange[] => {
  const parts: LeafRange[] = [];
  let from = first;
  for (const range of allowed.filter((one) => one.last >= first && one.first <= last)) {
    if (range.first > from) parts.push({ first: from, last: range.first - 1 });
    from = Math.max(from, range.last + 1);
  }
  if (from <= last) parts.push({ first: from, last });
  return parts;
};
