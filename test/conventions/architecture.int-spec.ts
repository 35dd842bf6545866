import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const tool = (name: string): string => join(root, 'node_modules', '.bin', name);

/** Lints `text` as if it were the content of `file`, and returns ESLint's output. */
const lint = (file: string, text: string): string =>
  spawnSync(tool('eslint'), ['--stdin', '--stdin-filename', file], { cwd: root, input: text, encoding: 'utf8' }).stdout;

/** Runs dependency-cruiser on a copy of the source tree with additional files, and returns its output. */
const boundariesWith = (files: Readonly<Record<string, string>>): string => {
  const copy = mkdtempSync(join(tmpdir(), 'ledgerdesk-boundaries-'));
  try {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json', 'apps', 'libs', 'projections']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
    const check = [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      'apps/api',
      'libs',
      'projections',
    ];
    return spawnSync(tool('depcruise'), check, { cwd: copy, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

describe('import boundaries', () => {
  it('ESLint refuses Node.js modules, the clock and random numbers in a pure library, each with the reason', () => {
    const output = lint(
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
    expect(output).toMatch(/1:1 .*no framework and no machine/);
    expect(output).toMatch(/3:\d+ .*time arrives in the command/);
    expect(output).toMatch(/4:\d+ .*time arrives in the command/);
    expect(output).toMatch(/5:\d+ .*ids and chance arrive in the command/);
    expect(output).toContain('4 problems');
  }, 60_000);

  it('dependency-cruiser refuses a breach of each boundary, with the reason', () => {
    const output = boundariesWith({
      'libs/domain/planted.ts': "import { START } from '../event-store/index.js';\nexport const start = START;\n",
      'libs/runtime/planted.ts': "export * from '../event-store/sqlite/index.js';\n",
      'projections/dashboard/planted-sibling.ts': "export * from '../ticket-list/definition.js';\n",
      'projections/dashboard/planted-rule.ts': "export * from '../../libs/domain/index.js';\n",
      'apps/api/tickets/planted-server.ts': "export * from '../../server/index.js';\n",
      'apps/api/platform/http/planted.ts': "export * from '../../tickets/ticket.view.js';\n",
      'libs/esdb-gateway/streams/planted.ts': "export * from '../../event-store/sqlite/index.js';\n",
    });
    expect(output).toMatch(
      /libs-domain-stays-pure: libs\/domain\/planted\.ts[\s\S]*rules and replays depend on nothing/,
    );
    expect(output).toMatch(
      /adapters-only-from-apps-and-test: libs\/runtime\/planted\.ts[\s\S]*Only apps and test choose a store/,
    );
    expect(output).toMatch(
      /projections-have-no-siblings: projections\/dashboard\/planted-sibling\.ts[\s\S]*Projections stand alone/,
    );
    expect(output).toMatch(
      /projections-know-events-only: projections\/dashboard\/planted-rule\.ts[\s\S]*A projection folds events/,
    );
    expect(output).toMatch(
      /api-knows-no-server: apps\/api\/tickets\/planted-server\.ts[\s\S]*imports nothing of the server/,
    );
    expect(output).toMatch(
      /api-platform-knows-no-feature: apps\/api\/platform\/http\/planted\.ts[\s\S]*imports no feature/,
    );
    expect(output).toMatch(
      /gateway-imports-port-only: libs\/esdb-gateway\/streams\/planted\.ts[\s\S]*imports the port, the kernel/,
    );
  }, 60_000);
});
