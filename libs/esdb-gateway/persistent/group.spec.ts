import { Group } from './group.js';
import {
  aGroup,
  eventAt,
  eventsAt,
  RecordingConsumer,
  eventsUpTo,
} from '../../../test/support/esdb-gateway/group-events.js';
import type { GroupState } from './group-state.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { GroupSettings } from './group-settings.js';
import { ManualTime } from '../../../test/support/manual-time.js';

describe('a group', () => {
  let timers: ManualTime;
  let state: GroupState;

  const saved = () => state.find(aGroup());
  const checkpoint = () => saved()?.checkpoint?.position;
  const parked = () => saved()?.parked.map(({ position }) => position);
  const open = (settings: Partial<GroupSettings> = {}): Group => {
    const group = aGroup(settings);
    state.save(group);
    return new Group(state.find(group) ?? group, state.writerOf(group), timers);
  };
  const idsAt = (...numbers: readonly number[]) => eventsAt(...numbers).map(({ id }) => id);
  const joined = (group: Group, bufferSize?: number): RecordingConsumer => {
    const consumer = new RecordingConsumer(bufferSize);
    group.connect(consumer);
    return consumer;
  };

  beforeEach(() => {
    timers = new ManualTime();
    state = new MemoryGroupState();
  });

  it('delivers up to the buffer size, and more after each ack', () => {
    const group = open();
    const consumer = joined(group, 2);
    group.offer(eventsUpTo(4));
    expect(consumer.positions).toEqual(['1', '2']);
    group.ack(consumer.id, idsAt(2));
    expect(consumer.positions).toEqual(['1', '2', '3']);
  });

  it('delivers each event to one consumer, round robin', () => {
    const group = open();
    const [a, b] = [joined(group), joined(group)];
    group.offer(eventsUpTo(5));
    expect([a.positions, b.positions]).toEqual([
      ['1', '3', '5'],
      ['2', '4'],
    ]);
  });

  it('delivers a stream to one consumer only with Pinned, even while its buffer is full', () => {
    const group = open({ strategy: 'Pinned' });
    const consumers = [joined(group, 3), joined(group, 3), joined(group, 3)];
    const streams = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    group.offer(
      [1, 2, 3, 4, 5].flatMap((round) => streams.map((stream, index) => eventAt(round * 10 + index, stream))),
    );
    for (let round = 0; round < 40; round += 1)
      for (const { id, delivered } of consumers)
        group.ack(
          id,
          delivered.map(({ event }) => event.id),
        );
    const readersOf = (stream: string) =>
      consumers.filter(({ delivered }) => delivered.some(({ event }) => event.stream === stream));
    expect(streams.map((stream) => readersOf(stream).length)).toEqual(streams.map(() => 1));
    expect(consumers.flatMap(({ delivered }) => delivered)).toHaveLength(40);
  });

  it('delivers to the first consumer until its buffer is full with DispatchToSingle', () => {
    const group = open({ strategy: 'DispatchToSingle' });
    const [a, b] = [joined(group, 2), joined(group)];
    group.offer(eventsUpTo(3));
    expect([a.positions, b.positions]).toEqual([['1', '2'], ['3']]);
  });

  it('delivers a retried event before new ones, with its retry count', () => {
    const group = open();
    const consumer = joined(group, 1);
    group.offer(eventsUpTo(2));
    group.nack(consumer.id, idsAt(1), 'retry');
    expect(consumer.delivered.map(({ event, retries }) => [event.position, retries])).toEqual([
      ['1', 0],
      ['1', 1],
    ]);
  });

  it('parks an event after its last retry', () => {
    const group = open({ maxRetryCount: 1 });
    const consumer = joined(group);
    group.offer(eventsUpTo(1));
    group.nack(consumer.id, idsAt(1), 'retry');
    group.nack(consumer.id, idsAt(1), 'retry');
    expect([consumer.positions, parked()]).toEqual([['1', '1'], ['1']]);
  });

  it('delivers the events of a disconnected consumer to others', () => {
    const group = open();
    const [a, b] = [joined(group), joined(group)];
    group.offer(eventsUpTo(2));
    group.disconnect(a.id);
    expect(b.delivered.map(({ event, retries }) => [event.position, retries])).toEqual([
      ['2', 0],
      ['1', 1],
    ]);
  });

  it('delivers a timed-out event to another consumer, and ignores a late ack', () => {
    const group = open({ messageTimeoutMs: 1_000, minCheckpointCount: 1, checkpointAfterMs: 0 });
    const [a, b] = [joined(group, 1), joined(group, 1)];
    group.offer(eventsUpTo(1));
    timers.advanceSync(999);
    expect(b.delivered).toEqual([]);
    timers.advanceSync(1);
    group.ack(a.id, idsAt(1));
    timers.advanceSync(1);
    expect([b.positions, checkpoint()]).toEqual([['1'], undefined]);
    group.ack(b.id, idsAt(1));
    timers.advanceSync(1);
    expect(checkpoint()).toBe('1');
  });

  it('never times out an event if the message timeout is 0', () => {
    const group = open({ messageTimeoutMs: 0 });
    const consumer = joined(group);
    group.offer(eventsUpTo(1));
    timers.advanceSync(1e9);
    expect(consumer.delivered).toHaveLength(1);
  });

  it('saves the checkpoint at once at the maximum count, later at the minimum, never past unsettled events', () => {
    const group = open({ minCheckpointCount: 2, maxCheckpointCount: 3, checkpointAfterMs: 500 });
    const consumer = joined(group, 100);
    group.offer(eventsUpTo(8));
    group.ack(consumer.id, idsAt(1, 3, 4));
    timers.advanceSync(500);
    expect(checkpoint()).toBeUndefined();
    group.ack(consumer.id, idsAt(2));
    expect(checkpoint()).toBe('4');
    group.ack(consumer.id, idsAt(5, 6));
    timers.advanceSync(499);
    expect(checkpoint()).toBe('4');
    timers.advanceSync(1);
    expect(saved()?.checkpoint).toEqual({ position: '6', revision: 5, eventId: eventAt(6).id });
    group.ack(consumer.id, idsAt(7));
    group.stop();
    expect(checkpoint()).toBe('7');
  });

  it('checkpoints past parked, skipped and unmatched events', () => {
    const group = open({ maxCheckpointCount: 1 });
    const consumer = joined(group);
    group.offer(eventsUpTo(2));
    group.nack(consumer.id, idsAt(1), 'park');
    expect([checkpoint(), parked()]).toEqual(['1', ['1']]);
    group.nack(consumer.id, idsAt(2), 'skip');
    group.scannedTo('99');
    expect(saved()?.checkpoint).toEqual({ position: '99', revision: 1 });
  });

  it('replays parked events, and keeps them saved until they are settled', () => {
    const group = open();
    const consumer = joined(group);
    group.offer(eventsUpTo(2));
    group.nack(consumer.id, idsAt(1, 2), 'park');
    group.replay(eventsAt(1, 2));
    group.replay(eventsAt(1));
    expect([consumer.positions, parked(), group.parked.waiting]).toEqual([['1', '2', '1', '2'], ['1', '2'], []]);
    group.ack(consumer.id, idsAt(1));
    group.nack(consumer.id, idsAt(2), 'park');
    expect([parked(), group.parked.waiting.map(({ position }) => position)]).toEqual([['2'], ['2']]);
  });

  it('does not deliver parked events when it reads the log again', () => {
    const before = open();
    const first = joined(before);
    before.offer(eventsUpTo(3));
    before.nack(first.id, idsAt(2), 'park');
    const after = open();
    const second = joined(after);
    after.offer(eventsUpTo(3));
    expect(second.positions).toEqual(['1', '3']);
  });

  it('needs no events while its history buffer is full or no consumer is connected', () => {
    const group = open({ historyBufferSize: 2 });
    expect(group.needsEvents).toBe(false);
    const consumer = joined(group, 1);
    expect(group.needsEvents).toBe(true);
    group.offer(eventsUpTo(3));
    expect(group.needsEvents).toBe(false);
    group.ack(consumer.id, idsAt(1));
    expect(group.needsEvents).toBe(true);
  });

  it('is full at its maximum number of consumers', () => {
    const group = open({ maxSubscriberCount: 1 });
    const consumer = joined(group);
    expect(group.isFull).toBe(true);
    group.disconnect(consumer.id);
    expect(group.isFull).toBe(false);
  });
});
