import type { StoredEvent } from '@ledgerdesk/event-store';
import { exportedTexts, type Shown } from '../lines/exported-event.js';
import { wellFormedText } from '../lines/well-formed.js';

/** The fields of the lines from which DuckDB makes tables, with the types that it reads them with. */
export const LINE_FIELDS = {
  position: 'VARCHAR',
  id: 'VARCHAR',
  stream: 'VARCHAR',
  revision: 'BIGINT',
  type: 'VARCHAR',
  version: 'BIGINT',
  recordedVersion: 'BIGINT',
  occurredAt: 'VARCHAR',
  recordedAt: 'VARCHAR',
  data: 'JSON',
  metadata: 'JSON',
} as const;

const wellFormed = (text: string): string => JSON.stringify(wellFormedText(text));

/** Returns an event as a line of JSON, whose data need not be parsed where it is shown as it is stored. */
export const eventLine = (stored: StoredEvent, shown: Shown): string => {
  const { position, id, stream, revision, type, occurredAt, recordedAt } = stored;
  const { version, data, metadata } = exportedTexts(stored, shown);
  return (
    `{"position":"${position}","id":${wellFormed(id)},"stream":${wellFormed(stream)},"revision":${revision},` +
    `"type":${wellFormed(type)},"version":${version},"recordedVersion":${stored.version},` +
    `"occurredAt":${wellFormed(occurredAt)},"recordedAt":${wellFormed(recordedAt)},` +
    `"data":${data},"metadata":${metadata}}\n`
  );
};
