/** What the recount reads of a version of the engine's policy file. */
export interface OraclePolicy {
  readonly editionMinutes: Readonly<Record<string, number>>;
  readonly championMinutes: Readonly<Record<string, number>>;
  readonly holdPausesClock: boolean;
}

/** A version of a policy file, and from when on it holds. */
interface OracleVersion extends OraclePolicy {
  readonly validFrom?: string;
}

/** The engine's policy file, as JSON. */
export type OraclePolicyFile = OraclePolicy | { readonly versions: readonly OracleVersion[] };

/** Returns the policy at an instant: the last version whose `validFrom` is not later. */
export const policyAt = (file: OraclePolicyFile, at: string): OraclePolicy => {
  if (!('versions' in file)) return file;
  const known = file.versions.filter(
    ({ validFrom }) => validFrom === undefined || Date.parse(validFrom) <= Date.parse(at),
  );
  const [latest] = known.slice(-1);
  if (!latest) throw new Error(`No version of the policy is in force at ${at}.`);
  return latest;
};
