import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples } from '../../event-store/contract/samples.js';
import type { EventStore } from '../../event-store/port.js';
import { openSqliteEventStore } from '../../event-store/sqlite/index.js';
import type { GatewayFault } from '../protocol/rpc-error.js';
import { aGroup, SampleConsumer } from '../../../test/support/esdb-gateway/group-events.js';
import type { GroupId, GroupRecord } from './group-state.js';
import { Groups } from './groups.js';
import type { Message } from './member.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { Subscriber } from './subscriber.js';
import { ManualTime } from '../../../test/support/manual-time.js';

/** State on a disk that may be full. */
class FullDisk extends MemoryGroupState {
  isFull = false;

  override recordOf(id: GroupId): GroupRecord {
    const record = super.recordOf(id);
    const written = (write: () => void): void => {
      if (this.isFull) throw new Error('The disk is full.');
      write();
    };
    return {
      checkpoint: (place) => written(() => record.checkpoint(place)),
      park: (events) => written(() => record.park(events)),
      unpark: (positions) => written(() => record.unpark(positions)),
    };
  }
}

/** A consumer that can be waited for. */
class WaitingConsumer extends SampleConsumer implements Subscriber {
  readonly about = { from: '', user: '', connection: '' };
  readonly faults: GatewayFault[] = [];
  private wake = (): void => undefined;

  override deliver(message: Message): void {
    super.deliver(message);
    this.wake();
  }

  end(fault: GatewayFault): void {
    this.faults.push(fault);
  }

  async next(): Promise<Message | undefined> {
    if (this.given.length === 0)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.given.at(-1);
  }
}

describe('a group that reads a log', () => {
  let folder: string;
  let store: EventStore;
  let state: FullDisk;
  let timers: ManualTime;
  let groups: Groups;

  const joined = (): WaitingConsumer => {
    const consumer = new WaitingConsumer();
    groups.get(aGroup()).connect(consumer, () => undefined);
    return consumer;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    await store.append('orders-1', 'no-stream', samples(1));
    state = new FullDisk();
    timers = new ManualTime();
    groups = new Groups(store, state, timers);
    groups.create(aGroup({ minCheckpointCount: 1, checkpointAfterMs: 10 }));
  });
  afterEach(async () => {
    groups.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, (consumer: WaitingConsumer, id: string) => void]>([
    ['what is to be parked', (consumer, id) => groups.get(aGroup()).refuse(consumer.id, [id], 'park')],
    [
      'a checkpoint, later,',
      (consumer, id) => {
        groups.get(aGroup()).acknowledge(consumer.id, [id]);
        timers.advanceSync(10);
      },
    ],
  ])(
    'sends its consumers away where %s cannot be written, and gives the event again to who comes back',
    async (_what, act) => {
      const consumer = joined();
      const message = await consumer.next();
      state.isFull = true;
      act(consumer, message?.event.id ?? '');
      expect(consumer.faults).toMatchObject([{ code: 14 }]);
      state.isFull = false;
      expect((await joined().next())?.event).toEqual(message?.event);
    },
  );

  it('sends its consumers away when the log closes', async () => {
    const consumer = joined();
    await consumer.next();
    await store.close();
    expect(consumer.faults).toMatchObject([{ details: expect.stringContaining('Subscribe again') as string }]);
  });
});
