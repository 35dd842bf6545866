import type { ReadAuditReader, ReadFilter, RecordedRead } from '@ledgerdesk/read-audit';
import { writeStdout } from '../terminal/stdout.js';

/** Records on a page. */
const PAGE = 500;

const line = (record: RecordedRead): string => `${JSON.stringify(record)}\n`;

/** Writes the records that meet a filter to stdout as JSON lines, newest first, at most `limit`. */
export const writeReads = async (audit: ReadAuditReader, filter: ReadFilter, limit: number): Promise<void> => {
  let left = limit;
  let before: number | undefined;
  while (left > 0) {
    const { items, next } = await audit.page(filter, { limit: Math.min(PAGE, left), before });
    await writeStdout(items.map(line).join(''));
    left -= items.length;
    if (next === undefined) return;
    before = next;
  }
};
