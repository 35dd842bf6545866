import type { Position } from '@eventstore/db-client';
import { aStream, type Client, firstOf, linkTo, ofStreams, positionOf, typed } from './samples.js';

/** A stream of `A` and `B`, and a stream of three links: to `B`, to a missing revision, and to a missing stream. */
interface LinkedStreams {
  readonly stream: string;
  readonly links: string;
  readonly start: Position;
}

const linkedStreams = async (client: Client): Promise<LinkedStreams> => {
  const [stream, links] = [aStream(), aStream()];
  const start = positionOf(await client().appendToStream(stream, typed('A')));
  await client().appendToStream(stream, typed('B'));
  await client().appendToStream(links, [linkTo(1, stream), linkTo(7, stream), linkTo(0, aStream())]);
  return { stream, links, start };
};

/** The type of each event, and that of the link to it. */
const typePairs = async (client: Client, links: string, resolveLinkTos: boolean): Promise<unknown[]> =>
  (await firstOf(client().readStream(links, { resolveLinkTos }))).map(({ event, link }) => [event?.type, link?.type]);

export const links = (client: Client): void => {
  describe('links', () => {
    it('are resolved if requested', async () => {
      const { links } = await linkedStreams(client);
      expect(await typePairs(client, links, true)).toEqual([
        ['B', '$>'],
        [undefined, '$>'],
        [undefined, '$>'],
      ]);
      expect(await typePairs(client, links, false)).toEqual([
        ['$>', undefined],
        ['$>', undefined],
        ['$>', undefined],
      ]);
    });

    it('have no target if it is hidden or its stream deleted', async () => {
      const { stream, links } = await linkedStreams(client);
      const unresolved = [
        [undefined, '$>'],
        [undefined, '$>'],
        [undefined, '$>'],
      ];
      await client().setStreamMetadata(stream, { truncateBefore: 2 });
      expect(await typePairs(client, links, true)).toEqual(unresolved);
      await client().setStreamMetadata(stream, {});
      expect(await typePairs(client, links, true)).toEqual([['B', '$>'], ...unresolved.slice(1)]);
      await client().tombstoneStream(stream);
      expect(await typePairs(client, links, true)).toEqual(unresolved);
    });

    it('are resolved in subscriptions and in reads of $all', async () => {
      const { stream, links, start } = await linkedStreams(client);
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
