import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** The commands of a document: its bash blocks, in order. */
const commandsOf = (document: string): readonly string[] =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block?.trim() ?? '',
  );

/** What a document says that its commands print: its text blocks. */
const promisedBy = (document: string): readonly string[] =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(
    ([, block = '']) => block,
  );

/** Commands that a test cannot run from within itself; what they call is proven to be there. */
const INSTALLS = /^npm ci && npm (start|test|run [a-z]+)$/;
/** Commands that need minutes of a quiet machine. */
const MEASURES = /^npm run bench/;

const { scripts, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: { ledgerdesk: string };
};

/** Runs what npx finds, without the second or two that it looks around for each time. */
const NPX = `npx() { [ "$1" = ledgerdesk ] && shift && "./${bin.ledgerdesk}" "$@"; }`;

/** For an engine that a document starts itself. */
const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `${port}`;
};

/** A running engine on a folder of its own, and the environment that its documents' commands need. */
const startEngine = async (folder: string) => {
  const server = spawn(process.execPath, ['dist/apps/server/main.js'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const port = /:(\d+)/.exec(String(line))?.[1] ?? '';
  return {
    server,
    env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder, PORT: port, TUTORIAL_PORT: await freePort() },
  };
};

describe('every command in the documents works', () => {
  it('npx finds ledgerdesk', () => {
    const { status, stdout } = spawnSync('npx', ['ledgerdesk', '--help'], { cwd: root, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: ledgerdesk /) as string });
  });

  it.each(documents)(
    '%s',
    async (document) => {
      const blocks = commandsOf(document);
      for (const [, script = ''] of blocks.flatMap((block) => [...block.matchAll(/npm (?:run )?([a-z]+)$/gm)])) {
        if (script !== 'ci') expect(Object.keys(scripts)).toContain(script);
      }
      const script = blocks.filter((block) => !INSTALLS.test(block) && !MEASURES.test(block)).join('\n');
      if (script === '') return;
      const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-docs-'));
      const { server, env } = await startEngine(join(folder, 'data'));
      try {
        const ran = spawnSync('bash', ['-euo', 'pipefail', '-c', `${NPX}\n${script}`], {
          cwd: root,
          env: { ...env, WORK: folder },
          encoding: 'utf8',
        });
        expect({
          status: ran.status,
          stderr: ran.status === 0 ? '' : ran.stderr,
          refusals: ran.stdout.match(/urn:ledgerdesk:problem:[a-z-]+/g),
        }).toEqual({ status: 0, stderr: '', refusals: null });
        for (const promised of promisedBy(document)) expect(ran.stdout).toContain(promised);
      } finally {
        server.kill('SIGTERM');
        await once(server, 'exit');
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
