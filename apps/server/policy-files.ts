import { messageOf } from '@ledgerdesk/kernel';
import { loadPolicies, type PolicyTimeline, PolicyFileError, parseTaxonomy } from '@ledgerdesk/application';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const taxonomyFile = (dataDir: string): string => join(dataDir, 'taxonomy.json');

/** The policies in CONFIG_DIR. A taxonomy in the data folder replaces the one there. */
export const policiesFor = ({ CONFIG_DIR, DATA_DIR }: Pick<Settings, 'CONFIG_DIR' | 'DATA_DIR'>): PolicyTimeline => {
  const stored = taxonomyFile(DATA_DIR);
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
 * Stores a taxonomy in the data folder, where it replaces the one in CONFIG_DIR.
 * @throws PolicyFileError if it is invalid.
 */
export const keepTaxonomy = (dataDir: string, taxonomy: unknown): void => {
  parseTaxonomy(taxonomy);
  mkdirSync(dataDir, { recursive: true });
  const file = taxonomyFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(taxonomy, null, 1)}\n`);
  renameSync(`${file}.new`, file);
};
