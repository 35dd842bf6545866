/** What to do if the file is damaged. */
export const REMEDY =
  'Restore it from a backup. If there is none, move it away with its -wal and -shm: a new read audit begins, with a ' +
  'tree of its own, and what was read before is no longer known.';
