import { LaggingEventStore } from '../../test/support/lagging-event-store.js';
import { sample } from './contract/samples.js';
import { recordLoss } from './epoch.js';
import { readRecorded } from './read-recorded.js';

const NOW = '2026-11-27T08:00:00.000Z';

describe('reading a recorded event', () => {
  let log: LaggingEventStore;
  beforeEach(async () => {
    log = new LaggingEventStore();
    await log.append('a', 'no-stream', [sample({ id: 'one' }), sample({ id: 'two' })]);
  });
  const read = (epoch: number) =>
    readRecorded(log, {
      stream: 'a',
      revision: 1,
      eventId: 'two',
      origin: { logId: log.logId, epoch },
      madeAt: NOW,
    });

  it('is behind in a log that has lost nothing, until the log shows the event', async () => {
    log.fallBehind();
    await expect(read(0)).rejects.toMatchObject({ code: 'read-behind', stream: 'a', revision: 1 });
    log.catchUp();
    expect(await read(0)).toMatchObject({ id: 'two' });
  });

  it('does not take an event for lost that appears before the beginning of an epoch does', async () => {
    await recordLoss(log, { epoch: 1, lost: [], reason: null, tenant: 'main', now: NOW });
    jest.spyOn(log, 'readStream').mockResolvedValueOnce([]);
    expect(await read(0)).toMatchObject({ id: 'two' });
  });
});
