import { PROJECTIONS } from '@ledgerdesk/projections';
import { InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What to replay: a read model of the engine by name, or the projection that a module exports by default. */
export type ReplayedProjection = string | { readonly file: string };

const MODULE = /[/\\]|\.m?js$/;

/**
 * Parses the name of a read model, or the path of a module: a text that contains a slash or ends with `.js` or `.mjs`.
 * @throws InvalidArgumentError for an unknown name or a missing file.
 */
export const parseProjection = (text: string): ReplayedProjection => {
  if (MODULE.test(text)) {
    const file = resolve(text);
    if (!existsSync(file)) throw new InvalidArgumentError(`There is no file ${file}.`);
    return { file };
  }
  const names = PROJECTIONS.map(({ name }) => name).toSorted();
  if (!names.includes(text))
    throw new InvalidArgumentError(`Use the path of a module, such as ./mine.mjs, or one of ${names.join(', ')}.`);
  return text;
};
