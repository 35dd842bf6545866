// Begins with what takes longest, so that no core stands idle at the end. Jest knows that from its last run; a fresh
// clone has none, and goes by this.
import TestSequencer from '@jest/test-sequencer';

/** Suites of more than ten seconds, the longest first. */
const LONG = [
  'test/cluster.e2e-spec.ts',
  'test/docs.e2e-spec.ts',
  'test/main-job.e2e-spec.ts',
  'test/crash.e2e-spec.ts',
  'libs/event-store/wire/contract.spec.ts',
  'libs/runtime/on-postgres.spec.ts',
  'test/ticket-lists.e2e-spec.ts',
  'test/architecture.spec.ts',
  'test/simulate.e2e-spec.ts',
  'test/process.e2e-spec.ts',
  'libs/event-store/sqlite/sqlite-event-store.spec.ts',
  'test/import.e2e-spec.ts',
];

const guessed = (path) => {
  const place = LONG.findIndex((name) => path.endsWith(name));
  if (place >= 0) return 60_000 - place;
  return path.endsWith('.e2e-spec.ts') ? 5_000 : 500;
};

export default class extends TestSequencer {
  time(test) {
    return super.time(test) ?? guessed(test.path);
  }
}
