import { errorCodeOf } from '@ledgerdesk/kernel';
import { readFileSync } from 'node:fs';

/** The content of the file that keeps the newest checkpoint; undefined if there is none. */
export const readKnownNote = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};
