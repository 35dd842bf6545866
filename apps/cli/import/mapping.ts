import { ID_PATTERN } from '@ledgerdesk/kernel';
import { BILLING_INTERVALS, EDITIONS, type Edition, type TeamRegistered } from '@ledgerdesk/events';
import { Ajv, type ErrorObject } from 'ajv';
import { type Timestamps, timestampsProblem } from './timestamps.js';

/** What a row does to the ticket of its case. The first row of a case opens it, regardless of its activity. */
const ACTIONS = [
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

/** Source of a field: a constant, or a column whose cells are optionally mapped by `values`. */
export type FieldSource =
  { readonly column: string; readonly values?: Readonly<Record<string, string>> } | { readonly constant: string };

/** How to import a help desk's log; see docs/import.md. */
export interface Mapping {
  readonly version: string;
  /** Name of the log. Source, case and ordinal identify a row, so that importing it again adds nothing. */
  readonly source: string;
  readonly note?: string;
  /** Path of a taxonomy file, relative to the mapping. It is copied into the data folder. */
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
  /** Edition purchased for each level. Null: standard support. */
  readonly levels?: Readonly<Record<string, Edition | null>>;
  readonly product: FieldSource;
  readonly issueType: FieldSource;
  readonly subject: FieldSource;
  readonly body: FieldSource;
  readonly language: FieldSource;
  /** Registration data of every customer. */
  readonly team: Pick<TeamRegistered['data'], 'country' | 'timeZone' | 'billing'>;
  /** Whether a row that continues a solved ticket reopens it first or is refused. */
  readonly afterSolved: 'reopen' | 'refuse';
  /** Whether a row that continues a closed ticket reopens it, opens a follow-up ticket, or is refused (default). */
  readonly afterClosed?: 'reopen' | 'follow-up' | 'refuse';
}

/** Thrown for an unusable mapping, before anything is imported. */
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
      source: { type: 'string', pattern: ID_PATTERN.source },
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
    {
      note: text,
      taxonomy: text,
      afterClosed: { enum: ['reopen', 'follow-up', 'refuse'] },
      levels: mapOf({ enum: [...EDITIONS, null] }),
    },
  ),
);

/** Returns the own property `value` of a table, or undefined. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, value: string): T | undefined =>
  Object.hasOwn(table, value) ? table[value] : undefined;

/** Formats an Ajv error with its JSON pointer and the property or allowed values that Ajv's message omits. */
const describeSchemaError = ({ instancePath, message, params }: ErrorObject): string => {
  const { additionalProperty, allowedValues }: Readonly<Record<string, unknown>> = params;
  const detail = additionalProperty ?? allowedValues;
  const suffix = detail === undefined ? '' : `: ${JSON.stringify(detail)}`;
  return `${instancePath || '/'} ${message ?? 'is invalid'}${suffix}`;
};

const unusableMapping = (errors: readonly string[]): MappingError =>
  new MappingError(`The mapping is invalid:\n${errors.map((error) => `  ${error}`).join('\n')}`);

/** Throws MappingError if there are errors. */
export const throwIfAny = (errors: readonly string[]): void => {
  if (errors.length > 0) throw unusableMapping(errors);
};

/**
 * Validates a mapping file by itself, without policies.
 * @throws MappingError with all errors and their JSON pointers.
 */
export const parseMapping = (file: unknown): Mapping => {
  if (!valid(file)) throw unusableMapping((valid.errors ?? []).map(describeSchemaError));
  const { columns, levels, timestamps } = file;
  const timeProblem = timestampsProblem(timestamps);
  throwIfAny([
    ...((columns.level === undefined) === (levels === undefined)
      ? []
      : ['/levels and /columns/level must be given together']),
    ...(timeProblem === undefined ? [] : [`/timestamps ${timeProblem}`]),
  ]);
  return file;
};
