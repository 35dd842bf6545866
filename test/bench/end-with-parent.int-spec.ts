import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(createRequire(__filename).resolve('#compiled/test/bench/end-with-parent.js')).href;
/** A server that nothing but its parent ends. */
const SERVER = `
  const { endWithParent } = await import('${MODULE}');
  endWithParent();
  (await import('node:http')).createServer().listen(0, '127.0.0.1', () => process.send('ready'));`;

describe('a server that a benchmark forks', () => {
  it('ends when the benchmark has ended without stopping it', async () => {
    const server = spawn(process.execPath, ['--input-type=module', '-e', SERVER], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(server, 'message');
    server.disconnect();
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
