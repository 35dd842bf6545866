import { type Instant, isRecord } from '@ledgerdesk/kernel';
import { PolicyFileError } from './validate.js';

/** One version of a file of rules. */
export interface DatedFile {
  /** From this instant on, until the next version's; '' for the first, which has always applied. */
  readonly validFrom: Instant;
  readonly file: unknown;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

const instantOf = (name: string, validFrom: unknown): Instant => {
  const millis = typeof validFrom === 'string' && INSTANT.test(validFrom) ? Date.parse(validFrom) : NaN;
  if (Number.isNaN(millis)) {
    throw new PolicyFileError(
      `The ${name} file cannot be used: validFrom is an instant in UTC, such as 2027-01-01T00:00:00Z, not ${JSON.stringify(validFrom)}.`,
    );
  }
  return new Date(millis).toISOString();
};

const dated = (name: string, version: unknown, index: number): DatedFile => {
  if (index === 0) return { validFrom: '', file: version };
  const { validFrom, ...file } = isRecord(version) ? version : {};
  return { validFrom: instantOf(name, validFrom), file };
};

/** What is wrong with a version beside the one before it. */
const faultOf = (versions: readonly DatedFile[], index: number): string | undefined => {
  const [one, before] = [versions[index], versions[index - 1]];
  const names = versions.map(({ file }) => (isRecord(file) ? file['version'] : undefined));
  if (before && one && one.validFrom <= before.validFrom)
    return `versions/${index} is valid from ${one.validFrom}, no later than the one before`;
  return names.indexOf(names[index]) === index
    ? undefined
    : `versions/${index} has the version ${String(names[index])}, which another has`;
};

/**
 * The versions of a file, oldest first: the file itself, or what stands in its list `versions`, of which each but the first
 * says by `validFrom` from when it applies. Throws PolicyFileError where they are not in order or two have one name.
 */
export const datedVersions = (name: string, file: unknown): readonly DatedFile[] => {
  const versions =
    isRecord(file) && Array.isArray(file['versions'])
      ? file['versions'].map((version, index) => dated(name, version, index))
      : [dated(name, file, 0)];
  if (versions.length === 0)
    throw new PolicyFileError(`The ${name} file cannot be used: its list of versions is empty.`);
  const fault = versions.map((_, index) => faultOf(versions, index)).find((found) => found !== undefined);
  if (fault !== undefined) throw new PolicyFileError(`The ${name} file cannot be used: ${fault}.`);
  return versions;
};

/** The version that applies at an instant. */
export const versionAt = (versions: readonly DatedFile[], at: Instant): unknown =>
  versions.findLast(({ validFrom }) => validFrom <= at)?.file;
