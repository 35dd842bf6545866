import { messageOf } from '@ledgerdesk/kernel';
import { loadPolicies, type PolicyTimeline, PolicyFileError, parseTaxonomy } from '@ledgerdesk/application';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { createPrivateFolder, replaceFile } from '@ledgerdesk/files';
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
    throw new PolicyFileError(`Cannot read ${file}: ${messageOf(error)}`);
  }
};

/** The policies in CONFIG_DIR. A taxonomy in the data folder replaces the one there. */
export const policiesFor = ({ CONFIG_DIR, DATA_DIR }: Pick<Settings, 'CONFIG_DIR' | 'DATA_DIR'>): PolicyTimeline => {
  const { taxonomy: stored } = dataFolderAt(DATA_DIR);
  return loadPolicies(
    {
      policy: readJson(join(CONFIG_DIR, 'policy.json')),
      prices: readJson(join(CONFIG_DIR, 'prices.json')),
      calendars: readJson(join(CONFIG_DIR, 'calendars.json')),
      texts: readJson(join(CONFIG_DIR, 'texts.json')),
      mails: readJson(join(CONFIG_DIR, 'mails.json')),
      features: readJson(join(CONFIG_DIR, 'features.json')),
      catalogue: readJson(join(CONFIG_DIR, 'catalogue.json')),
      taxonomy: readJson(existsSync(stored) ? stored : join(CONFIG_DIR, 'taxonomy.json')),
    },
    new TemporalTimeZones(),
  );
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
