import { messageOf } from '@ledgerdesk/kernel';
import { loadPolicies, type PolicyTimeline, PolicyFileError, parseTaxonomy } from '@ledgerdesk/application';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { createPrivateFolder, namingFileError, replaceFile } from '@ledgerdesk/files';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

/**
 * Reads a JSON file.
 * @throws PolicyFileError with the path, if the file is missing or not JSON.
 */
export const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const named = namingFileError(file, error, 'read');
    throw new PolicyFileError(named === error ? `Cannot read ${file}: ${messageOf(error)}` : messageOf(named));
  }
};

/**
 * The policies in CONFIG_DIR. A taxonomy in the data folder replaces the one there.
 * @throws PolicyFileError with the path, if a file is missing or invalid.
 */
export const policiesFor = ({ CONFIG_DIR, DATA_DIR }: Pick<Settings, 'CONFIG_DIR' | 'DATA_DIR'>): PolicyTimeline => {
  const { taxonomy: stored } = dataFolderAt(DATA_DIR);
  const pathOf = (name: string): string =>
    name === 'taxonomy' && existsSync(stored) ? stored : join(CONFIG_DIR, `${name}.json`);
  const read = (name: string): unknown => readJson(pathOf(name));
  const files = {
    policy: read('policy'),
    prices: read('prices'),
    calendars: read('calendars'),
    texts: read('texts'),
    mails: read('mails'),
    features: read('features'),
    catalogue: read('catalogue'),
    taxonomy: read('taxonomy'),
  };
  try {
    return loadPolicies(files, new TemporalTimeZones());
  } catch (error) {
    if (!(error instanceof PolicyFileError) || error.file === undefined) throw error;
    throw new PolicyFileError(`${error.message} It is ${pathOf(error.file)}.`, error.file);
  }
};

/**
 * Stores a taxonomy durably in the data folder, where it replaces the one in CONFIG_DIR.
 * @throws PolicyFileError if it is invalid.
 */
export const keepTaxonomy = (dataDir: string, taxonomy: unknown): void => {
  parseTaxonomy(taxonomy);
  createPrivateFolder(dataDir);
  replaceFile(dataFolderAt(dataDir).taxonomy, `${JSON.stringify(taxonomy, null, 1)}\n`);
};
