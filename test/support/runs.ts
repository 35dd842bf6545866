/** Numbers of runs of a randomized or repeated test. */
interface Runs {
  /** In `npm test`, which has a limit on its time. */
  readonly short: number;
  /** In `npm run test:long`, before a release and after a change to what the test covers. */
  readonly long: number;
}

/**
 * The number of runs of a randomized or repeated test in the form of the suite that runs now.
 *
 * @example
 * fc.assert(fc.property(histories, law), { numRuns: runs({ short: 100, long: 2_000 }) });
 */
export const runs = ({ short, long }: Runs): number => (process.env['TEST_FORM'] === 'long' ? long : short);
