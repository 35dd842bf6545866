import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { openEngine } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const CONFIG = join(__dirname, '..', '..', 'config');

interface ConfigFile {
  readonly version: string;
  readonly [name: string]: unknown;
}

describe('versions of policy files', () => {
  let config: string;
  let engine: TestEngine;

  const change = (name: string, changed: (file: ConfigFile) => object): void => {
    const file = join(config, `${name}.json`);
    writeFileSync(file, JSON.stringify(changed(JSON.parse(readFileSync(file, 'utf8')) as ConfigFile)));
  };
  const textsIn = async (stream: string) =>
    (await engine.engine.store.readStream(stream)).map(({ data }) => JSON.parse(data) as unknown);

  beforeEach(async () => {
    config = mkdtempSync(join(tmpdir(), 'ledgerdesk-config-'));
    cpSync(CONFIG, config, { recursive: true });
    engine = await TestEngine.open(NOW, { CONFIG_DIR: config });
  });
  afterEach(async () => {
    await engine.close();
    rmSync(config, { recursive: true });
  });

  it('are recorded with their contents when a decision first uses them', async () => {
    expect(await textsIn('policy-prices')).toEqual([]);
    const { aiko } = await withAcme(engine);
    await aiko.post('/v1/tickets', TICKET);
    for (const name of ['policy', 'prices', 'calendars', 'taxonomy']) {
      const file = JSON.parse(readFileSync(join(config, `${name}.json`), 'utf8')) as ConfigFile;
      const [used] = (await textsIn(`policy-${name}`)) as readonly { readonly text: string }[];
      expect({ ...used, text: JSON.parse(used?.text ?? 'null') as unknown }).toMatchObject({
        name,
        policyVersion: file.version,
        text: file,
      });
    }
  });

  it('refuse the start once they were used with other contents, regardless of the file', async () => {
    const { aiko } = await withAcme(engine);
    await aiko.post('/v1/tickets', TICKET);
    const { settings } = engine.engine;
    change('policy', (file) => ({ ...file, closeSolvedAfterDays: 99 }));
    const findings = await diagnose(settings);
    expect(findings.filter(({ state }) => state === 'trouble')).toMatchObject([{ what: 'policies' }]);
    const other = { ...settings, DATA_DIR: `${settings.DATA_DIR}-copy` };
    cpSync(settings.DATA_DIR, other.DATA_DIR, { recursive: true });
    await expect(openEngine(other, { workerThreads: false })).rejects.toThrow(
      /The policy file has other contents than its version .* had when it was first used/,
    );
    change('policy', (file) => ({ ...file, version: 'next' }));
    await (await openEngine(other, { workerThreads: false })).close();
    rmSync(other.DATA_DIR, { recursive: true });
  });

  it('E6 L2 explain a clock by the calendars that it used, also when those are no longer configured', async () => {
    const { aiko } = await withAcme(engine);
    const { ticketId } = (await aiko.post('/v1/tickets', { ...TICKET, language: 'ja' })).body;
    const explained = async () => (await aiko.get(`/v1/tickets/${String(ticketId)}/clock`)).body;
    const before = await explained();
    expect(JSON.stringify(before)).toContain('"counted":[{');
    change('calendars', (file) => {
      const shorter = JSON.parse(JSON.stringify(file).replaceAll('"17:00"', '"12:00"')) as ConfigFile;
      return { ...shorter, version: 'short-days' };
    });
    await engine.restart(NOW);
    expect(await explained()).toEqual(before);
  });
});
