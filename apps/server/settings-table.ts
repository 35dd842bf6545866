import type { TSchema } from '@sinclair/typebox';
import { SETTINGS } from './settings-schema.js';

const shownDefault = ({ default: value, shownDefault: shown }: TSchema): string => {
  if (typeof shown === 'string') return shown;
  return value === undefined ? '–' : `\`${String(value)}\``;
};

/** The Markdown table of every setting in docs/settings.md. */
export const settingsTable = (): string =>
  [
    '| Setting | Default | Meaning |',
    '|---|---|---|',
    ...Object.entries<TSchema>(SETTINGS.properties).map(
      ([name, schema]) => `| \`${name}\` | ${shownDefault(schema)} | ${schema.description ?? ''} |`,
    ),
  ].join('\n');
