import { type Instant, isRecord } from '@ledgerdesk/kernel';
import { invalidFile } from './validate.js';

/** One version of a policy file. */
interface DatedFile {
  /** The version applies from this instant until the next version's; '' for the first, which has always applied. */
  readonly validFrom: Instant;
  readonly file: unknown;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

const parseInstant = (name: string, validFrom: unknown): Instant => {
  const millis = typeof validFrom === 'string' && INSTANT.test(validFrom) ? Date.parse(validFrom) : NaN;
  if (Number.isNaN(millis))
    throw invalidFile(name, [
      `validFrom must be an instant in UTC such as 2027-01-01T00:00:00Z, not ${JSON.stringify(validFrom)}`,
    ]);
  return new Date(millis).toISOString();
};

const parseVersion = (name: string, version: unknown, index: number): DatedFile => {
  if (index === 0) return { validFrom: '', file: version };
  const { validFrom, ...file } = isRecord(version) ? version : {};
  return { validFrom: parseInstant(name, validFrom), file };
};

/** Describes a conflict between a version and the others; undefined if there is none. */
const errorOf = (versions: readonly DatedFile[], index: number): string | undefined => {
  const [version, previous] = [versions[index], versions[index - 1]];
  const names = versions.map(({ file }) => (isRecord(file) ? file['version'] : undefined));
  if (previous && version && version.validFrom <= previous.validFrom)
    return `versions/${index} is valid from ${version.validFrom}, not later than the version before it`;
  return names.indexOf(names[index]) === index
    ? undefined
    : `versions/${index} has the version ${String(names[index])}, which is used twice`;
};

/**
 * The versions of a file, oldest first: the entries of its list `versions`, or the file itself if it has no such list.
 * Each version but the first has a `validFrom`. Throws PolicyFileError if the versions are out of order, or if two have
 * the same name.
 */
export const datedVersions = (name: string, file: unknown): readonly DatedFile[] => {
  const versions =
    isRecord(file) && Array.isArray(file['versions'])
      ? file['versions'].map((version, index) => parseVersion(name, version, index))
      : [parseVersion(name, file, 0)];
  if (versions.length === 0) throw invalidFile(name, ['its list of versions is empty']);
  const error = versions.map((_, index) => errorOf(versions, index)).find((found) => found !== undefined);
  if (error !== undefined) throw invalidFile(name, [error]);
  return versions;
};

/** The version that applies at an instant. */
export const versionAt = (versions: readonly DatedFile[], at: Instant): unknown =>
  versions.findLast(({ validFrom }) => validFrom <= at)?.file;
