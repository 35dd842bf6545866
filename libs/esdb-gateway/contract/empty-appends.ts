import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { BatchCall, errorTypeOf } from './batch-call.js';
import { rawAppend, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf, typed, typesOf } from './samples.js';

const EXPECTED: Readonly<Record<string, () => AppendReq.Options>> = {
  ANY: () => new streamsPb.AppendReq.Options().setAny(new shared.Empty()),
  NO_STREAM: () => new streamsPb.AppendReq.Options().setNoStream(new shared.Empty()),
  STREAM_EXISTS: () => new streamsPb.AppendReq.Options().setStreamExists(new shared.Empty()),
  'revision 1': () => new streamsPb.AppendReq.Options().setRevision('1'),
};

/** The revision after an append, `none` for an empty stream, or `refused`. */
const outcome = (response: AppendResp): string => {
  const success = response.getSuccess();
  if (!success) return 'refused';
  return success.hasNoStream() ? 'none' : success.getCurrentRevision();
};

export const emptyAppends = (client: Client, streams: Streams): void => {
  describe('an append of no events', () => {
    it.each([
      ['ANY', 'none', '1'],
      ['NO_STREAM', 'none', 'refused'],
      ['STREAM_EXISTS', 'refused', '1'],
      ['revision 1', 'refused', '1'],
    ])('checks %s and records nothing', async (expected, ofNone, ofTwo) => {
      const [none, two] = [aStream(), aStream()];
      await client().appendToStream(two, typed('A', 'B'));
      expect(outcome(await rawAppend(streams(), none, [], EXPECTED[expected]?.()))).toBe(ofNone);
      expect(outcome(await rawAppend(streams(), two, [], EXPECTED[expected]?.()))).toBe(ofTwo);
      await expect(firstOf(client().readStream(none))).rejects.toMatchObject({ type: 'stream-not-found' });
      expect(await typesOf(client().readStream(two))).toEqual(['A', 'B']);
    });

    it('is accepted in a batch', async () => {
      const stream = aStream();
      const batch = new BatchCall(streams());
      expect((await batch.append(stream, [])).getSuccess()?.hasNoStream()).toBe(true);
      await client().appendToStream(stream, typed('A', 'B'));
      expect((await batch.append(stream, [])).getSuccess()?.getCurrentRevision()).toBe('1');
      batch.close();
    });

    it('is refused for a tombstoned stream', async () => {
      const stream = aStream();
      await client().appendToStream(stream, typed('A'));
      await client().tombstoneStream(stream);
      await expect(rawAppend(streams(), stream, [])).rejects.toMatchObject({ code: 9 });
      const batch = new BatchCall(streams());
      expect(errorTypeOf(await batch.append(stream, []))).toBe('StreamDeleted');
      batch.close();
    });
  });
};
