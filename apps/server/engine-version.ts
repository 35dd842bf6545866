import { isRecord } from '@ledgerdesk/kernel';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The text of a field of a JSON file; undefined if it has none, or the file does not exist. */
const fieldOf = (file: string, field: string): string | undefined => {
  try {
    const contents: unknown = JSON.parse(readFileSync(resolve(file), 'utf8'));
    const value = isRecord(contents) ? contents[field] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The code that runs: its release, and the digest that `npm run build` made of it. */
export const engineVersion = (): { readonly engineVersion: string; readonly build: string | null } => ({
  engineVersion: fieldOf('#package', 'version') ?? 'unknown',
  build: fieldOf('#compiled/build.json', 'sha256') ?? null,
});
