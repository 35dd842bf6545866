import { status } from '@grpc/grpc-js';
import type { Position } from '@eventstore/db-client';
import { filteredRead, filteredReadCall, type Streams } from './raw-calls.js';
import { aScope, aStream, type Client, positionOf, typed, typesOf } from './samples.js';

/** Timeout of tests with thousands of events, which may go to a remote server. */
const SLOW_MS = 30_000;
const OTHERS = 1_500;

/** Text for which a backtracking search by `^(a+)+$` takes time that doubles with each letter. */
const ALMOST = `${'a'.repeat(40)}!`;

const withoutMatches = (client: Client, streams: Streams): void => {
  /** Appends events that no filter of these tests matches. Returns the position of the first one. */
  const appendOthers = async (): Promise<Position> => {
    const start = positionOf(await client().appendToStream(aStream(), typed('Before')));
    for (let round = 0; round < 3; round += 1)
      await client().appendToStream(aStream(), typed(...Array<string>(OTHERS).fill('Other')));
    return start;
  };

  it(
    'without matches has no results, and lets other calls through meanwhile',
    async () => {
      const { commit: from } = await appendOthers();
      const stream = aStream();
      await client().appendToStream(stream, typed('A'));
      const read = { direction: 'forward', from, filter: { types: `^${aScope()}` }, count: 1 } as const;
      const reads = Array.from({ length: 4 }, () => filteredRead(streams(), read));
      expect(await typesOf(client().readStream(stream))).toEqual(['A']);
      expect(await Promise.all(reads)).toEqual([[], [], [], []]);
    },
    SLOW_MS,
  );

  it(
    'ends when it is cancelled, and at its deadline',
    async () => {
      const { commit: from } = await appendOthers();
      const read = { direction: 'forward', from, filter: { types: `^${aScope()}` }, count: 1 } as const;
      const statusOf = (call: ReturnType<typeof filteredReadCall>): Promise<number> =>
        new Promise((resolve) => {
          call
            .on('data', () => undefined)
            .once('error', () => undefined)
            .once('status', ({ code }) => resolve(code));
        });
      const late = statusOf(filteredReadCall(streams(), read, { deadline: Date.now() + 1 }));
      const call = filteredReadCall(streams(), read);
      const cancelled = statusOf(call);
      call.cancel();
      expect([await late, await cancelled]).toEqual([status.DEADLINE_EXCEEDED, status.CANCELLED]);
      expect(await filteredRead(streams(), { ...read, filter: { types: '^Other$' } })).toEqual(['Other']);
    },
    SLOW_MS,
  );

  it('takes no longer for a regular expression with nested repetitions', async () => {
    const { commit: from } = positionOf(await client().appendToStream(aStream(), typed(ALMOST, 'aaa')));
    for (const types of ['^(a+)+$', '^(a|aa)+$', '^(a*)*$'])
      expect(await filteredRead(streams(), { direction: 'forward', from, filter: { types }, count: 1 })).toEqual([
        'aaa',
      ]);
  });
};

export const filteredReads = (client: Client, streams: Streams): void => {
  describe('a filtered read of $all', () => {
    it.each<['forward' | 'backward', readonly string[]]>([
      ['forward', ['A', 'B']],
      ['backward', ['C', 'B']],
    ])(
      'counts the events that match, past many that do not, %s',
      async (direction, expected) => {
        const scope = aScope();
        const start = positionOf(await client().appendToStream(aStream(), typed('Before')));
        for (const type of ['A', 'B', 'C']) {
          await client().appendToStream(aStream(), typed(...Array<string>(OTHERS).fill('Other')));
          await client().appendToStream(aStream(scope), typed(`${scope}${type}`));
        }
        const end = positionOf(await client().appendToStream(aStream(), typed('After')));
        const from = direction === 'forward' ? start : end;
        for (const filter of [{ types: `^${scope}` }, { streamPrefixes: [scope] }])
          expect(await filteredRead(streams(), { direction, from: from.commit, filter, count: 2 })).toEqual(
            expected.map((type) => `${scope}${type}`),
          );
      },
      SLOW_MS,
    );
    withoutMatches(client, streams);
  });
};
