import { PROBLEMS } from '../http/problems.js';
import { markdownTable } from './markdown-table.js';

const statusesOf = (status: number | readonly number[]): readonly number[] =>
  typeof status === 'number' ? [status] : status;

/** The table of every problem code in docs/api/errors.md. */
export const errorTable = (): string =>
  markdownTable(
    ['Code', 'Status', 'Cause', 'Remedy'],
    Object.entries(PROBLEMS).map(([code, { status, cause, remedy }]) => [
      `\`${code}\``,
      statusesOf(status).join(', '),
      cause,
      remedy,
    ]),
  );
