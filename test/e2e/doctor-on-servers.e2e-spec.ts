import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { settingsFrom } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog, type TestStores } from '../support/http/test-stores.js';
import { PostgresServer } from '../support/postgres/server.js';

/** Nothing listens there. */
const NOWHERE = 'postgresql://ledgerdesk:secret@127.0.0.1:1/ledgerdesk';

describe('doctor checks the stores that the settings name', () => {
  const resources = new OpenResources();
  let folder: string;
  let postgres: PostgresServer;
  let log: TestStores;

  beforeAll(async () => {
    [postgres, log] = await Promise.all([PostgresServer.start(), openRemoteLog()]);
    resources.add({ close: () => postgres.stop() });
    resources.add(log);
    const engine = await TestEngine.open(undefined, { ...log.settings, DATABASE_URL: postgres.url });
    const { aiko } = await withAcme(engine);
    await aiko.post('/v1/tickets', TICKET);
    await engine.settled();
    await engine.close();
  });
  afterAll(() => resources.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const findingsFor = async (settings: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await diagnose(settingsFrom({ DATA_DIR: folder, ...settings }))).map(
      ({ what, state, detail }) => `${state} ${what}: ${detail}`,
    );
  const named = (line: string) => expect.stringMatching(line) as string;

  it('a log on a server, and rows in PostgreSQL', async () => {
    const findings = await findingsFor({ ...log.settings, DATABASE_URL: postgres.url });
    expect(findings).toEqual(
      expect.arrayContaining([
        named('^good log: head [1-9].* at esdb://127.0.0.1:'),
        named('^good database: postgres(?:ql)?://.* takes writes; [1-9]\\d* read models'),
        named('^good read model ticket-list: version \\d+, 0 events behind'),
        named('^good process webhooks: '),
        named('^good attachments: 0 referenced'),
      ]),
    );
    expect(findings.filter((line) => line.startsWith('trouble'))).toEqual([]);
    expect(existsSync(join(folder, 'events.db'))).toBe(false);
  });

  it('a database while there is no log yet', async () => {
    const empty = postgres.urlOf('empty');
    await postgres.run('CREATE DATABASE empty');
    expect(await findingsFor({ DATABASE_URL: empty })).toEqual(
      expect.arrayContaining([
        named('^note log: no log at '),
        named('^note database: postgres(?:ql)?://.*/empty takes writes; no engine has used it yet'),
      ]),
    );
  });

  it('a database that cannot be reached, beside a log that can, without its password', async () => {
    const findings = await findingsFor({ ...log.settings, DATABASE_URL: NOWHERE });
    expect(findings).toEqual(
      expect.arrayContaining([
        named('^good log: head [1-9]'),
        named('^trouble database: .*DATABASE_URL is postgresql://ledgerdesk:\\*\\*\\*@127.0.0.1:1/ledgerdesk'),
      ]),
    );
    expect(findings.join('\n')).not.toContain('secret');
    expect(findings.join('\n')).not.toMatch(/read model|attachments:/);
  });

  it('a database that only takes reads', async () => {
    await postgres.run('CREATE DATABASE standby');
    await postgres.run('ALTER DATABASE standby SET default_transaction_read_only = on');
    expect(await findingsFor({ ...log.settings, DATABASE_URL: postgres.urlOf('standby') })).toContainEqual(
      named('^trouble database: PostgreSQL is read-only'),
    );
  });

  it('and names the files in the data folder that these settings do not use', async () => {
    writeFileSync(join(folder, 'events.db'), '');
    writeFileSync(join(folder, 'read.db'), '');
    const findings = await findingsFor({ ...log.settings, DATABASE_URL: postgres.url });
    expect(findings).toContainEqual(named('^note file events.db: .* is not used .*EVENTSTORE_URL'));
    expect(findings).toContainEqual(named('^note file read.db: .* is not used .*DATABASE_URL'));
  });
});
