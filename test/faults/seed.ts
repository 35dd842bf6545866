/** The seed of this run: `FAULT_SEED`, which repeats an earlier one, or a new one. Tests print it in their titles. */
export const seedOf = (): number => Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
