import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { messageOf } from '@ledgerdesk/kernel';
import { findDamage } from '@ledgerdesk/sqlite';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../apps/cli/simulate/random.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { runs } from '../support/runs.js';
import { FaultRun } from './fault-run.js';

const DAMAGES = runs({ short: 12, long: 60 });
const RUN = new FaultRun('damaged files');
const TICKETS = 5;

type Damage = (content: Buffer, random: Random) => Buffer;

/** Ways in which a file is damaged as a whole: what a bit flipped in a text does, only a signature can tell. */
const WAYS: readonly [string, Damage][] = [
  ['replaced by garbage', (content) => Buffer.alloc(content.length, 'garbage ')],
  ['cut off', (content, random) => content.subarray(0, random.integer(1, Math.max(1, content.length - 1)))],
  [
    'zeroed at its start',
    (content) => Buffer.concat([Buffer.alloc(Math.min(100, content.length)), content.subarray(100)]),
  ],
];

describe(`a damaged file (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-damage-'));
  const intact = join(root, 'intact');
  const random = new Random(RUN.seed);
  const tickets: string[] = [];

  beforeAll(async () => {
    const engine = await TestEngine.open('2026-11-27T07:30:00.000Z', { ESDB_PORT: '0' });
    const { aiko } = await withAcme(engine);
    for (let count = 0; count < TICKETS; count += 1)
      tickets.push(String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']));
    await engine.settled();
    await engine.restart('2026-11-27T07:31:00.000Z', () =>
      cpSync(engine.engine.folder.path, intact, { recursive: true }),
    );
    await engine.close();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const databases = (): readonly string[] =>
    readdirSync(intact).filter((name) => name.endsWith('.db') && statSync(join(intact, name)).size > 0);

  /** Starts an engine on a folder. Returns the message of its refusal, or what is missing. */
  const start = async (
    folder: string,
  ): Promise<{ readonly refused?: string; readonly missing?: readonly string[] }> => {
    const settings = settingsFrom({
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      ESDB_PORT: '0',
      CLOCK_START: '2026-11-28T00:00:00Z',
    });
    try {
      const engine = await openEngine(settings, { workerThreads: false, onWarning: () => undefined });
      const streams = await Promise.all(tickets.map((id) => engine.store.readStream(`ticket-${id}`)));
      await engine.close();
      return { missing: tickets.filter((_, index) => streams[index]?.length === 0) };
    } catch (error) {
      return { refused: messageOf(error) };
    }
  };

  it(`is recreated, or named by the refusal, ${DAMAGES} times, and nothing is lost in silence`, async () => {
    for (let number = 0; number < DAMAGES; number += 1) {
      RUN.progress(() => `${number} of ${DAMAGES}`);
      const names = databases();
      const name = names[number % names.length] ?? '';
      const [way, damage] = WAYS[random.integer(0, WAYS.length - 1)] ?? WAYS[0] ?? ['', (content: Buffer) => content];
      const folder = join(root, `damaged-${number}`);
      cpSync(intact, folder, { recursive: true });
      const file = join(folder, name);
      writeFileSync(file, damage(readFileSync(file), random));
      // What was cut off may have been unused.
      const damaged = findDamage(file) !== undefined;
      const { refused, missing } = await start(folder);
      const what = `${name} ${way}`;
      if (refused === undefined) expect({ what, missing }).toEqual({ what, missing: [] });
      else expect({ what, refused }).toEqual({ what, refused: expect.stringContaining(file) as string });
      if (name === 'read.db' || name === 'presence.db') {
        expect({ what, refused }).toEqual({ what, refused: undefined });
        expect({ what, aside: existsSync(`${file}.damaged`) }).toEqual({ what, aside: damaged });
      }
      if (name === 'events.db' && refused === undefined) {
        const log = openSqliteLog({ file });
        expect({ what, problems: await log.integrityCheck() }).toEqual({ what, problems: [] });
        await log.close();
      }
      rmSync(folder, { recursive: true });
    }
  });
});
