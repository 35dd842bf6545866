import { runs } from '../support/runs.js';

/**
 * The seed of this run: `FAULT_SEED`, which repeats an earlier one, or a new one in the long form. The short form has
 * the same seed every time. Tests print it in their titles.
 */
export const seedOf = (): number =>
  Number(process.env['FAULT_SEED'] ?? runs({ short: 610_244, long: Date.now() % 1_000_000 }));
