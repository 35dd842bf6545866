import { addMillis, DAY, HOUR, type Timers } from '@ledgerdesk/kernel';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { OutboxSweeper } from './outbox-sweeper.js';

const START = '2026-11-02T08:00:00.000Z';

describe('outbox sweeper', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let sweeper: OutboxSweeper;
  let onSwept: () => void;
  beforeEach(async () => {
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    onSwept = () => undefined;
    const timers: Timers = {
      elapsed: () => time.elapsed(),
      after: (ms, callback) => {
        onSwept();
        return time.after(ms, callback);
      },
    };
    sweeper = new OutboxSweeper({
      outbox,
      retention: () => ({ keepSentDays: 30, keepDeadDays: 90 }),
      clock: time,
      timers,
    });
    const messages = Array.from({ length: 1_200 }, (_, n) => ({
      id: `m-${n}`,
      channel: 'mail',
      topic: 'answer',
      payload: '{}',
      createdAt: START,
    }));
    await outbox.saveCheckpoint('p', { logId: 'log', position: '1' }, messages);
    for (const { id } of messages.slice(2)) await outbox.recordAttempt(id, { sentAt: START });
    await outbox.recordAttempt('m-1', { failedAt: START, error: 'gone', retryAt: null });
  });
  afterEach(() => sweeper.stop());

  /** Resolves when the next sweep is over: then the sweeper sets the timer of the one after. */
  const nextSweep = (): Promise<void> =>
    new Promise((resolve) => {
      onSwept = resolve;
    });
  const start = async (): Promise<void> => {
    const swept = nextSweep();
    sweeper.start();
    await swept;
  };
  const later = async (days: number): Promise<void> => {
    const swept = nextSweep();
    time.moveTo(addMillis(START, days * DAY));
    await time.advance(HOUR);
    await swept;
  };

  it('deletes messages that were sent or died longer ago than the policy says, and no waiting message', async () => {
    await start();
    await later(29);
    expect(outbox.ids()).toHaveLength(1_200);
    await later(31);
    expect(outbox.ids()).toEqual(['m-0', 'm-1']);
    await later(89);
    expect(outbox.ids()).toEqual(['m-0', 'm-1']);
    await later(91);
    expect(outbox.ids()).toEqual(['m-0']);
  });

  it('keeps the hold of a topic until no later hold can continue it', async () => {
    await outbox.topicHolds.hold('busy', { until: START, since: START });
    await start();
    await later(1.9);
    expect(await outbox.topicHolds.find('busy')).toEqual({ until: START, since: START });
    await later(2);
    expect(await outbox.topicHolds.find('busy')).toBeUndefined();
  });

  it('retries after a failure', async () => {
    const deleteEnded = jest.spyOn(outbox, 'deleteEnded').mockRejectedValueOnce(new Error('The disk is full.'));
    await start();
    expect(deleteEnded).toHaveBeenCalledTimes(1);
    await later(31);
    expect(outbox.ids()).toEqual(['m-0', 'm-1']);
  });
});
