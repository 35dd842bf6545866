import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const tool = (name: string): string => join(root, 'node_modules', '.bin', name);

/** The project's configuration without the rules that need types: a program of the whole tree takes half a minute. */
const UNTYPED_CONFIG = `
  import project from '${join(root, 'eslint.config.mjs')}';
  import typescript from '${require.resolve('typescript-eslint')}';
  export default [...project, typescript.configs.disableTypeChecked];
`;

/** Lints `text` as if it were the content of `file`, and returns ESLint's output. */
const lint = (file: string, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-lint-'));
  try {
    const config = join(folder, 'eslint.config.mjs');
    writeFileSync(config, UNTYPED_CONFIG);
    const options = ['--config', config, '--stdin', '--stdin-filename', file];
    return spawnSync(tool('eslint'), options, { cwd: root, input: text, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Runs dependency-cruiser on files that are added to a copy of the source tree, and on what they import. Returns its
 * output on one line.
 */
const boundariesWith = (files: Readonly<Record<string, string>>): string => {
  const copy = mkdtempSync(join(tmpdir(), 'ledgerdesk-boundaries-'));
  try {
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json', 'apps', 'libs', 'projections']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(copy, file), text);
    const check = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', '--max-depth', '1'];
    return spawnSync(tool('depcruise'), [...check, ...Object.keys(files)], {
      cwd: copy,
      encoding: 'utf8',
    }).stdout.replaceAll(/\s+/g, ' ');
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
    expect(output).toMatch(/1:1 .*Frameworks and Node\.js modules are not allowed/);
    expect(output).toMatch(/3:\d+ .*Pass the time in the command/);
    expect(output).toMatch(/4:\d+ .*Pass the time in the command/);
    expect(output).toMatch(/5:\d+ .*Pass random values in the command/);
    expect(output).toContain('4 problems');
  }, 60_000);

  it('dependency-cruiser reports a violation of each boundary, with the reason', () => {
    const output = boundariesWith({
      'libs/domain/planted.ts': "import { START } from '../event-store/index.js';\nexport const start = START;\n",
      'libs/runtime/planted.ts': "export * from '../event-store/sqlite/index.js';\n",
      'projections/dashboard/planted-sibling.ts': "export * from '../ticket-list/definition.js';\n",
      'projections/dashboard/planted-rule.ts': "export * from '../../libs/domain/index.js';\n",
      'apps/api/tickets/planted-server.ts': "export * from '../../server/index.js';\n",
      'apps/api/platform/http/planted.ts': "export * from '../../tickets/ticket.view.js';\n",
      'libs/esdb-gateway/streams/planted.ts': "export * from '../../event-store/sqlite/index.js';\n",
      'libs/client/planted-node.ts': "export { randomUUID } from 'node:crypto';\n",
      'libs/client/planted-lib.ts': "export * from '../kernel/index.js';\n",
      'libs/ledger/planted-lib.ts': "export * from '../kernel/index.js';\n",
    });
    expect(output).toMatch(/libs-domain-is-pure: libs\/domain\/planted\.ts.*replays are deterministic/);
    expect(output).toMatch(
      /adapters-only-from-apps-and-test: libs\/runtime\/planted\.ts.*Only apps and test may import adapters/,
    );
    expect(output).toMatch(
      /projections-are-independent: projections\/dashboard\/planted-sibling\.ts.*must not import each other/,
    );
    expect(output).toMatch(
      /projections-import-events-only: projections\/dashboard\/planted-rule\.ts.*Projections fold events/,
    );
    expect(output).toMatch(
      /api-imports-no-other-app: apps\/api\/tickets\/planted-server\.ts.*must not import the server/,
    );
    expect(output).toMatch(
      /api-platform-imports-no-feature: apps\/api\/platform\/http\/planted\.ts.*must not import features/,
    );
    expect(output).toMatch(
      /gateway-imports-port-only: libs\/esdb-gateway\/streams\/planted\.ts.*may import only the port, the kernel/,
    );
    expect(output).toMatch(
      /client-imports-nothing-of-the-engine: libs\/client\/planted-node\.ts → crypto The client runs in browsers/,
    );
    expect(output).toMatch(/client-imports-nothing-of-the-engine: libs\/client\/planted-lib\.ts → libs\/kernel/);
    expect(output).toMatch(/ledger-imports-nothing-of-the-engine: libs\/ledger\/planted-lib\.ts → libs\/kernel/);
  }, 60_000);
});
