import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { readCell, type Columns } from './columns.js';
import { lookUp, type FieldSource } from './mapping.js';
import type { EventRow } from './event-rows.js';

/** Maximum UTF-8 length of texts, the same as over HTTP. */
const MAX_BYTES = { subject: 1_024, body: 65_536, name: 200 } as const;

const fillPlaceholders = (text: string, row: EventRow): string =>
  text.replaceAll(/\{case\}|\{activity\}/g, (name) => (name === '{case}' ? row.case : row.activity));

/**
 * Returns the value of a field in a row, or undefined if it is blank or unmapped. Replaces `{case}` and `{activity}` in
 * constants.
 */
export const fieldValue = (columns: Columns, row: EventRow, field: FieldSource): string | undefined => {
  if ('constant' in field) return fillPlaceholders(field.constant, row);
  const cell = readCell(columns, row.cells, field.column);
  const text = field.values ? lookUp(field.values, cell) : cell;
  return text !== undefined && /\S/.test(text) ? text : undefined;
};

/** Refuses a text that exceeds its limit in `MAX_BYTES`. */
export const refuseIfTooLong = (limit: keyof typeof MAX_BYTES, text: string | undefined): Refusal | undefined =>
  text !== undefined && Buffer.byteLength(text) > MAX_BYTES[limit]
    ? refuse('too-large', 'text-too-long', `The ${limit} is longer than ${MAX_BYTES[limit]} bytes.`)
    : undefined;
