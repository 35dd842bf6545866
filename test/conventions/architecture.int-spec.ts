import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const tool = (name: string): string => join(root, 'node_modules', '.bin', name);

/** What lint says of a text that would stand in a file of ours. */
const lint = (file: string, text: string): string =>
  spawnSync(tool('eslint'), ['--stdin', '--stdin-filename', file], { cwd: root, input: text, encoding: 'utf8' }).stdout;

/** What the import check says of a house with some files more, by text. */
const boundariesWith = (files: Readonly<Record<string, string>>): string => {
  const house = mkdtempSync(join(tmpdir(), 'ledgerdesk-house-'));
  try {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json', 'apps', 'libs', 'projections']) {
      cpSync(join(root, name), join(house, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(house, file), text);
    const check = [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      'apps/api',
      'libs',
      'projections',
    ];
    return spawnSync(tool('depcruise'), check, { cwd: house, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
};

describe('the house keeps its walls', () => {
  it('lint refuses machine, clock and chance in a pure room, each with the reason', () => {
    const said = lint(
      'libs/domain/policies.ts',
      [
        "import { cwd } from 'node:process';",
        'export const here = cwd();',
        'export const now = (): number => Date.now();',
        'export const today = (): Date => new Date();',
        'export const dice = (): number => Math.random();',
        'export const one = 1;',
        '',
      ].join('\n'),
    );
    expect(said).toMatch(/1:1 .*no framework and no machine/);
    expect(said).toMatch(/3:\d+ .*time arrives in the command/);
    expect(said).toMatch(/4:\d+ .*time arrives in the command/);
    expect(said).toMatch(/5:\d+ .*ids and chance arrive in the command/);
    expect(said).toContain('4 problems');
  }, 60_000);

  it('the import check refuses a breach of each wall, with the reason', () => {
    const said = boundariesWith({
      'libs/domain/planted.ts': "import { START } from '../event-store/index.js';\nexport const start = START;\n",
      'libs/runtime/planted.ts': "export * from '../event-store/sqlite/index.js';\n",
      'projections/dashboard/planted-sibling.ts': "export * from '../ticket-list/definition.js';\n",
      'projections/dashboard/planted-rule.ts': "export * from '../../libs/domain/index.js';\n",
      'apps/api/tickets/planted-server.ts': "export * from '../../server/index.js';\n",
      'apps/api/platform/http/planted.ts': "export * from '../../tickets/ticket.view.js';\n",
      'libs/esdb-gateway/streams/planted.ts': "export * from '../../event-store/sqlite/index.js';\n",
    });
    expect(said).toMatch(/libs-domain-stays-pure: libs\/domain\/planted\.ts[\s\S]*rules and replays depend on nothing/);
    expect(said).toMatch(
      /adapters-only-from-apps-and-test: libs\/runtime\/planted\.ts[\s\S]*Only apps and test choose a store/,
    );
    expect(said).toMatch(
      /projections-have-no-siblings: projections\/dashboard\/planted-sibling\.ts[\s\S]*Projections stand alone/,
    );
    expect(said).toMatch(
      /projections-know-events-only: projections\/dashboard\/planted-rule\.ts[\s\S]*A projection folds events/,
    );
    expect(said).toMatch(
      /api-knows-no-server: apps\/api\/tickets\/planted-server\.ts[\s\S]*imports nothing of the server/,
    );
    expect(said).toMatch(
      /api-platform-knows-no-feature: apps\/api\/platform\/http\/planted\.ts[\s\S]*imports no feature/,
    );
    expect(said).toMatch(
      /gateway-imports-port-only: libs\/esdb-gateway\/streams\/planted\.ts[\s\S]*imports the port, the kernel/,
    );
  }, 60_000);
});
