import type { Position } from '@eventstore/db-client';
import { aStream } from '../../event-store/contract/samples.js';
import { type Client, firstOf, linkTo, ofStreams, positionOf, typed } from './samples.js';

/** A stream of `A` and `B`, and one of links: to `B`, to what is not there yet, and to a stream that is none. */
interface Linked {
  readonly stream: string;
  readonly links: string;
  readonly start: Position;
}

const linked = async (client: Client): Promise<Linked> => {
  const [stream, links] = [aStream(), aStream()];
  const start = positionOf(await client().appendToStream(stream, typed('A')));
  await client().appendToStream(stream, typed('B'));
  await client().appendToStream(links, [linkTo(1, stream), linkTo(7, stream), linkTo(0, aStream())]);
  return { stream, links, start };
};

/** Types of what a stream gives, and of the links that led to it. */
const pairs = async (client: Client, links: string, resolveLinkTos: boolean): Promise<unknown[]> =>
  (await firstOf(client().readStream(links, { resolveLinkTos }))).map(({ event, link }) => [event?.type, link?.type]);

export const linking = (client: Client): void => {
  describe('links', () => {
    it('come with what they lead to, where that is asked for', async () => {
      const { links } = await linked(client);
      expect(await pairs(client, links, true)).toEqual([
        ['B', '$>'],
        [undefined, '$>'],
        [undefined, '$>'],
      ]);
      expect(await pairs(client, links, false)).toEqual([
        ['$>', undefined],
        ['$>', undefined],
        ['$>', undefined],
      ]);
    });

    it('lead nowhere where their event is hidden, or its stream deleted', async () => {
      const { stream, links } = await linked(client);
      const nowhere = [
        [undefined, '$>'],
        [undefined, '$>'],
        [undefined, '$>'],
      ];
      await client().setStreamMetadata(stream, { truncateBefore: 2 });
      expect(await pairs(client, links, true)).toEqual(nowhere);
      await client().setStreamMetadata(stream, {});
      expect(await pairs(client, links, true)).toEqual([['B', '$>'], ...nowhere.slice(1)]);
      await client().tombstoneStream(stream);
      expect(await pairs(client, links, true)).toEqual(nowhere);
    });

    it('are followed in subscriptions and reads of all, too', async () => {
      const { stream, links, start } = await linked(client);
      const [first] = await firstOf(client().subscribeToStream(links, { resolveLinkTos: true }), 1);
      expect([first?.event?.type, first?.event?.streamId, first?.link?.streamId]).toEqual(['B', stream, links]);
      const all = await firstOf(
        ofStreams(client().readAll({ fromPosition: start, resolveLinkTos: true }), stream, links),
      );
      expect(all.map(({ event, link }) => [event?.type, link?.type])).toEqual([
        ['A', undefined],
        ['B', undefined],
        ['B', '$>'],
        [undefined, '$>'],
        [undefined, '$>'],
      ]);
    });
  });
};
