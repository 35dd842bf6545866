import type { Json } from '@ledgerdesk/kernel';

/** Measures of a report: numbers, or objects and lists of them. */
export type Figures = Readonly<Record<string, Json | undefined>>;

/** The figures of one group in one bucket. */
export interface ReportedItem extends Figures {
  /** Value under each grouping; null where none is known. */
  readonly group: Readonly<Record<string, string | number | null>>;
  readonly bucket?: string;
}

/** A grouped report, as the API returns it. */
export interface PicturedReport {
  /** Name of the report, such as `responses`. */
  readonly name: string;
  /** What was asked for: groupings, bucket, time zone, from, to, team, and the moment. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly total: Figures;
  readonly items: readonly ReportedItem[];
  /** What the report was computed from. */
  readonly manifest?: Json;
}
