import { createFile, syncFolder } from '@ledgerdesk/files';
import { messageOf } from '@ledgerdesk/kernel';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { findRemnant, isDamage, namingFile } from './errors.js';
import { openSqliteReadOnly } from './read-only.js';

/** Larger files are checked only as far as opening them does: a check reads the whole file, while the engine starts. */
const MAX_CHECKED_BYTES = 64 * 1024 * 1024;
/** The files that belong to one database. */
const PARTS = ['', '-wal', '-shm'];

const asideOf = (file: string): string => `${file}.damaged`;
const markOf = (file: string): string => `${file}.discard`;

/** Marks a file whose content can be recreated, because it proved to be damaged: `setAsideIfDamaged` acts on it. */
export const markDamaged = (file: string): void => createFile(markOf(file), () => '');

/**
 * Renames a file whose content can be recreated to `<file>.damaged` if it is damaged or was marked so. Replaces one
 * that was set aside before. Call it before the file is opened. Returns what was done, as a sentence; undefined if the
 * file is intact or missing.
 */
export const setAsideIfDamaged = (file: string): string | undefined => {
  const damage = damageOf(file);
  if (damage === undefined) return undefined;
  for (const part of PARTS) rmSync(asideOf(file) + part, { force: true });
  for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, asideOf(file) + part);
  rmSync(markOf(file), { force: true });
  syncFolder(dirname(file));
  return `${file} is damaged (${damage}). It was set aside as ${basename(asideOf(file))} and is made anew.`;
};

const damageOf = (file: string): string | undefined => {
  if (existsSync(markOf(file))) return 'found while it was in use';
  return existsSync(file) ? findDamage(file, MAX_CHECKED_BYTES) : undefined;
};

/**
 * Checks the structure of a database without changing it. Returns what is wrong, on one line; undefined if nothing is,
 * or if the file is larger than `maxBytes` and can be opened.
 */
export const findDamage = (file: string, maxBytes = Infinity): string | undefined => {
  const remnant = findRemnant(file);
  if (remnant !== undefined) return remnant;
  try {
    const db = openSqliteReadOnly(file);
    try {
      if (statSync(file).size > maxBytes) return undefined;
      const found = db.pragma('quick_check(1)', { simple: true });
      return found === 'ok' ? undefined : String(found).replaceAll('\n', ' ');
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) return messageOf(error);
    throw namingFile(file, error);
  }
};
