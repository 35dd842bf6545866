import { randomUUID } from 'node:crypto';
import { BatchCall, errorTypeOf } from './batch-call.js';
import { rawAppend, type RawEvent, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf, typesOf } from './samples.js';

const KIBIBYTE = 1_024;
const event = (bytes: number): RawEvent => ({ data: new Uint8Array(bytes) });

export const appendParts = (client: Client, streams: Streams): void => {
  describe('an append in parts', () => {
    let batch: BatchCall;
    beforeEach(() => {
      batch = new BatchCall(streams());
    });
    afterEach(() => batch.close());

    it('is recorded as one when its final part arrives', async () => {
      const [stream, id] = [aStream(), randomUUID()];
      batch.send(id, [{ type: 'A' }], { stream, final: false });
      batch.send(id, [{ type: 'B' }], { final: false });
      batch.send(id, [{ type: 'C' }], {});
      expect((await batch.response(id)).getSuccess()?.getCurrentRevision()).toBe('2');
      expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C']);
    });

    it('is refused before its final part once it is too large, and later parts are ignored', async () => {
      const [stream, id] = [aStream(), randomUUID()];
      for (let part = 0; part < 6; part += 1)
        batch.send(id, [event(1_000 * KIBIBYTE)], { ...(part === 0 && { stream }), final: false });
      expect(errorTypeOf(await batch.response(id))).toBe('MaximumAppendSizeExceeded');
      batch.send(id, [{ type: 'Late' }], {});
      expect((await batch.append(stream, [{ type: 'Next' }])).hasSuccess()).toBe(true);
      expect(await typesOf(client().readStream(stream))).toEqual(['Next']);
    });

    it('that is invalid or too large does not affect its neighbors', async () => {
      const responses = await Promise.all([
        batch.append(aStream(), [event(5_000 * KIBIBYTE)]),
        ...Array.from({ length: 5 }, () => batch.append(aStream(), [event(10)])),
        batch.append(aStream(), [{ id: 'not-a-uuid' }]),
      ]);
      expect(responses.map(errorTypeOf)).toEqual([
        'MaximumAppendSizeExceeded',
        ...Array<undefined>(5).fill(undefined),
        'BadRequest',
      ]);
    });

    it('whose final part does not arrive by its deadline is refused', async () => {
      const [stream, id] = [aStream(), randomUUID()];
      batch.send(id, [{ type: 'A' }], { stream, final: false, deadline: new Date(Date.now() + 300) });
      expect(errorTypeOf(await batch.response(id))).toBe('Timeout');
      await expect(firstOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    });

    it('is refused while the events of a single append arrive, once it is too large', async () => {
      const stream = aStream();
      const events = Array.from({ length: 8 }, () => event(1_000 * KIBIBYTE));
      await expect(rawAppend(streams(), stream, events)).rejects.toMatchObject({ code: 3 });
      await expect(firstOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    });
  });
};
