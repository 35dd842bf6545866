import { ADMIN_ROLES, BILLING_INTERVALS, EDITIONS, type Edition } from '@ledgerdesk/events';
import type { TeamRegistered } from '@ledgerdesk/events';
import { Ajv } from 'ajv';

/** What a row can do to the ticket of its case. The first row of a case opens it, whatever its activity. */
export const ACTIONS = ['open', 'reply', 'answer', 'note', 'assign', 'hold', 'resume', 'solve', 'reopen', 'close', 'ignore'] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a field comes from: a column (with its values translated, if named) or always the same text. */
export type FieldSource =
  | { readonly column: string; readonly values?: Readonly<Record<string, string>> }
  | { readonly constant: string };

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
  /** `format` in Luxon's tokens, `zone` an IANA name for times that carry none. */
  readonly timestamps: { readonly format: string; readonly zone: string };
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
  type: 'object', additionalProperties: false, properties: { ...required, ...optional }, required: Object.keys(required),
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values, minProperties: 1 });
const field = { anyOf: [record({ column: text }, { values: mapOf(text) }), record({ constant: text })] };

const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Mapping>(record(
  {
    version: text,
    source: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    columns: record(
      { case: text, activity: text, timestamp: text, agent: text, customer: text }, { requester: text, level: text },
    ),
    timestamps: record({ format: text, zone: text }),
    activities: mapOf({ enum: ACTIONS }),
    product: field, issueType: field, subject: field, body: field, language: field,
    team: record({
      country: text, timeZone: text,
      billing: record({ currency: text, interval: { enum: BILLING_INTERVALS }, periodStart: text, seats: { type: 'integer', minimum: 1 } }),
    }),
    afterSolved: { enum: ['reopen', 'refuse'] },
  },
  { note: text, taxonomy: text, levels: mapOf({ enum: [...EDITIONS, null] }) },
));

/** The admin role of the one requester that a customer has where the log names none. */
export const IMPORTED_ROLE = ADMIN_ROLES[0];

/** A mapping file, checked. Throws MappingError with every fault and its place. */
export const mappingFrom = (file: unknown): Mapping => {
  if (!valid(file)) {
    const faults = (valid.errors ?? []).map(({ instancePath, message }) => `  ${instancePath || '/'} ${message ?? 'is wrong'}`);
    throw new MappingError(`The mapping cannot be used:\n${faults.join('\n')}`);
  }
  if ((file.columns.level === undefined) !== (file.levels === undefined)) {
    throw new MappingError('The mapping cannot be used: columns.level and levels belong together.');
  }
  return file;
};
