import type { FactsParams } from '@ledgerdesk/projections';
import type { Instant } from '@ledgerdesk/kernel';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import { assertReadModel } from './replayed-pages.js';

/** Where a page of counted rows starts, and the moment of the report, so that all pages are of the same one. */
export interface FactsCursor {
  readonly at: Instant;
  /** The last row of the page before. */
  readonly after: NonNullable<FactsParams['after']>;
}

const SEPARATOR = ' ';
const FORMAT = /^(\d{4}-\S+Z) (\S+) (.+)$/s;

const isInstant = (text: string): boolean => {
  const millis = Date.parse(text);
  return !Number.isNaN(millis) && new Date(millis).toISOString() === text;
};

export const encodeFactsCursor = ({ at, after: { model, key } }: FactsCursor): string =>
  [at, model, key].join(SEPARATOR);

/** Decodes the cursor of a page. Throws Problem for any other text. */
export const decodeFactsCursor = (cursor: string): FactsCursor => {
  const [, at, model, key] = FORMAT.exec(cursor) ?? [];
  if (at === undefined || model === undefined || key === undefined || !isInstant(at)) throw cursorMalformed();
  assertReadModel(model);
  return { at, after: { model, key } };
};
