/** Option of commands that answer from the log: a file for the manifest of the answer. */
export const MANIFEST_FILE = [
  '--manifest <file>',
  'write the manifest of the answer to this file, for ledgerdesk reproduce',
] as const;
