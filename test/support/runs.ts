/** What a test does in each form of the suite. */
interface Forms<T> {
  /** In `npm test`, which has a limit on its time. */
  readonly short: T;
  /** In `npm run test:long`, before a release and after a change to what the test covers. */
  readonly long: T;
}

/** The value for the form of the suite that runs now. */
export const inForm = <T>({ short, long }: Forms<T>): T => (process.env['TEST_FORM'] === 'long' ? long : short);

/**
 * The number of runs of a randomized or repeated test in the form of the suite that runs now.
 *
 * @example
 * fc.assert(fc.property(histories, law), { numRuns: runs({ short: 100, long: 2_000 }) });
 */
export const runs = (counts: Forms<number>): number => inForm(counts);
