import type { Manifest } from '@ledgerdesk/manifest';
import {
  type ClockComparison,
  type ClockExplanations,
  type ClockOutcome,
  type GroupedFigures,
  groupFigures,
  type WhatIfFigures,
  type WhatIfGrouping,
} from '@ledgerdesk/what-if';
import { ROW_FORMATS } from '../replay/row-formats.js';
import { csvLines, type CsvCell, type CsvOptions } from '../terminal/csv.js';
import type { WhatIfFormat } from './what-if-formats.js';

/** Writes an answer in parts, so that a list of clocks of any length needs no memory. */
export interface WhatIfOutput {
  readonly head: string;
  readonly clock: (clock: ClockComparison, explain: () => ClockExplanations) => string;
  readonly end: (figures: WhatIfFigures, manifest: Manifest) => string;
}

/** Groups of a table at most: a list of teams has those with the most changes. */
const MAX_GROUPS = 50;

const SIDES = ['recorded', 'whatIf'] as const;
const OUTCOME_COLUMNS = [
  'clock',
  'level',
  'targetMinutes',
  'dueAt',
  'state',
  'breached',
] as const satisfies readonly (keyof ClockOutcome)[];
const CLOCK_COLUMNS = ['ticketId', 'teamId', 'product', 'startedAt', 'change'] as const;

const columnName = (side: string, column: string): string =>
  `${side}${column.charAt(0).toUpperCase()}${column.slice(1)}`;
const HEAD = [...CLOCK_COLUMNS, ...SIDES.flatMap((side) => OUTCOME_COLUMNS.map((name) => columnName(side, name)))];

const cell = (value: string | number | boolean | undefined): CsvCell =>
  typeof value === 'boolean' ? String(value) : value;

const csvRow = (clock: ClockComparison): readonly CsvCell[] => [
  ...CLOCK_COLUMNS.map((name) => clock[name]),
  ...SIDES.flatMap((side) => OUTCOME_COLUMNS.map((name) => cell(clock[side]?.[name]))),
];

const csv = (options: CsvOptions): WhatIfOutput => ({
  head: csvLines([HEAD]),
  clock: (clock) => csvLines([csvRow(clock)], options),
  end: () => '',
});

const json = (): WhatIfOutput => {
  let listed = 0;
  return {
    head: '{"clocks":[',
    clock: (clock, explain) => `${listed++ === 0 ? '' : ','}\n${JSON.stringify({ ...clock, explanations: explain() })}`,
    end: ({ total, groups, endedAt, undecided, unknownVersions }, manifest) =>
      `\n],${JSON.stringify({ total, groups, endedAt, undecided, unknownVersions, manifest }, null, 1).slice(1)}\n`,
  };
};

const changesIn = ({ gained, lost }: GroupedFigures): number => gained + lost;

const titled = (title: string, rows: readonly GroupedFigures[]): string =>
  rows.length === 0 ? '' : `${title}\n${ROW_FORMATS.table(rows.map((row) => ({ ...row })))}`;

const grouped = ({ groups }: WhatIfFigures, by: WhatIfGrouping): readonly GroupedFigures[] =>
  groupFigures(groups, [by]);

const teamsWithChanges = (figures: WhatIfFigures): readonly GroupedFigures[] =>
  grouped(figures, 'team')
    .filter((row) => changesIn(row) > 0)
    .sort((a, b) => changesIn(b) - changesIn(a))
    .slice(0, MAX_GROUPS);

const notes = ({ undecided, unknownVersions }: WhatIfFigures): string =>
  [
    ...(undecided > 0
      ? [`${undecided} commands could not be decided again; their events were taken as recorded.`]
      : []),
    ...unknownVersions.map((version) => `The contents of ${version} are not known; the configured one was used.`),
  ]
    .map((line) => `note: ${line}\n`)
    .join('');

const table = (): WhatIfOutput => ({
  head: '',
  clock: () => '',
  end: (figures) =>
    [
      titled('Response clocks', groupFigures(figures.groups, [])),
      titled('By month', grouped(figures, 'month')),
      titled('By level', grouped(figures, 'level')),
      titled('Teams with changes', teamsWithChanges(figures)),
      notes(figures),
    ].join(''),
});

const OUTPUTS: Readonly<Record<WhatIfFormat, (options: CsvOptions) => WhatIfOutput>> = { table, json, csv };

/** The output in a format. Use it for one answer. */
export const whatIfOutput = (format: WhatIfFormat, options: CsvOptions): WhatIfOutput => OUTPUTS[format](options);
