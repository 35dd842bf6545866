import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { messageOf } from '@ledgerdesk/kernel';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../apps/cli/simulate/random.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { EngineProcesses } from '../support/http/engine-process.js';
import { runs } from '../support/runs.js';
import { DiskFaults } from './disk-faults.js';
import { FaultRun } from './fault-run.js';
import { PowerLoss } from './power-loss.js';
import { readRecording, type RecordedChange } from './recording.js';

const TICKETS = runs({ short: 60, long: 1_500 });
const IMAGES = runs({ short: 8, long: 600 });
const CONNECTIONS = 4;
const RUN = new FaultRun('power loss');

interface Acknowledged {
  readonly ticketId: string;
  /** Size of the recording when the response arrived: everything before it had happened. */
  readonly size: number;
}

describe(`a power failure (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-power-'));
  const folder = join(root, 'data');
  const faults = new DiskFaults(folder, { record: true });
  const engines = new EngineProcesses();
  const acknowledged: Acknowledged[] = [];
  let changes: readonly RecordedChange[];

  beforeAll(async () => {
    const engine = await engines.start({ DATA_DIR: folder, ...faults.environment });
    const as = async (options: Omit<Parameters<typeof issueToken>[0], 'days'>) =>
      new Caller(() => engine.url, await issueToken({ days: 1, ...options }, settingsFrom({ DATA_DIR: folder })));
    const operator = await as({ kind: 'operator' });
    await operator.post('/v1/teams', TEAM);
    const member = {
      memberId: 'aiko',
      name: 'Aiko',
      email: 'aiko@acme.example',
      language: 'en',
      roles: ['team_admin'],
    };
    await operator.post('/v1/teams/acme/members', member);
    const aiko = await as({ kind: 'member', team: 'acme', subject: 'aiko' });
    const open = async (): Promise<void> => {
      while (acknowledged.length < TICKETS) {
        const { status, body } = await aiko.post('/v1/tickets', TICKET);
        if (status !== 201) throw new Error(`A ticket was answered with ${status}.`);
        acknowledged.push({ ticketId: String(body['ticketId']), size: statSync(faults.recording).size });
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, open));
    await engine.kill();
    changes = readRecording(faults.recording);
  });
  afterAll(async () => {
    await engines.close();
    faults.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  /** Starts an engine on an image, and returns what is wrong with it. */
  const problemsOf = async (image: string, promised: readonly string[]): Promise<readonly string[]> => {
    const settings = settingsFrom({ DATA_DIR: image, LOG_LEVEL: 'silent' });
    try {
      const engine = await openEngine(settings, { workerThreads: false, onWarning: () => undefined });
      const lost: string[] = [];
      for (const ticketId of promised)
        if ((await engine.store.readStream(`ticket-${ticketId}`)).length === 0) lost.push(`lost ${ticketId}`);
      await engine.close();
      const log = openSqliteLog({ file: join(image, 'events.db') });
      const damage = await log.integrityCheck();
      await log.close();
      return [...lost, ...damage];
    } catch (error) {
      return [messageOf(error)];
    }
  };

  /** Lets the power fail at random moments, and returns what is wrong after each. */
  const failures = async (count: number, options: { readonly dropSyncs?: boolean }): Promise<readonly string[]> => {
    const random = new Random(RUN.seed);
    const problems: string[] = [];
    for (let number = 0; number < count; number += 1) {
      RUN.progress(() => `${number} of ${count} images, ${problems.length} findings`);
      const cut = random.integer(1, changes.length);
      const size = changes[cut - 1]?.end ?? 0;
      const image = join(root, `image-${number}`);
      new PowerLoss(changes, { root: folder, cut, random, ...options }).writeTo(image);
      const promised = acknowledged.filter((ticket) => ticket.size <= size).map(({ ticketId }) => ticketId);
      for (const problem of await problemsOf(image, promised)) problems.push(`cut ${cut}: ${problem}`);
      rmSync(image, { recursive: true, force: true });
    }
    return problems;
  };

  it(`loses nothing that was acknowledged, and the engine starts, at any of ${IMAGES} moments`, async () => {
    expect(await failures(IMAGES, {})).toEqual([]);
  }, 3_600_000);

  it('is noticed by this test if syncs are dropped', async () => {
    expect((await failures(2, { dropSyncs: true })).length).toBeGreaterThan(0);
  });
});
