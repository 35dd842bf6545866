// Runs the longest test files first, so that no core is idle at the end. Jest knows their durations from its last run;
// a fresh clone has no last run and uses this list.
import TestSequencer from '@jest/test-sequencer';

/** Test files that take eight seconds or more, and how many on two cores. */
const SECONDS = {
  'test/trust/tamperings.int-spec.ts': 60,
  'test/process/docs.e2e-spec.ts': 50,
  'test/process/cluster.e2e-spec.ts': 42,
  'test/e2e/openapi.e2e-spec.ts': 35,
  'test/e2e/main-job.e2e-spec.ts': 30,
  'test/process/two-engines.e2e-spec.ts': 27,
  'test/e2e/log-outages.e2e-spec.ts': 26,
  'test/process/sandbox.e2e-spec.ts': 24,
  'libs/esdb-gateway/contract.int-spec.ts': 20,
  'test/process/simulate.e2e-spec.ts': 20,
  'test/trust/backups.int-spec.ts': 18,
  'test/faults/power-loss.e2e-spec.ts': 16,
  'test/process/process.e2e-spec.ts': 15,
  'test/faults/inaccessible-files.e2e-spec.ts': 15,
  'test/faults/clock-steps.e2e-spec.ts': 14,
  'test/faults/kills.e2e-spec.ts': 12,
  'test/process/publish-api.e2e-spec.ts': 12,
  'libs/event-store/eventstoredb/eventstoredb.int-spec.ts': 12,
  'test/e2e/ledger.e2e-spec.ts': 12,
  'test/trust/sound-logs.int-spec.ts': 12,
  'test/e2e/access.e2e-spec.ts': 12,
  'libs/read-store/postgres/read-store.int-spec.ts': 11,
  'test/faults/disk-faults.e2e-spec.ts': 10,
  'test/e2e/openapi-examples.e2e-spec.ts': 10,
  'test/e2e/webhook-deliveries.e2e-spec.ts': 10,
  'test/trust/facts.int-spec.ts': 10,
  'test/process/export.e2e-spec.ts': 10,
  'test/trust/kept.int-spec.ts': 10,
  'test/trust/published.spec.ts': 9,
  'test/process/upgrade-everything.e2e-spec.ts': 9,
  'test/e2e/client-examples.e2e-spec.ts': 9,
  'test/e2e/seats.e2e-spec.ts': 8,
  'test/e2e/bad-input.e2e-spec.ts': 8,
  'test/e2e/openapi-answers.e2e-spec.ts': 8,
  'test/process/backup.e2e-spec.ts': 8,
  'test/faults/database-outages.e2e-spec.ts': 8,
  'test/e2e/past.e2e-spec.ts': 8,
};

/** Milliseconds, for the order only. */
const estimate = (path) => {
  const [, seconds] = Object.entries(SECONDS).find(([name]) => path.endsWith(`/${name}`)) ?? [];
  if (seconds !== undefined) return 1_000 * seconds;
  return path.endsWith('.e2e-spec.ts') ? 3_000 : 500;
};

export default class extends TestSequencer {
  time(test) {
    return super.time(test) ?? estimate(test.path);
  }
}
