import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { hasRole, settingsFrom } from '../../apps/server/index.js';

const root = join(__dirname, '..', '..');
const text = (file: string): string => readFileSync(join(root, 'docker', file), 'utf8');
const DOCKERFILE = text('Dockerfile');

/** The command and arguments of an instruction in exec form (a JSON array). */
const commandAfter = (instruction: RegExp): readonly string[] =>
  JSON.parse(instruction.exec(DOCKERFILE)?.[1] ?? '[]') as string[];

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly build?: object; readonly environment?: Readonly<Record<string, string>> }>
  >;
}

const FILLED: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'secret',
  QUOTE_KEY: Buffer.alloc(32).toString('base64'),
  WEBHOOK_KEY: Buffer.alloc(32, 1).toString('base64'),
  LEDGER_KEY: Buffer.alloc(32, 2).toString('base64'),
  MASTER_KEY: Buffer.alloc(32, 3).toString('base64'),
  SMTP_URL: 'smtps://user:secret@mail.example',
  MAIL_FROM: 'Support <support@example.com>',
  JWKS_URL: 'https://id.example/jwks',
};

/** Interpolates variables as `docker compose` does: the value in FILLED, else the default after `:-`. */
const interpolated = (yaml: string): string =>
  yaml.replace(
    /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
    (_all, name: string, otherwise = '') => FILLED[name] ?? String(otherwise),
  );

describe('files in docker/', () => {
  it('include a valid Dockerfile that does not run as root', () => {
    expect(validate(DOCKERFILE)).toEqual([]);
    expect(DOCKERFILE).toMatch(/^USER node$/m);
  });

  it('include compose files that pass dclint', () => {
    const lint = spawnSync(
      process.execPath,
      [
        'node_modules/dclint/bin/dclint.cjs',
        '-c',
        'docker/.dclintrc.json',
        'docker/compose.yaml',
        'docker/compose.cluster.yaml',
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect({ status: lint.status, output: lint.stdout.trim() }).toEqual({ status: 0, output: '' });
  });

  it.each(['compose.yaml', 'compose.cluster.yaml'])(
    'give each engine of %s valid settings, and http, projections and deadlines to at least one',
    (file) => {
      const { services } = parse(interpolated(text(file)), { merge: true }) as Compose;
      const engines = Object.values(services)
        .filter(({ build }) => build)
        .map(({ environment }) => settingsFrom({ ...environment }));
      expect(engines.length).toBeGreaterThan(0);
      for (const role of ['http', 'projections', 'deadlines'] as const)
        expect(engines.some((settings) => hasRole(settings, role))).toBe(true);
    },
  );

  describe('commands of the Dockerfile, outside Docker', () => {
    let folder: string;
    let engine: ChildProcess | undefined;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-docker-'));
    });
    afterEach(() => {
      engine?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    it('start an engine that passes the health check and exits with 0 on SIGTERM', async () => {
      const [start = '', ...args] = commandAfter(/^CMD (\[.*\])$/m);
      const [check = '', ...checkArgs] = commandAfter(/HEALTHCHECK[^[]*?CMD (\[.*\])$/m);
      expect([start, check]).toEqual(['node', 'node']);
      const env = {
        ...process.env,
        NODE_ENV: 'production',
        JWKS_URL: 'https://id.example/jwks',
        LEDGER_KEY: FILLED['LEDGER_KEY'],
        MASTER_KEY: FILLED['MASTER_KEY'],
        DATA_DIR: folder,
        PORT: '0',
        LOG_LEVEL: 'error',
      };
      const started = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
      engine = started;
      const [line] = (await once(started.stdout, 'data')) as [Buffer];
      const port = /:(\d+) /.exec(String(line))?.[1] ?? '';
      const health = (at: string) =>
        spawnSync(process.execPath, checkArgs, { env: { ...process.env, PORT: at } }).status;
      expect([health(port), health('1')]).toEqual([0, 1]);
      const ended = once(started, 'exit');
      expect(DOCKERFILE).toMatch(/^STOPSIGNAL SIGTERM$/m);
      started.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }, 60_000);
  });
});
