import { parseTaxonomy } from '@ledgerdesk/application';
import { type ReadableLog, START } from '@ledgerdesk/event-store';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, keepTaxonomy, readJson } from '../../server/index.js';
import { MappingError } from './mapping.js';

const idsOf = (taxonomy: unknown): readonly string[] => {
  const { products, issueTypes } = parseTaxonomy(taxonomy);
  return [...products.map(({ id }) => `product ${id}`), ...issueTypes.map(({ id }) => `issue type ${id}`)];
};

/**
 * Keeps the taxonomy that an import brings with the data. One that is kept already for a log with events may be
 * replaced only by one that knows all of its products and issue types: what has been recorded must keep its meaning.
 */
export const adoptTaxonomy = async (log: ReadableLog, { path }: DataFolder, taxonomy: unknown): Promise<void> => {
  const brought = idsOf(taxonomy);
  const kept = join(path, 'taxonomy.json');
  if (existsSync(kept) && (await log.head()) !== START) {
    const lost = idsOf(readJson(kept)).filter((id) => !brought.includes(id));
    if (lost.length > 0)
      throw new MappingError(`The mapping's taxonomy lacks what the log has been written with: ${lost.join(', ')}.`);
  }
  keepTaxonomy(path, taxonomy);
};
