/** Number of latest values that count. */
const WINDOW = 1_000;
/** EventStoreDB on Linux reports latencies in units of 10 microseconds. */
const UNITS_PER_MS = 100;

/** The share of values that lie below each measurement, with EventStoreDB's names and in its order. */
const QUANTILES: readonly (readonly [string, number])[] = [
  ['Median', 0.5],
  ['Fastest', 0],
  ['Quintile 1', 0],
  ['Quintile 2', 0.2],
  ['Quintile 3', 0.4],
  ['Quintile 4', 0.6],
  ['Quintile 5', 0.8],
  ['90%', 0.9],
  ['95%', 0.95],
  ['99%', 0.99],
  ['99.5%', 0.995],
  ['99.9%', 0.999],
];

export interface Measurement {
  readonly key: string;
  readonly value: number;
}

/** The times from the delivery of messages until the consumer settled them. */
export class Latencies {
  private readonly values: number[] = [];
  private next = 0;

  add(ms: number): void {
    this.values[this.next] = Math.round(ms * UNITS_PER_MS);
    this.next = (this.next + 1) % WINDOW;
  }

  /** Mean, quantiles and maximum of the latest values; none before the first. */
  measurements(): readonly Measurement[] {
    const sorted = this.values.toSorted((a, b) => a - b);
    const highest = sorted.at(-1);
    if (highest === undefined) return [];
    const mean = Math.floor(sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
    return [
      { key: 'Mean', value: mean },
      ...QUANTILES.map(([key, share]) => ({ key, value: sorted[Math.floor(share * sorted.length)] ?? highest })),
      { key: 'Highest', value: highest },
    ];
  }
}
