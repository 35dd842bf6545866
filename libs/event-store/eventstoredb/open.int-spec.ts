import { status } from '@grpc/grpc-js';
import { freePort } from '../../../test/support/http/free-port.js';
import { StubNode, streamNotFound, trailers } from '../../../test/support/esdb-gateway/stub-node.js';
import { openEventStoreDb } from './open.js';

const DENIED = { code: status.PERMISSION_DENIED, details: 'Access Denied' };

describe('opening a log on EventStoreDB', () => {
  const opening = async (connection: string, budgetMs = 0) => openEventStoreDb({ connection, retry: { budgetMs } });

  describe('on a server that answers', () => {
    let node: StubNode;
    beforeEach(async () => {
      node = await StubNode.start();
      node.answerRead = (call) => {
        call.write(streamNotFound());
        call.end();
      };
    });
    afterEach(() => node.kill());

    it.each([DENIED, { ...DENIED, metadata: trailers({ exception: 'access-denied' }) }])(
      'names the right to write, and the stream, if it may not record an id of the log (%#)',
      async (denied) => {
        node.answerAppend = (answer) => answer.fail(denied);
        await expect(opening(node.url, 30_000)).rejects.toMatchObject({
          code: 'store-failed',
          message: expect.stringContaining('the right to write ledgerdesk-log.') as string,
        });
        expect(node.calls.filter((call) => call === 'append')).toHaveLength(1);
      },
    );

    it('names the right to write if the server refuses that one append', async () => {
      node.answerAppend = (answer) => answer.refuse('Access Denied', 'AccessDenied');
      await expect(opening(node.url, 30_000)).rejects.toThrow(/the right to write ledgerdesk-log\./);
    });

    it('is refused at once by a server of another kind', async () => {
      node.answerRead = (call) => call.emit('error', { code: status.UNIMPLEMENTED, details: 'unknown service' });
      await expect(opening(node.url, 30_000)).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('Check the host and port in EVENTSTORE_URL') as string,
      });
    });

    it('names the right to read, and the stream', async () => {
      node.answerRead = (call) => call.emit('error', DENIED);
      await expect(opening(node.url, 30_000)).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('the right to read ledgerdesk-log.') as string,
      });
    });

    it('passes on what its connection string asks for in vain', async () => {
      node.answerAppend = (answer) => answer.fail(DENIED);
      const warnings: string[] = [];
      const connection = `${node.url}&discoveryInterval=3`;
      await openEventStoreDb({ connection, onWarning: (warning) => warnings.push(warning) }).catch(() => undefined);
      expect(warnings).toEqual([expect.stringContaining('discoveryInterval has no effect')]);
    });
  });

  it.each(['esdb', 'esdb+discover'])(
    'names the addresses and what to check if no server answers (%s)',
    async (scheme) => {
      const [a, b] = [await freePort(), await freePort()];
      await expect(opening(`${scheme}://127.0.0.1:${a},localhost:${b}?tls=false`)).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringMatching(
          new RegExp(`127\\.0\\.0\\.1:${a} \\(.*ECONNREFUSED.*localhost:${b} \\(.*ECONNREFUSED.*Check EVENTSTORE_URL`),
        ) as string,
      });
    },
  );
});
