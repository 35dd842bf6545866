import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { cellOf, type Columns } from './columns.js';
import { entryOf, type FieldSource } from './mapping.js';
import type { LogRow } from './rows.js';

/** The longest texts, in bytes, as they are over HTTP. */
export const LIMITS = { subject: 1_024, body: 65_536, name: 200 } as const;

const filled = (text: string, row: LogRow): string =>
  text.replaceAll(/\{case\}|\{activity\}/g, (name) => (name === '{case}' ? row.case : row.activity));

/** What a field is in a row, a constant with `{case}` and `{activity}` filled in; undefined where the mapping has nothing for it. */
export const fieldOf = (columns: Columns, row: LogRow, field: FieldSource): string | undefined => {
  if ('constant' in field) return filled(field.constant, row);
  const cell = cellOf(columns, row.cells, field.column);
  const text = field.values ? entryOf(field.values, cell) : cell;
  return text !== undefined && /\S/.test(text) ? text : undefined;
};

/** Refuses a text that the engine would not take from anyone else either. */
export const tooLong = (limit: keyof typeof LIMITS, text: string | undefined): Refusal | undefined =>
  text !== undefined && Buffer.byteLength(text) > LIMITS[limit]
    ? refuse('too-large', 'text-too-long', `The ${limit} has more than ${LIMITS[limit]} bytes.`)
    : undefined;
