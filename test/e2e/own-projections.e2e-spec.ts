import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayReadModel } from '../../apps/cli/replay/replay-read-model.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const root = join(__dirname, '..', '..');
const example = join(root, 'libs/projection-kit/example');

describe('an own projection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-projection-'));
  /** The errors that TypeScript finds in these files, with the options of the example. */
  const errorsIn = (...files: readonly string[]): readonly string[] => {
    const config = join(folder, 'tsconfig.json');
    const options = JSON.parse(readFileSync(config, 'utf8')) as object;
    writeFileSync(config, JSON.stringify({ ...options, files }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes('error TS'));
  };

  beforeAll(() => {
    cpSync(example, folder, { recursive: true });
    const kit = join(folder, 'node_modules/@ledgerdesk/projection-kit');
    execFileSync(process.execPath, [join(root, 'scripts/projection-kit/package.mjs'), kit]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has typed events and a test outside of this project, as in the example', () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const tested = spawnSync(process.execPath, ['--test'], { cwd: folder, env, encoding: 'utf8' });
    expect(tested.stdout).toMatch(/^# pass 1$/m);
    const projection = readFileSync(join(folder, 'answers-by-agent.mjs'), 'utf8');
    writeFileSync(join(folder, 'misspelt.mjs'), projection.replace('data.agentId', 'data.agent'));
    // Together, because most of the time goes into the types of the events.
    expect(errorsIn('answers-by-agent.mjs', 'misspelt.mjs')).toEqual([
      expect.stringMatching(/^misspelt\.mjs\(.*Property 'agent' does not exist/),
    ]);
  });

  it('is replayed as of a position, with personal fields in clear or masked', async () => {
    const engine = await TestEngine.open();
    try {
      const { aiko } = await withAcme(engine);
      const before = await engine.engine.log.head();
      const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
      const file = join(folder, 'subjects.mjs');
      const on = `{ TicketOpened: (_row, { data }) => ({ subject: data.subject }) }`;
      writeFileSync(
        file,
        `export default { name: 's', version: 1, keysOf: ({ data }) => [data.ticketId], on: ${on} };`,
      );
      const options = { projection: { file }, by: 'recorded', format: 'json' } as const;
      const rows = async (more: { asOf?: { position: string }; mask?: boolean }): Promise<unknown> =>
        JSON.parse(await replayReadModel(engine.engine.store, { ...options, ...more }));
      expect(await rows({})).toEqual([{ key: ticketId, subject: TICKET.subject }]);
      expect(await rows({ asOf: { position: before } })).toEqual([]);
      expect(await rows({ mask: true })).toEqual([
        { key: ticketId, subject: expect.not.stringContaining('Sync') as string },
      ]);
    } finally {
      await engine.close();
    }
  });
});
