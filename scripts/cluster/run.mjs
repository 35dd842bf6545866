// Runs the tests on real EventStoreDB servers, one node and a cluster of three: the contracts of the event store and of
// the protocol, the main job, and killed nodes. EVENTSTOREDB_HOME names the folder of the server's binary; without it
// nothing runs. Arguments are passed to Jest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = process.env.EVENTSTOREDB_HOME ?? '';
if (home === '') {
  process.stdout.write(
    '\nSKIPPED: no test ran, because EVENTSTOREDB_HOME is not set. Set it to the folder of an EventStoreDB server; ' +
      'docs/scaling.md says where to get one.\n\n',
  );
  process.exit(0);
}

const { status } = spawnSync(
  process.execPath,
  [
    join('node_modules', 'jest', 'bin', 'jest.js'),
    '--testMatch=<rootDir>/test/cluster/*.cluster-spec.ts',
    '--testMatch=<rootDir>/test/e2e/main-job.e2e-spec.ts',
    // Each test of the main job may start servers of its own.
    '--testTimeout=300000',
    ...process.argv.slice(2),
  ],
  {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: 'inherit',
    env: { TEST_FORM: 'long', ...process.env, TEST_STORES: 'eventstoredb' },
  },
);
process.exit(status ?? 1);
