import { BILLING_INTERVALS, EDITIONS, type Edition } from '@ledgerdesk/events';
import type { TeamRegistered } from '@ledgerdesk/events';
import { Ajv, type ErrorObject } from 'ajv';
import { type Timestamps, timestampsProblem } from './timestamps.js';

/** What a row can do to the ticket of its case. The first row of a case opens it, whatever its activity. */
export const ACTIONS = [
  'open',
  'reply',
  'answer',
  'note',
  'assign',
  'hold',
  'resume',
  'solve',
  'reopen',
  'close',
  'ignore',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a field comes from: a column (with its values translated, if named) or always the same text. */
export type FieldSource =
  { readonly column: string; readonly values?: Readonly<Record<string, string>> } | { readonly constant: string };

/** How a help desk's log is read; docs/import.md explains each part. */
export interface Mapping {
  readonly version: string;
  /** Name of the log: with case and ordinal it makes a row's identity, so that a second run adds nothing. */
  readonly source: string;
  readonly note?: string;
  /** A taxonomy file beside the mapping, kept with the data from then on. */
  readonly taxonomy?: string;
  readonly columns: {
    readonly case: string;
    readonly activity: string;
    readonly timestamp: string;
    readonly agent: string;
    readonly customer: string;
    readonly requester?: string;
    readonly level?: string;
  };
  readonly timestamps: Timestamps;
  readonly activities: Readonly<Record<string, Action>>;
  /** A customer's level to the edition it buys; null: standard support. */
  readonly levels?: Readonly<Record<string, Edition | null>>;
  readonly product: FieldSource;
  readonly issueType: FieldSource;
  readonly subject: FieldSource;
  readonly body: FieldSource;
  readonly language: FieldSource;
  /** What every customer is registered with. */
  readonly team: Pick<TeamRegistered['data'], 'country' | 'timeZone' | 'billing'>;
  /** A row that goes on with a solved ticket reopens it first, or is refused. */
  readonly afterSolved: 'reopen' | 'refuse';
}

/** A mapping that cannot be used; nothing has been imported. */
export class MappingError extends Error {
  readonly code = 'invalid-mapping';
}

const text = { type: 'string', minLength: 1 };
const record = (required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties: { ...required, ...optional },
  required: Object.keys(required),
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values, minProperties: 1 });
const field = { anyOf: [record({ column: text }, { values: mapOf(text) }), record({ constant: text })] };

const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Mapping>(
  record(
    {
      version: text,
      source: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
      columns: record(
        { case: text, activity: text, timestamp: text, agent: text, customer: text },
        { requester: text, level: text },
      ),
      timestamps: record({ format: text, zone: text }),
      activities: mapOf({ enum: ACTIONS }),
      product: field,
      issueType: field,
      subject: field,
      body: field,
      language: field,
      team: record({
        country: { type: 'string', pattern: '^[A-Z]{2}$' },
        timeZone: text,
        billing: record({
          currency: { type: 'string', pattern: '^[A-Z]{3}$' },
          interval: { enum: BILLING_INTERVALS },
          periodStart: text,
          seats: { type: 'integer', minimum: 1, maximum: 1_000_000 },
        }),
      }),
      afterSolved: { enum: ['reopen', 'refuse'] },
    },
    { note: text, taxonomy: text, levels: mapOf({ enum: [...EDITIONS, null] }) },
  ),
);

/** What a table of the mapping says of a value; undefined where it has no entry of that name. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, value: string): T | undefined =>
  Object.hasOwn(table, value) ? table[value] : undefined;

/** The place and what is wrong there, with what ajv leaves out: the name that is one too many, or the values that would do. */
const faultOf = ({ instancePath, message, params }: ErrorObject): string => {
  const { additionalProperty, allowedValues }: Readonly<Record<string, unknown>> = params;
  const detail = additionalProperty ?? allowedValues;
  return `${instancePath || '/'} ${message ?? 'is wrong'}${detail === undefined ? '' : `: ${JSON.stringify(detail)}`}`;
};

const unusable = (faults: readonly string[]): MappingError =>
  new MappingError(`The mapping cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

/** Stops at faults that were found in a mapping. Throws MappingError. */
export const failOn = (faults: readonly string[]): void => {
  if (faults.length > 0) throw unusable(faults);
};

/** A mapping file, checked for itself. Throws MappingError with every fault and its place. */
export const mappingFrom = (file: unknown): Mapping => {
  if (!valid(file)) throw unusable((valid.errors ?? []).map(faultOf));
  const { columns, levels, timestamps } = file;
  const timeProblem = timestampsProblem(timestamps);
  failOn([
    ...((columns.level === undefined) === (levels === undefined) ? [] : ['/levels and /columns/level belong together']),
    ...(timeProblem === undefined ? [] : [`/timestamps ${timeProblem}`]),
  ]);
  return file;
};
