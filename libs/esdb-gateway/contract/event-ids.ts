import { randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import { BatchCall, errorTypeOf } from './batch-call.js';
import { rawAppend, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf } from './samples.js';

const notFound = { type: 'stream-not-found' };

/** Forms of ids that are not UUIDs, and the nil UUID. */
const REFUSED = [
  'not-a-uuid',
  '',
  '{6a2f41a3c54c4ce882d20324e1c32e22}',
  '{6a2f41a3-c54c-4ce8-82d2-0324e1c32e22',
  '6a2f41a3-c54c-4ce8-82d2',
  '00000000-0000-0000-0000-000000000000',
];

export const eventIds = (client: Client, streams: Streams): void => {
  describe('an event id', () => {
    it.each<[string, (id: string) => string]>([
      ['in upper case', (id) => id.toUpperCase()],
      ['without hyphens', (id) => id.replaceAll('-', '')],
      ['in braces', (id) => `{${id}}`],
      ['in parentheses', (id) => `(${id})`],
    ])('%s is returned in lower case with hyphens', async (_form, format) => {
      const [stream, id] = [aStream(), randomUUID()];
      await client().appendToStream(stream, [jsonEvent({ id: format(id), type: 'A', data: {} })]);
      expect((await firstOf(client().readStream(stream)))[0]?.event?.id).toBe(id);
    });

    it('identifies a repeat in any form', async () => {
      const [stream, id] = [aStream(), randomUUID()];
      for (const form of [id, id.toUpperCase()])
        await client().appendToStream(stream, [jsonEvent({ id: form, type: 'A', data: {} })]);
      expect(await firstOf(client().readStream(stream))).toHaveLength(1);
    });

    it.each(REFUSED)('"%s" is refused', async (id) => {
      const stream = aStream();
      await expect(rawAppend(streams(), stream, [{ id }])).rejects.toThrow(/\S/);
      const batch = new BatchCall(streams());
      expect(errorTypeOf(await batch.append(stream, [{ id }]))).toBe('BadRequest');
      batch.close();
      await expect(firstOf(client().readStream(stream))).rejects.toMatchObject(notFound);
    });
  });
};
