import { addMillis, DAY, HOUR } from '@ledgerdesk/kernel';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { OutboxSweeper } from './outbox-sweeper.js';

const START = '2026-11-02T08:00:00.000Z';

describe('outbox sweeper', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let sweeper: OutboxSweeper;
  beforeEach(async () => {
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    sweeper = new OutboxSweeper({ outbox, clock: time, timers: time });
    const messages = Array.from({ length: 1_200 }, (_, n) => ({
      id: `m-${n}`,
      channel: 'mail',
      topic: 'answer',
      payload: '{}',
      createdAt: START,
    }));
    await outbox.saveCheckpoint('p', { logId: 'log', position: '1' }, messages);
    for (const { id } of messages.slice(1)) await outbox.recordAttempt(id, { sentAt: START });
  });
  afterEach(() => sweeper.stop());

  const later = async (days: number): Promise<void> => {
    time.moveTo(addMillis(START, days * DAY));
    await time.advance(HOUR);
    for (let turn = 0; turn < 10; turn += 1) await time.advance(0);
  };

  it('deletes messages sent over thirty days ago, and no waiting message', async () => {
    sweeper.start();
    await later(29);
    expect(outbox.ids()).toHaveLength(1_200);
    await later(31);
    expect(outbox.ids()).toEqual(['m-0']);
  });

  it('retries after a failure', async () => {
    const deleteSent = jest.spyOn(outbox, 'deleteSent').mockRejectedValueOnce(new Error('The disk is full.'));
    sweeper.start();
    await later(31);
    await later(31);
    expect(deleteSent.mock.calls.length).toBeGreaterThan(1);
    expect(outbox.ids()).toEqual(['m-0']);
  });
});
