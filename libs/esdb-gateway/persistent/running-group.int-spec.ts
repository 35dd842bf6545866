import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples } from '../../event-store/contract/samples.js';
import type { EventStore } from '../../event-store/port.js';
import { openSqliteEventStore } from '../../event-store/sqlite/index.js';
import type { RpcError } from '../protocol/rpc-error.js';
import { aGroup, RecordingConsumer } from '../../../test/support/esdb-gateway/group-events.js';
import type { GroupId, GroupStateWriter } from './group-state.js';
import { GroupHistory } from './group-history.js';
import { Groups } from './groups.js';
import type { Message } from './member.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { Subscriber } from './subscriber.js';
import { ManualTime } from '../../../test/support/manual-time.js';

/** Group state whose writes fail while `isFull` is set. */
class FullDisk extends MemoryGroupState {
  isFull = false;

  override writerOf(id: GroupId): GroupStateWriter {
    const writer = super.writerOf(id);
    const attempt = (write: () => void): void => {
      if (this.isFull) throw new Error('The disk is full.');
      write();
    };
    return {
      checkpoint: (checkpoint) => attempt(() => writer.checkpoint(checkpoint)),
      park: (events) => attempt(() => writer.park(events)),
      unpark: (positions) => attempt(() => writer.unpark(positions)),
    };
  }
}

/** A subscriber whose deliveries can be awaited. */
class AwaitableSubscriber extends RecordingConsumer implements Subscriber {
  readonly connection = { from: '', username: '', connectionName: '' };
  readonly errors: RpcError[] = [];
  private wake = (): void => undefined;

  override deliver(message: Message): void {
    super.deliver(message);
    this.wake();
  }

  end(error: RpcError): void {
    this.errors.push(error);
  }

  async next(): Promise<Message | undefined> {
    if (this.delivered.length === 0)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.delivered.at(-1);
  }
}

describe('a running group', () => {
  let folder: string;
  let store: EventStore;
  let state: FullDisk;
  let timers: ManualTime;
  let groups: Groups;

  const joined = (): AwaitableSubscriber => {
    const consumer = new AwaitableSubscriber();
    groups.get(aGroup()).connect(consumer, () => undefined);
    return consumer;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    await store.append('orders-1', 'no-stream', samples(1));
    state = new FullDisk();
    timers = new ManualTime();
    groups = new Groups(store, state, timers, await GroupHistory.read(store, state));
    groups.create(aGroup({ minCheckpointCount: 1, checkpointAfterMs: 10 }));
  });
  afterEach(async () => {
    groups.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, (consumer: AwaitableSubscriber, id: string) => void]>([
    ['a parked event', (consumer, id) => groups.get(aGroup()).nack(consumer.id, [id], 'park')],
    [
      'a delayed checkpoint',
      (consumer, id) => {
        groups.get(aGroup()).ack(consumer.id, [id]);
        timers.advanceSync(10);
      },
    ],
  ])(
    'drops its consumers if %s cannot be saved, and delivers the event again when they reconnect',
    async (_what, act) => {
      const consumer = joined();
      const message = await consumer.next();
      state.isFull = true;
      act(consumer, message?.event.id ?? '');
      expect(consumer.errors).toMatchObject([{ code: 14 }]);
      state.isFull = false;
      expect((await joined().next())?.event).toEqual(message?.event);
    },
  );

  it('drops its consumers when the log closes', async () => {
    const consumer = joined();
    await consumer.next();
    await store.close();
    expect(consumer.errors).toMatchObject([{ details: expect.stringContaining('Subscribe again') as string }]);
  });
});
