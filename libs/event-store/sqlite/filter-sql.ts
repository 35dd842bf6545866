import type { LogFilter } from '../port.js';

/** A condition on `events` and the values to bind. The SQL depends on which fields are given, never on their values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

const TYPES = ' AND type IN (SELECT value FROM json_each(?))';
const PREFIXES = ' AND EXISTS (SELECT 1 FROM json_each(?) WHERE substr(stream, 1, length(value)) = value)';

export const conditionOf = ({ types, streamPrefixes }: LogFilter): Condition => ({
  sql: (types ? TYPES : '') + (streamPrefixes ? PREFIXES : ''),
  values: [types, streamPrefixes].flatMap((list) => (list ? [JSON.stringify(list)] : [])),
});
