import { isDamage, markDamaged, namingFile } from '@ledgerdesk/sqlite';

/** What happens to a damaged file of rows. */
export const DAMAGED_ROWS = 'The next start sets it aside and rebuilds it from the log.';

/** Called with the error of each use of a file that shows that it is damaged. */
export type OnDamage = (error: unknown) => void;

/** Uses a file of rows. If it is damaged, marks it, so that the next start recreates it, and names it in the error. */
export const usingRows = <T>(file: string, onDamage: OnDamage, use: () => T): T => {
  try {
    return use();
  } catch (error) {
    if (!isDamage(error)) throw error;
    const named = namingFile(file, error, DAMAGED_ROWS);
    mark(file);
    onDamage(named);
    throw named;
  }
};

const mark = (file: string): void => {
  try {
    markDamaged(file);
  } catch {
    // A full disk, or a user who may only read, must not hide the damage. The next start checks the file itself.
  }
};
