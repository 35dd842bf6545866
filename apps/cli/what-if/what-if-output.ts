import type { Manifest } from '@ledgerdesk/manifest';
import type { PageFormat } from '@ledgerdesk/report-pages';
import {
  type ClockComparison,
  type ClockExplanations,
  type ClockOutcome,
  DEFAULT_GROUPINGS,
  type GroupedFigures,
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
  readonly end: (figures: WhatIfFigures, manifest: Manifest) => string | Promise<string>;
}

/** How an answer is written. */
export interface OutputOptions extends CsvOptions {
  /** Names of the groups. Default: those of the format. */
  readonly groupBy?: readonly WhatIfGrouping[] | undefined;
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

const csv = (options: OutputOptions): WhatIfOutput => ({
  head: csvLines([HEAD]),
  clock: (clock) => csvLines([csvRow(clock)], options),
  end: () => '',
});

const json = ({ groupBy = DEFAULT_GROUPINGS }: OutputOptions): WhatIfOutput => {
  let listed = 0;
  return {
    head: '{"clocks":[',
    clock: (clock, explain) => `${listed++ === 0 ? '' : ','}\n${JSON.stringify({ ...clock, explanations: explain() })}`,
    end: ({ total, groups: table, endedAt, undecided, unknownVersions }, manifest) => {
      const groups = table.grouped(groupBy);
      const rest = JSON.stringify({ total, groups, endedAt, undecided, unknownVersions, manifest }, null, 1);
      return `\n],${rest.slice(1)}\n`;
    },
  };
};

const changesIn = ({ gained, lost }: GroupedFigures): number => gained + lost;

const titled = (title: string, rows: readonly GroupedFigures[]): string =>
  rows.length === 0 ? '' : `${title}\n${ROW_FORMATS.table(rows.map((row) => ({ ...row })))}`;

const teamsWithChanges = ({ groups }: WhatIfFigures): readonly GroupedFigures[] =>
  groups
    .grouped(['team'])
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

/** The groups that were asked for; without, those that most people look at first. */
const groupTables = (figures: WhatIfFigures, groupBy: readonly WhatIfGrouping[] | undefined): readonly string[] =>
  groupBy
    ? [titled(`By ${groupBy.join(', ')}`, figures.groups.grouped(groupBy))]
    : [
        titled('By month', figures.groups.grouped(['month'])),
        titled('By level', figures.groups.grouped(['level'])),
        titled('Teams with changes', teamsWithChanges(figures)),
      ];

const table = ({ groupBy }: OutputOptions): WhatIfOutput => ({
  head: '',
  clock: () => '',
  end: (figures) =>
    [titled('Response clocks', [figures.total]), ...groupTables(figures, groupBy), notes(figures)].join(''),
});

/** The groups of an answer as the items of a report. Months are its buckets. */
const reported = ({ total, groups }: WhatIfFigures, groupBy: readonly WhatIfGrouping[]) => ({
  total,
  items: groups.grouped(groupBy).map((values) => {
    const { month, ...group } = Object.fromEntries(groupBy.map((name) => [name, values[name] ?? null]));
    const figures = Object.fromEntries(Object.keys(total).map((name) => [name, values[name as keyof typeof total]]));
    return { group, ...(groupBy.includes('month') && { bucket: month }), ...figures };
  }),
});

/** A page with charts. */
const page =
  (format: PageFormat) =>
  ({ groupBy = ['month'] }: OutputOptions): WhatIfOutput => ({
    head: '',
    clock: () => '',
    end: async (figures, manifest) => {
      const [{ reportPage }, { pictured }] = await Promise.all([
        import('@ledgerdesk/report-pages'),
        import('../report/pictured.js'),
      ]);
      const { policy: _, calendars: __, ...parameters } = manifest.question.parameters;
      const asked = { groupBy: [...groupBy], ...parameters };
      // Manifests are JSON.
      const asJson = JSON.parse(JSON.stringify(manifest)) as Parameters<typeof pictured>[1]['manifest'];
      const report = pictured(reported(figures, groupBy), { name: 'what-if', parameters: asked, manifest: asJson });
      return reportPage(report, format);
    },
  });

const OUTPUTS: Readonly<Record<WhatIfFormat, (options: OutputOptions) => WhatIfOutput>> = {
  table,
  json,
  csv,
  svg: page('svg'),
  html: page('html'),
  md: page('md'),
};

/** The output in a format. Use it for one answer. */
export const whatIfOutput = (format: WhatIfFormat, options: OutputOptions): WhatIfOutput => OUTPUTS[format](options);
