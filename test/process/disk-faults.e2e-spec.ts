import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { DiskFaults } from '../faults/disk-faults.js';
import { TEAM } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { until } from '../support/http/until.js';

describe('an engine on a failing disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-faults-'));
  const faults = new DiskFaults(folder);
  const engines = new EngineProcesses();
  let engine: EngineProcess;
  let operator: Caller;
  beforeAll(async () => {
    engine = await engines.start({ DATA_DIR: folder, ...faults.environment });
    const token = await issueToken({ kind: 'operator', days: 1 }, settingsFrom({ DATA_DIR: folder }));
    operator = new Caller(() => engine.url, token);
  });
  afterAll(async () => {
    faults.clear();
    await engines.close();
    faults.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const healthOf = async (path: string) => {
    const { status, body } = await operator.get(path);
    return { status, failing: body['failing'] };
  };
  const create = (teamId: string) =>
    operator.with({ 'idempotency-key': teamId }).post('/v1/teams', { ...TEAM, teamId, name: teamId });

  it('is not ready while the log cannot grow on a full disk, and is ready again by itself', async () => {
    await until(async () => (await healthOf('/health/ready')).status === 200);
    faults.plan({ call: 'write', suffix: 'events.db-wal', error: 'ENOSPC', count: 0 });
    expect(await create('full')).toMatchObject({
      status: 503,
      body: { type: 'urn:ledgerdesk:problem:store-unavailable' },
    });
    expect(await healthOf('/health/ready')).toEqual({ status: 503, failing: ['log'] });
    expect((await healthOf('/health/live')).status).toBe(200);
    faults.clear();
    await until(async () => (await healthOf('/health/ready')).status === 200);
    expect((await create('full')).status).toBe(201);
  });

  it('ends with a last line that names a fault which only a restart can fix, and records nothing twice', async () => {
    faults.plan({ call: 'sync', suffix: 'events.db-wal', error: 'EIO', count: 1 });
    expect((await create('lost')).status).toBe(503);
    expect(await engine.ended()).toEqual({
      code: 1,
      signal: null,
      lastLine:
        `The engine ends: The log ${join(folder, 'events.db')} can no longer be written ` +
        '(SQLITE_IOERR_FSYNC: disk I/O error). Check the disk and restart the engine.',
    });
    faults.clear();
    await engine.restart();
    const replies = [await create('lost'), await create('lost')];
    expect(replies.map(({ status, headers }) => [status, headers.get('etag')])).toEqual([
      [201, '"0"'],
      [201, '"0"'],
    ]);
  });
});
