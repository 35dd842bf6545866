import type { Json } from '@ledgerdesk/kernel';
import type { PathChange } from '@ledgerdesk/projections';

/** Characters of a value that a line shows. */
const MAX_CHARACTERS = 200;

const shown = (value: Json | undefined): string => {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
};

/** What changed in a row, a line each: `    /status  "open" → "solved"`. Long values are truncated. */
export const pathChangeLines = (changes: readonly PathChange[]): string =>
  changes
    .map(({ path, before, after }) => `    ${path === '' ? '(row)' : path}  ${shown(before)} → ${shown(after)}\n`)
    .join('');
