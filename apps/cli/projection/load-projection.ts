import { errorCodeOf, isRecord, messageOf, type Projection } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file that has no projection. */
class InvalidProjection extends Error {
  readonly code = 'invalid-projection';
}

/** A projection of a build, and the SHA-256 of its file. */
export interface BuiltProjection {
  readonly projection: Projection;
  readonly sha256: string;
}

const isProjection = (value: unknown): value is Projection =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  Number.isInteger(value['version']) &&
  Array.isArray(value['handles']) &&
  isRecord(value['table']) &&
  typeof value['keysOf'] === 'function' &&
  typeof value['evolve'] === 'function';

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The file of a projection in a build, in its folder `read-models`, or a file itself. */
const fileOf = (path: string, name: string): string => {
  const candidates = [path, join(path, 'read-models', `${name}.mjs`), join(path, `${name}.mjs`)];
  const found = candidates.find(isFile);
  if (found !== undefined) return resolve(found);
  throw new InvalidProjection(
    `There is no read-models/${name}.mjs in ${path}. Name such a file, or the dist folder of a build since 0.2.0.`,
  );
};

/**
 * Loads the projection `name` of an earlier build: from its file in the folder `read-models`, or from the dist folder.
 * Runs that code. @throws InvalidProjection if there is none
 */
export const loadProjection = async (path: string, name: string): Promise<BuiltProjection> => {
  const file = fileOf(path, name);
  try {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const module: unknown = await import(pathToFileURL(file).href);
    const projection: unknown = isRecord(module) ? module['projection'] : undefined;
    if (!isProjection(projection)) throw new InvalidProjection(`${file} has no export "projection" that is one.`);
    if (projection.name !== name)
      throw new InvalidProjection(
        `${file} is the projection ${projection.name}, not ${name}. Name the file of ${name}.`,
      );
    return { projection, sha256 };
  } catch (error) {
    if (errorCodeOf(error) === 'invalid-projection') throw error;
    throw new InvalidProjection(`${file} cannot be loaded: ${messageOf(error)}`);
  }
};
