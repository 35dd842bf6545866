// Begins with what takes longest, so that no core stands idle at the end. Jest knows that from its last run; a fresh
// clone has none, and goes by this.
import TestSequencer from '@jest/test-sequencer';

/** Suites of more than ten seconds, the longest first. */
const LONG = [
  'test/process/cluster.e2e-spec.ts',
  'test/process/docs.e2e-spec.ts',
  'test/e2e/main-job.e2e-spec.ts',
  'test/process/crash.e2e-spec.ts',
  'libs/esdb-gateway/contract.spec.ts',
  'libs/runtime/on-postgres.spec.ts',
  'test/e2e/ticket-lists.e2e-spec.ts',
  'test/conventions/architecture.spec.ts',
  'test/process/simulate.e2e-spec.ts',
  'test/process/process.e2e-spec.ts',
  'libs/event-store/sqlite/sqlite-event-store.spec.ts',
  'test/e2e/import.e2e-spec.ts',
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
