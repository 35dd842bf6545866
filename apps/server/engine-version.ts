import { isRecord } from '@ledgerdesk/kernel';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The contents of a JSON file; nothing if it does not exist, or has no object. */
const contentsOf = (file: string): Readonly<Record<string, unknown>> => {
  try {
    const contents: unknown = JSON.parse(readFileSync(resolve(file), 'utf8'));
    return isRecord(contents) ? contents : {};
  } catch {
    return {};
  }
};

/** The text of a field of a JSON file; undefined if it has none, or the file does not exist. */
const fieldOf = (file: string, field: string): string | undefined => {
  const value = contentsOf(file)[field];
  return typeof value === 'string' ? value : undefined;
};

/** The code that runs: its release, and the digest that `npm run build` made of it. */
export const engineVersion = (): { readonly engineVersion: string; readonly build: string | null } => ({
  engineVersion: fieldOf('#package', 'version') ?? 'unknown',
  build: fieldOf('#compiled/build.json', 'sha256') ?? null,
});

/** SHA-256 of the code of each projection by name, as `npm run build` has written it. Empty if it was not built. */
export const projectionHashes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(contentsOf('#compiled/read-models.json')).flatMap(([name, sha256]) =>
      typeof sha256 === 'string' ? [[name, sha256]] : [],
    ),
  );
