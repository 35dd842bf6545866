import { randomBytes } from 'node:crypto';
import { binaryEvent } from '@eventstore/db-client';
import { rawAppend, type RawEvent, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf } from './samples.js';

const MEBIBYTE = 1_048_576;
const event = (bytes: number): RawEvent => ({ data: new Uint8Array(bytes) });

export const appendSizes = (client: Client, streams: Streams): void => {
  describe('the size of an append', () => {
    it('counts bytes as they are sent: 1 MiB of binary data is accepted, one byte more is not', async () => {
      const stream = aStream();
      const data = randomBytes(MEBIBYTE);
      await client().appendToStream(stream, [binaryEvent({ type: 'Bytes', data: new Uint8Array(data) })]);
      const [read] = await firstOf(client().readStream(stream));
      expect(data.equals(read?.event?.data as Uint8Array)).toBe(true);
      await expect(rawAppend(streams(), stream, [event(MEBIBYTE + 1)])).rejects.toMatchObject({ code: 3 });
      await expect(
        client().appendToStream(stream, [binaryEvent({ type: 'Bytes', data: new Uint8Array(MEBIBYTE + 1) })]),
      ).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: MEBIBYTE });
    });
  });
};
