import { randomUUID } from 'node:crypto';
import { readLastLoss, recordLoss } from '../epoch.js';
import type { EventStore } from '../port.js';
import { type EventReference, readRecorded } from '../read-recorded.js';
import { aStream, sample, samples } from './samples.js';

const YEAR_2000 = '2000-01-01T00:00:00.000Z';
const YEAR_2100 = '2100-01-01T00:00:00.000Z';

/** Records that an operator has accepted a loss of events. Returns the new epoch. */
const acceptLoss = async (store: EventStore): Promise<number> => {
  const epoch = ((await readLastLoss(store))?.epoch ?? 0) + 1;
  await recordLoss(store, { epoch, lost: [], reason: null, tenant: 'main', now: '2026-11-27T08:00:00.000Z' });
  return epoch;
};

export const recordedEvents = (store: () => EventStore): void => {
  describe('an event that was recorded', () => {
    const eventId = randomUUID();
    const lost = { code: 'event-lost' };
    const behind = { code: 'read-behind' };
    const inEpoch = (epoch: number, logId = store().logId): Pick<EventReference, 'origin' | 'madeAt'> => ({
      origin: { logId, epoch },
      madeAt: YEAR_2100,
    });

    it('is read, in whichever log and epoch its reference was made', async () => {
      const stream = aStream();
      const event = sample();
      await store().append(stream, 'no-stream', [sample(), event]);
      const epoch = await acceptLoss(store());
      for (const known of [inEpoch(epoch), inEpoch(epoch - 1), inEpoch(0, 'another log'), { madeAt: YEAR_2000 }])
        expect(await readRecorded(store(), { stream, revision: 1, eventId: event.id, ...known })).toMatchObject(event);
      expect(await readRecorded(store(), { stream, revision: 1, madeAt: YEAR_2000 })).toMatchObject(event);
    });

    it('is lost if another one is in its place', async () => {
      const stream = aStream();
      await store().append(stream, 'no-stream', samples(2));
      const reading = readRecorded(store(), { stream, revision: 1, eventId, madeAt: YEAR_2100 });
      await expect(reading).rejects.toMatchObject({ ...lost, stream, revision: 1 });
    });

    it.each([
      ['a stream that does not exist', 0],
      ['the end of a stream', 1],
    ])('is behind, or lost, if it is missing at %s', async (_case, revision) => {
      const stream = aStream();
      if (revision > 0) await store().append(stream, 'no-stream', samples(revision));
      const epoch = await acceptLoss(store());
      const reading = (known: Pick<EventReference, 'origin' | 'madeAt'>) =>
        readRecorded(store(), { stream, revision, eventId, ...known });
      await expect(reading(inEpoch(epoch))).rejects.toMatchObject(behind);
      await expect(reading({ madeAt: YEAR_2100 })).rejects.toMatchObject(behind);
      await expect(reading(inEpoch(epoch - 1))).rejects.toMatchObject(lost);
      await expect(reading(inEpoch(epoch, 'another log'))).rejects.toMatchObject(lost);
      await expect(reading({ madeAt: YEAR_2000 })).rejects.toMatchObject(lost);
      await acceptLoss(store());
      await expect(reading(inEpoch(epoch))).rejects.toMatchObject(lost);
    });
  });
};
