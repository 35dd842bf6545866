import { parseTaxonomy } from '@ledgerdesk/application';
import { type ReadableLog, START } from '@ledgerdesk/event-store';
import { existsSync } from 'node:fs';
import { type DataFolder, keepTaxonomy, readJson } from '../../server/index.js';
import { MappingError } from './mapping.js';

const idsOf = (taxonomy: unknown): readonly string[] => {
  const { products, issueTypes } = parseTaxonomy(taxonomy);
  return [...products.map(({ id }) => `product ${id}`), ...issueTypes.map(({ id }) => `issue type ${id}`)];
};

/**
 * Stores the taxonomy of an import in the data folder. If the log has events, the new taxonomy must contain every
 * product and issue type of the stored one, because recorded events refer to them.
 * @throws MappingError if it does not.
 */
export const adoptTaxonomy = async (
  log: ReadableLog,
  { path, taxonomy: stored }: DataFolder,
  taxonomy: unknown,
): Promise<void> => {
  const newIds = idsOf(taxonomy);
  if (existsSync(stored) && (await log.head()) !== START) {
    const missing = idsOf(readJson(stored)).filter((id) => !newIds.includes(id));
    if (missing.length > 0)
      throw new MappingError(`The mapping's taxonomy lacks ids that the log uses: ${missing.join(', ')}. Add them.`);
  }
  keepTaxonomy(path, taxonomy);
};
