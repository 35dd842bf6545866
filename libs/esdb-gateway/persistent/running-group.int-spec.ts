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

  /** Waits for delivery `index`, from 0. */
  async at(index: number): Promise<Message | undefined> {
    while (this.delivered.length <= index)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.delivered[index];
  }
}

const NOW = '2026-11-27T07:30:00.000Z';

describe('a running group', () => {
  let folder: string;
  let store: EventStore;
  let state: FullDisk;
  let timers: ManualTime;
  let groups: Groups;

  const joined = (bufferSize?: number): AwaitableSubscriber => {
    const consumer = new AwaitableSubscriber(bufferSize);
    groups.get(aGroup()).connect(consumer, () => undefined);
    return consumer;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    await store.append('orders-1', 'no-stream', samples(1));
    state = new FullDisk();
    timers = new ManualTime();
    groups = new Groups(store, state, timers, await GroupHistory.read(store, state), () => NOW);
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

  const appendLarge = async (count: number): Promise<void> => {
    for (let revision = 0; revision < count; revision += 1)
      await store.append('orders-1', revision, samples(1, { data: JSON.stringify('x'.repeat(1_000_000)) }));
  };

  it('replays parked events as far as there is room for them, by bytes', async () => {
    await appendLarge(12);
    const running = groups.get(aGroup());
    const first = joined();
    for (let n = 0; n < 13; n += 1) running.nack(first.id, [(await first.at(n))?.event.id ?? ''], 'park');
    running.disconnect(first.id);
    running.replay(Infinity);
    const second = joined(1);
    const replayed: unknown[] = [];
    for (let n = 0; n < 13; n += 1) {
      const message = await second.at(n);
      expect(running.group.delivery.queue.length).toBeLessThan(9);
      replayed.push(message?.event.revision);
      running.ack(second.id, [message?.event.id ?? '']);
    }
    expect(replayed).toEqual(Array.from({ length: 13 }, (_, revision) => revision));
    expect(running.group.parked.waiting).toEqual([]);
  });

  it('sends a consumer no more than 16 MiB that it has not settled', async () => {
    await appendLarge(20);
    const consumer = joined(100);
    await consumer.at(17);
    const [member] = groups.get(aGroup()).group.members;
    expect(member).toMatchObject({ inFlight: 18, availableSlots: 82, hasRoom: false });
    groups.get(aGroup()).ack(consumer.id, [consumer.delivered[1]?.event.id ?? '']);
    expect(member).toMatchObject({ inFlight: 18, delivered: 19 });
  });
});
