import { Group } from './group.js';
import { aGroup, eventAt, eventsAt, SampleConsumer, upTo } from '../../../test/support/esdb-gateway/group-events.js';
import type { GroupState } from './group-state.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { GroupSettings } from './group-settings.js';
import { ManualTime } from '../../../test/support/manual-time.js';

describe('the state of a group', () => {
  let timers: ManualTime;
  let state: GroupState;

  const saved = () => state.find(aGroup());
  const checkpoint = () => saved()?.checkpoint?.position;
  const parked = () => saved()?.parked.map(({ position }) => position);
  const open = (settings: Partial<GroupSettings> = {}): Group => {
    const group = aGroup(settings);
    state.save(group);
    return new Group(state.find(group) ?? group, state.recordOf(group), timers);
  };
  const idsAt = (...numbers: readonly number[]) => eventsAt(...numbers).map(({ id }) => id);
  const joined = (group: Group, bufferSize?: number): SampleConsumer => {
    const consumer = new SampleConsumer(bufferSize);
    group.connect(consumer);
    return consumer;
  };

  beforeEach(() => {
    timers = new ManualTime();
    state = new MemoryGroupState();
  });

  it('gives a consumer no more than it takes at once, and the next as it acknowledges', () => {
    const group = open();
    const consumer = joined(group, 2);
    group.offer(upTo(4));
    expect(consumer.positions).toEqual(['1', '2']);
    group.acknowledge(consumer.id, idsAt(2));
    expect(consumer.positions).toEqual(['1', '2', '3']);
  });

  it('gives every event to one consumer only, in turn', () => {
    const group = open();
    const [a, b] = [joined(group), joined(group)];
    group.offer(upTo(5));
    expect([a.positions, b.positions]).toEqual([
      ['1', '3', '5'],
      ['2', '4'],
    ]);
  });

  it('keeps a stream with one consumer where it is pinned, also while that one is full', () => {
    const group = open({ strategy: 'Pinned' });
    const consumers = [joined(group, 3), joined(group, 3), joined(group, 3)];
    const streams = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    group.offer(
      [1, 2, 3, 4, 5].flatMap((round) => streams.map((stream, index) => eventAt(round * 10 + index, stream))),
    );
    for (let round = 0; round < 40; round += 1)
      for (const { id, given } of consumers)
        group.acknowledge(
          id,
          given.map(({ event }) => event.id),
        );
    const readersOf = (stream: string) =>
      consumers.filter(({ given }) => given.some(({ event }) => event.stream === stream));
    expect(streams.map((stream) => readersOf(stream).length)).toEqual(streams.map(() => 1));
    expect(consumers.flatMap(({ given }) => given)).toHaveLength(40);
  });

  it('gives all to the one who came first until it is full, where one is to have them', () => {
    const group = open({ strategy: 'DispatchToSingle' });
    const [a, b] = [joined(group, 2), joined(group)];
    group.offer(upTo(3));
    expect([a.positions, b.positions]).toEqual([['1', '2'], ['3']]);
  });

  it('gives an event that is to be retried again, before others, and says how often it was', () => {
    const group = open();
    const consumer = joined(group, 1);
    group.offer(upTo(2));
    group.refuse(consumer.id, idsAt(1), 'retry');
    expect(consumer.given.map(({ event, retries }) => [event.position, retries])).toEqual([
      ['1', 0],
      ['1', 1],
    ]);
  });

  it('parks an event that was retried as often as is allowed', () => {
    const group = open({ maxRetryCount: 1 });
    const consumer = joined(group);
    group.offer(upTo(1));
    group.refuse(consumer.id, idsAt(1), 'retry');
    group.refuse(consumer.id, idsAt(1), 'retry');
    expect([consumer.positions, parked()]).toEqual([['1', '1'], ['1']]);
  });

  it('gives what a consumer left behind to the others', () => {
    const group = open();
    const [a, b] = [joined(group), joined(group)];
    group.offer(upTo(2));
    group.disconnect(a.id);
    expect(b.given.map(({ event, retries }) => [event.position, retries])).toEqual([
      ['2', 0],
      ['1', 1],
    ]);
  });

  it('gives an event to another when the time for it has passed, and no longer hears the first', () => {
    const group = open({ messageTimeoutMs: 1_000, minCheckpointCount: 1, checkpointAfterMs: 0 });
    const [a, b] = [joined(group, 1), joined(group, 1)];
    group.offer(upTo(1));
    timers.advanceSync(999);
    expect(b.given).toEqual([]);
    timers.advanceSync(1);
    group.acknowledge(a.id, idsAt(1));
    timers.advanceSync(1);
    expect([b.positions, checkpoint()]).toEqual([['1'], undefined]);
    group.acknowledge(b.id, idsAt(1));
    timers.advanceSync(1);
    expect(checkpoint()).toBe('1');
  });

  it('leaves an event with its consumer for ever where there is no time-out', () => {
    const group = open({ messageTimeoutMs: 0 });
    const consumer = joined(group);
    group.offer(upTo(1));
    timers.advanceSync(1e9);
    expect(consumer.given).toHaveLength(1);
  });

  it('writes the checkpoint at once at the upper bound, after a while at the lower, and never past what is unsettled', () => {
    const group = open({ minCheckpointCount: 2, maxCheckpointCount: 3, checkpointAfterMs: 500 });
    const consumer = joined(group, 100);
    group.offer(upTo(8));
    group.acknowledge(consumer.id, idsAt(1, 3, 4));
    timers.advanceSync(500);
    expect(checkpoint()).toBeUndefined();
    group.acknowledge(consumer.id, idsAt(2));
    expect(checkpoint()).toBe('4');
    group.acknowledge(consumer.id, idsAt(5, 6));
    timers.advanceSync(499);
    expect(checkpoint()).toBe('4');
    timers.advanceSync(1);
    expect(saved()?.checkpoint).toEqual({ position: '6', revision: 5 });
    group.acknowledge(consumer.id, idsAt(7));
    group.stop();
    expect(checkpoint()).toBe('7');
  });

  it('passes what is parked or skipped, and where nothing was wanted', () => {
    const group = open({ maxCheckpointCount: 1 });
    const consumer = joined(group);
    group.offer(upTo(2));
    group.refuse(consumer.id, idsAt(1), 'park');
    expect([checkpoint(), parked()]).toEqual(['1', ['1']]);
    group.refuse(consumer.id, idsAt(2), 'skip');
    group.scannedTo('99');
    expect(saved()?.checkpoint).toEqual({ position: '99', revision: 1 });
  });

  it('replays what is parked, and keeps it parked until it is settled', () => {
    const group = open();
    const consumer = joined(group);
    group.offer(upTo(2));
    group.refuse(consumer.id, idsAt(1, 2), 'park');
    group.replay(eventsAt(1, 2));
    group.replay(eventsAt(1));
    expect([consumer.positions, parked(), group.parked.waiting]).toEqual([['1', '2', '1', '2'], ['1', '2'], []]);
    group.acknowledge(consumer.id, idsAt(1));
    group.refuse(consumer.id, idsAt(2), 'park');
    expect([parked(), group.parked.waiting.map(({ position }) => position)]).toEqual([['2'], ['2']]);
  });

  it('does not give what is parked to anyone as it reads the log again', () => {
    const before = open();
    const first = joined(before);
    before.offer(upTo(3));
    before.refuse(first.id, idsAt(2), 'park');
    const after = open();
    const second = joined(after);
    after.offer(upTo(3));
    expect(second.positions).toEqual(['1', '3']);
  });

  it('has enough of the log while enough waits, and while nobody is there', () => {
    const group = open({ historyBufferSize: 2 });
    expect(group.wantsMore).toBe(false);
    const consumer = joined(group, 1);
    expect(group.wantsMore).toBe(true);
    group.offer(upTo(3));
    expect(group.wantsMore).toBe(false);
    group.acknowledge(consumer.id, idsAt(1));
    expect(group.wantsMore).toBe(true);
  });

  it('is full with as many consumers as it may have', () => {
    const group = open({ maxSubscriberCount: 1 });
    const consumer = joined(group);
    expect(group.isFull).toBe(true);
    group.disconnect(consumer.id);
    expect(group.isFull).toBe(false);
  });
});
