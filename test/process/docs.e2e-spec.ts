import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { openEngine, type Settings, settingsFrom } from '../../apps/server/index.js';
import { createServer as createHttpServer } from '../../apps/server/http-server.js';
import { serveAuthority } from '../support/ledger/served-authority.js';
import { freePort } from '../support/http/free-port.js';

const root = join(__dirname, '..', '..');
const documents = [
  'README.md',
  ...['docs', 'docs/api'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
];

/** The bash blocks of a document, in order. */
const commandsOf = (document: string): readonly string[] =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block?.trim() ?? '',
  );

/** The text blocks of a document: the output that it shows for its commands. */
const shownOutputs = (document: string): readonly string[] =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```text\n([\s\S]*?)^```$/gm)].map(
    ([, block = '']) => block,
  );

/** Blocks that a test cannot run inside itself. The npm scripts that they call must exist. */
const INSTALLS = /^npm ci && npm (start|test|run [a-z]+)$/;
/** Blocks that need several minutes on an idle machine. */
const MEASURES = /^npm run (?:bench|profile)/;

/** Of the output, what a failed test shows. */
const LAST_CHARACTERS = 2_000;

const { scripts, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: { ledgerdesk: string };
};

/** Replaces `npx ledgerdesk` with the command itself, because npx takes one or two seconds to resolve it. */
const NPX = `npx() { [ "$1" = ledgerdesk ] && shift && "./${bin.ledgerdesk}" "$@"; }`;

/** Options of the tokens that `docs/try.sh` issues, by caller. */
const CALLERS = {
  operator: { kind: 'operator' },
  auditor: { kind: 'auditor' },
  aiko: { kind: 'member', team: 'acme', subject: 'aiko' },
  kenji: { kind: 'agent', subject: 'kenji' },
  console: { kind: 'service', subject: 'console', scope: 'act webhooks' },
} as const;
/** Documents whose commands issue the tokens themselves, with processes that take a second each. */
const ISSUES_TOKENS: readonly string[] = ['README.md', 'docs/tutorial.md'];

/** The document whose engine has a time-stamp authority. */
const AUDITORS = 'docs/auditing.md';

/** Issues a token for each caller, as the command line does, into a new folder. Returns the folder. */
const issueTokens = async (folder: string, settings: Settings): Promise<string> => {
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  for (const [caller, options] of Object.entries(CALLERS))
    writeFileSync(join(tokens, caller), await issueToken({ days: 1, ...options }, settings));
  return tokens;
};

/** Starts an engine on `folder`. `env` is the environment for the document's commands. */
const startEngine = async (folder: string, more: Readonly<Record<string, string>>) => {
  const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'error', ...more });
  const engine = await openEngine(settings, { workerThreads: false });
  const server = await createHttpServer(engine);
  await server.app.listen(0, '127.0.0.1');
  const { port } = new URL(await server.app.getUrl());
  return {
    server,
    settings: engine.settings,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DATA_DIR: folder,
      PORT: port,
      TUTORIAL_PORT: String(await freePort()),
    },
  };
};

/** Runs a script in the project folder, stopping at the first command that fails. */
const runScript = async (
  script: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> => {
  try {
    const ran = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: root, env });
    return { status: 0, stdout: ran.stdout, stderr: '' };
  } catch (error) {
    const { code, stdout, stderr } = error as {
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    };
    return { status: code, stdout, stderr };
  }
};

describe('commands in the documentation', () => {
  it('npx runs ledgerdesk', () => {
    const { status, stdout } = spawnSync('npx', ['ledgerdesk', '--help'], { cwd: root, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: ledgerdesk /) as string });
  });

  it.each(documents)(
    'every command in %s succeeds and prints the output shown',
    async (document) => {
      const blocks = commandsOf(document);
      for (const [, script = ''] of blocks.flatMap((block) => [...block.matchAll(/npm (?:run )?([a-z]+)$/gm)])) {
        if (script !== 'ci') expect(Object.keys(scripts)).toContain(script);
      }
      const script = blocks.filter((block) => !INSTALLS.test(block) && !MEASURES.test(block)).join('\n');
      if (script === '') return;
      const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-docs-'));
      const authority = document === AUDITORS ? await serveAuthority(join(folder, 'tsa.pem')) : undefined;
      const stamped: Readonly<Record<string, string>> = authority
        ? { LEDGER_TSA_URL: authority.url, LEDGER_TSA_CERT: authority.certificates }
        : {};
      const { server, settings, env } = await startEngine(join(folder, 'data'), stamped);
      try {
        const tokens = ISSUES_TOKENS.includes(document) ? {} : { TRY_TOKENS: await issueTokens(folder, settings) };
        const { status, stdout, stderr } = await runScript(`${NPX}\n${script}`, {
          ...env,
          ...tokens,
          ...(authority && { TSA_CERT: authority.certificates }),
          WORK: folder,
        });
        expect({
          status,
          stderr,
          refusals: stdout.match(/urn:ledgerdesk:problem:[a-z-]+/g),
          failed: status === 0 ? '' : stdout.slice(-LAST_CHARACTERS),
        }).toEqual({ status: 0, stderr: '', refusals: null, failed: '' });
        for (const output of shownOutputs(document)) expect(stdout).toContain(output);
      } finally {
        await server.close();
        authority?.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
