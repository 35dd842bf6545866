import type { Instant, Position } from '@ledgerdesk/kernel';
import { LINE_FORMATS, type LineFormatName } from './lines/line-formats.js';
import type { Shown } from './lines/exported-event.js';
import { isEmptySelection, type Selection } from './selection.js';

/** Formats of events, in the order in which `--help` lists them. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'cloudevents', 'parquet', 'ocel', 'xes'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The options of `ledgerdesk export`. */
export interface ExportOptions extends Shown {
  readonly format: ExportFormat;
  readonly after: Position;
  readonly until?: Position;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly types?: readonly string[];
  readonly stream?: string;
  readonly raw?: boolean;
  readonly out?: string;
  readonly partition?: 'month';
  readonly timeZone?: string;
  readonly partEvents?: number;
  readonly partSeconds?: number;
  readonly follow?: boolean;
}

/** Options that contradict each other. */
class ContradictoryOptions extends Error {
  readonly code = 'invalid-options';
}

interface Contradiction {
  readonly is: (options: ExportOptions) => boolean;
  readonly message: string;
}

/** Returns true for a format that writes one event after another. */
export const isLineFormat = (format: ExportFormat): format is LineFormatName => format in LINE_FORMATS;

/** Returns true for a format whose files have objects or cases, each with events of the whole time. */
const isOfCases = ({ format }: ExportOptions): boolean => format === 'ocel' || format === 'xes';

const CONTRADICTIONS: readonly Contradiction[] = [
  {
    is: ({ format, out }) => out === undefined && !isLineFormat(format),
    message: 'This format has several files, or one that is written at the end. Name a folder with --out.',
  },
  {
    is: ({ out, partition }) => out === undefined && partition !== undefined,
    message: '--partition makes files. Name a folder with --out.',
  },
  {
    is: ({ out, partEvents, partSeconds }) => out === undefined && (partEvents ?? partSeconds) !== undefined,
    message: '--part-events and --part-seconds are about files. Name a folder with --out.',
  },
  {
    is: (options) => isOfCases(options) && (options.partition ?? options.follow) !== undefined,
    message:
      'A ticket of these formats has its events from its beginning to its end, which --partition and --follow would ' +
      'cut. Select a period with --from and --to instead.',
  },
  {
    is: (options) => isOfCases(options) && (options.partEvents ?? options.partSeconds) !== undefined,
    message: 'These formats are written as a whole. Leave out --part-events and --part-seconds.',
  },
  {
    is: ({ timeZone, partition }) => timeZone !== undefined && partition === undefined,
    message: '--time-zone is that of the months of --partition. Add --partition month, or leave it out.',
  },
  {
    is: ({ follow, partSeconds }) => partSeconds !== undefined && follow !== true,
    message: '--part-seconds is how often files appear with --follow. Add --follow, or leave it out.',
  },
  {
    is: ({ follow, until, to }) => follow === true && (until ?? to) !== undefined,
    message: '--follow has no end. Leave out --until and --to, or --follow.',
  },
  {
    is: ({ format, asRecorded }) => asRecorded === true && !isLineFormat(format),
    message: 'The columns of this format are those of the current versions of events. Leave out --as-recorded.',
  },
  {
    is: ({ mask, asRecorded }) => asRecorded === true && mask === true,
    message:
      'Which fields are personal is declared for the current version of each event, and earlier versions have other ' +
      'fields. Leave out --as-recorded or --mask.',
  },
  {
    is: (options) => isEmptySelection(selectionOf(options)),
    message: 'The selection ends before it begins. --from must be before --to, and --after before --until.',
  },
];

/** The part of the options that selects events. */
export const selectionOf = ({ after, until, from, to, types, stream }: ExportOptions): Selection => ({
  after,
  until,
  from,
  to,
  types,
  stream,
});

/** Refuses options that contradict each other, with the reason. Throws ContradictoryOptions. */
export const requireConsistent = (options: ExportOptions): void => {
  const found = CONTRADICTIONS.find(({ is }) => is(options));
  if (found) throw new ContradictoryOptions(found.message);
};
