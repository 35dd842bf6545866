import { createPrivateFolder, syncFolder } from '@ledgerdesk/files';
import { dirname, join } from 'node:path';
import { copyDatabase } from './database-copy.js';
import { chunksOf, writeDurably } from './durable-writer.js';
import type { SavedFile } from './manifest.js';
import type { CopySources } from './source.js';

/** Copies databases and files into the folder of a snapshot, durably. */
export const copySources = async (
  draft: string,
  { databases = [], files = [] }: Partial<CopySources>,
): Promise<readonly SavedFile[]> => {
  const saved: SavedFile[] = [];
  for (const { name } of [...databases, ...files]) createPrivateFolder(dirname(join(draft, name)));
  for (const database of databases)
    saved.push({ name: database.name, ...(await copyDatabase(database, join(draft, database.name))) });
  for (const { name, file } of files) saved.push({ name, ...(await writeDurably(join(draft, name), chunksOf(file))) });
  for (const folder of new Set(saved.map(({ name }) => dirname(join(draft, name))))) syncFolder(folder);
  return saved;
};
