import { fastify } from 'fastify';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Problem } from './problem.js';
import { refuseWhenClosing } from './refuse-when-closing.js';

it('finishes the request in progress and refuses the next one on its connection', async () => {
  const server = fastify({ return503OnClosing: false });
  server.setErrorHandler((error, _, reply) => {
    const { status, code, extra } = error instanceof Problem ? error : new Problem(500, 'fault', String(error));
    return reply
      .code(status)
      .headers(extra.headers ?? {})
      .send(code);
  });
  refuseWhenClosing(server);
  let begin = (): void => undefined;
  let finish = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const finished = new Promise<void>((resolve) => (finish = resolve));
  server.get('/', async () => {
    begin();
    await finished;
    return 'done';
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  const answers = text(socket);

  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await begun;
  const closed = server.close();
  await new Promise((resolve) => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n', resolve));
  setImmediate(finish);
  await closed;
  expect((await answers).split('HTTP/1.1').map((answer) => answer.split('\r\n')[0])).toEqual([
    '',
    ' 200 OK',
    ' 503 Service Unavailable',
  ]);
  expect(await answers).toContain('connection: close');
});
