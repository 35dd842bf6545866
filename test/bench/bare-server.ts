import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BACKLOG } from '../../apps/server/start-server.js';
import { endWithParent } from './end-with-parent.js';

/** A server of Node alone, in a process of its own: reads each body and responds with it at once. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).once('end', () => response.end(Buffer.concat(chunks)));
});
server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
endWithParent();
