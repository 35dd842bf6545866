import { replaceFile } from '@ledgerdesk/files';
import type { Instant } from '@ledgerdesk/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { dataFolderAt } from '../data-folder.js';
import type { KeyBackupErasure } from './key-backups.js';

const UNREACHED = Type.Array(
  Type.Object({ place: Type.String(), since: Type.String(), attempts: Type.Integer(), failure: Type.String() }),
);

/** A folder of backups of keys that erased people are still in, because it was not reached. */
export type UnreachedKeyBackup = Static<typeof UNREACHED>[number];

const ajv = new Ajv({ meta: false, validateSchema: false });

/** The folders that were not reached when that was last tried, by the file in a data folder. */
export const readUnreached = (dataDir: string): readonly UnreachedKeyBackup[] => {
  const file = dataFolderAt(dataDir).unreachedKeyBackups;
  if (!existsSync(file)) return [];
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    // A damaged file loses the times only: each start of an engine tries all folders.
    return ajv.validate<UnreachedKeyBackup[]>(UNREACHED, content) ? content : [];
  } catch {
    return [];
  }
};

/** The folders that an attempt did not reach, each with the time since which it was not. */
export const unreachedAfter = (
  before: readonly UnreachedKeyBackup[],
  erasures: readonly Pick<KeyBackupErasure, 'place' | 'failure'>[],
  now: Instant,
): readonly UnreachedKeyBackup[] =>
  erasures.flatMap(({ place, failure }) => {
    if (failure === null) return [];
    const { since, attempts } = before.find((one) => one.place === place) ?? { since: now, attempts: 0 };
    return [{ place, since, attempts: attempts + 1, failure }];
  });

/** Records them in the data folder. */
export const writeUnreached = (dataDir: string, unreached: readonly UnreachedKeyBackup[]): void => {
  const file = dataFolderAt(dataDir).unreachedKeyBackups;
  if (unreached.length > 0 || existsSync(file)) replaceFile(file, `${JSON.stringify(unreached, null, 1)}\n`);
};
