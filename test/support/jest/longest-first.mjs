// Runs the longest test files first, so that no core is idle at the end. Jest knows their durations from its last run;
// a fresh clone has no last run and uses this list.
import TestSequencer from '@jest/test-sequencer';

/** Test files that take more than ten seconds, longest first. */
const LONG = [
  'test/process/docs.e2e-spec.ts',
  'test/process/cluster.e2e-spec.ts',
  'test/e2e/main-job.e2e-spec.ts',
  'test/faults/kills.e2e-spec.ts',
  'test/process/process.e2e-spec.ts',
  'test/process/simulate.e2e-spec.ts',
  'libs/esdb-gateway/contract.int-spec.ts',
  'libs/read-store/postgres/read-store.int-spec.ts',
  'test/process/two-engines.e2e-spec.ts',
  'libs/runtime/live-runner-on-postgres.int-spec.ts',
  'test/conventions/architecture.int-spec.ts',
  'test/e2e/import.e2e-spec.ts',
  'libs/event-store/sqlite/sqlite-event-store.int-spec.ts',
];

/** Milliseconds, for the order only. */
const estimate = (path) => {
  const index = LONG.findIndex((name) => path.endsWith(name));
  if (index >= 0) return 60_000 - index;
  return path.endsWith('.e2e-spec.ts') ? 5_000 : 500;
};

export default class extends TestSequencer {
  time(test) {
    return super.time(test) ?? estimate(test.path);
  }
}
