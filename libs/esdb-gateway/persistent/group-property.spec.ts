import fc from 'fast-check';
import { comparePositions } from '@ledgerdesk/kernel';
import { Group, type Refusal } from './group.js';
import { aGroup, eventsAt, SampleConsumer } from '../../../test/support/esdb-gateway/group-events.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { Message } from './member.js';
import type { GroupSettings } from './group-settings.js';
import { ManualTime } from '../../../test/support/manual-time.js';

const TIMEOUT_MS = 100;

/** A consumer that knows what it holds, and sees to it that nobody else holds the same. */
class WatchedConsumer extends SampleConsumer {
  readonly holds = new Map<string, { readonly id: string; readonly until: number }>();

  constructor(
    bufferSize: number,
    private readonly world: World,
  ) {
    super(bufferSize);
  }

  override deliver(message: Message): void {
    const { position, id } = message.event;
    expect([this.world.holders(position), this.world.isParked(position)]).toEqual([0, false]);
    super.deliver(message);
    this.world.delivered.add(position);
    this.holds.set(position, { id, until: this.world.timers.elapsed() + TIMEOUT_MS });
    expect(this.world.held(this)).toBeLessThanOrEqual(this.bufferSize);
  }
}

/** A group over a log of which it is offered more and more, and everything that can happen to it. */
class World {
  readonly timers = new ManualTime();
  readonly delivered = new Set<string>();
  private readonly settled = new Set<string>();
  private readonly state = new MemoryGroupState();
  private consumers: WatchedConsumer[] = [];
  private group: Group;
  private written = 0;
  private read = 0;

  constructor(private readonly settings: Partial<GroupSettings>) {
    this.state.save(aGroup(settings));
    this.group = this.opened();
  }

  holders(position: string): number {
    return this.consumers.filter(({ holds }) => (holds.get(position)?.until ?? 0) > this.timers.elapsed()).length;
  }

  isParked(position: string): boolean {
    return this.group.parked.waiting.some((parked) => parked.position === position);
  }

  held({ holds }: WatchedConsumer): number {
    return [...holds.values()].filter(({ until }) => until > this.timers.elapsed()).length;
  }

  append(count: number): void {
    this.written += count;
    this.offer();
  }

  join(bufferSize: number): void {
    const consumer = new WatchedConsumer(bufferSize, this);
    this.consumers.push(consumer);
    this.group.connect(consumer);
  }

  leave(pick: number): void {
    const [consumer] = this.consumers.splice(pick % Math.max(1, this.consumers.length), 1);
    if (consumer) this.group.disconnect(consumer.id);
  }

  /** Answers for some of what a consumer holds, in any order. */
  answer(pick: number, picks: readonly number[], answer: 'ack' | Refusal): void {
    const consumer = this.consumers[pick % Math.max(1, this.consumers.length)];
    if (!consumer) return;
    const now = this.timers.elapsed();
    const all = [...consumer.holds].filter(([, { until }]) => until > now);
    const chosen = new Map(
      picks.flatMap((index) => (all.length > 0 ? [all[index % all.length] ?? []] : [])) as typeof all,
    );
    for (const position of chosen.keys()) {
      consumer.holds.delete(position);
      if (answer !== 'retry' && answer !== 'park') this.settled.add(position);
    }
    const ids = [...chosen.values()].map(({ id }) => id);
    if (answer === 'ack') this.group.acknowledge(consumer.id, ids);
    else this.group.refuse(consumer.id, ids, answer);
  }

  replay(count: number): void {
    this.group.replay(eventsAt(...this.group.parked.waiting.slice(0, count).map(({ position }) => Number(position))));
  }

  /** The server is gone at once, or stops in good order, and comes back. */
  restart(orderly: boolean): void {
    if (orderly) this.group.stop();
    else this.group.abandon();
    this.consumers = [];
    this.group = this.opened();
    this.offer();
  }

  /** The checkpoint stands before everything that is neither settled nor parked, and members hold what they were given until its time is up. */
  check(): void {
    const { checkpoint, parked } = this.saved;
    const known = new Set([...this.settled, ...parked.map(({ position }) => position)]);
    for (let position = 1; position <= Number(checkpoint?.position ?? 0); position += 1)
      expect(known).toContain(String(position));
    expect(this.group.members.map(({ inFlight }) => inFlight)).toEqual(
      this.consumers.map((consumer) => this.held(consumer)),
    );
  }

  /** With a consumer that acknowledges everything, and replays, every event comes to its end. */
  finish(): void {
    while (this.consumers.length > 0) this.leave(0);
    this.join(1_000);
    for (let round = 0; round < 3; round += 1) {
      this.replay(this.written);
      this.answer(
        0,
        Array.from({ length: this.written }, (_, index) => index),
        'ack',
      );
    }
    this.group.stop();
    this.check();
    const everything = eventsAt(...Array.from({ length: this.written }, (_, index) => index + 1)).map(
      ({ position }) => position,
    );
    expect([...this.delivered].sort(comparePositions)).toEqual(everything);
    expect([...this.settled].sort(comparePositions)).toEqual(everything);
    expect([this.saved.parked, this.saved.checkpoint?.position ?? '0']).toEqual([[], String(this.written)]);
  }

  private get saved() {
    return this.state.find(aGroup()) ?? aGroup(this.settings);
  }

  private opened(): Group {
    this.read = Number(this.saved.checkpoint?.position ?? 0);
    return new Group(this.saved, this.state.recordOf(aGroup()), this.timers);
  }

  private offer(): void {
    const fresh = Array.from({ length: this.written - this.read }, (_, index) => this.read + index + 1);
    this.read = this.written;
    this.group.offer(eventsAt(...fresh));
  }
}

const small = fc.nat({ max: 5 });
const step: fc.Arbitrary<(world: World) => void> = fc.oneof(
  { weight: 3, arbitrary: small.map((count) => (world: World) => world.append(count)) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 }).map((size) => (world: World) => world.join(size)) },
  { weight: 1, arbitrary: small.map((pick) => (world: World) => world.leave(pick)) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        small,
        fc.array(small, { minLength: 1, maxLength: 4 }),
        fc.constantFrom<'ack' | Refusal>('ack', 'ack', 'retry', 'park', 'skip'),
      )
      .map(
        ([pick, picks, answer]) =>
          (world: World) =>
            world.answer(pick, picks, answer),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 2 * TIMEOUT_MS }).map((ms) => (world: World) => world.timers.advanceSync(ms)),
  },
  { weight: 1, arbitrary: small.map((count) => (world: World) => world.replay(count)) },
  { weight: 1, arbitrary: fc.boolean().map((orderly) => (world: World) => world.restart(orderly)) },
);

const settings = fc.record({
  messageTimeoutMs: fc.constant(TIMEOUT_MS),
  maxRetryCount: fc.nat({ max: 2 }),
  checkpointAfterMs: fc.nat({ max: 50 }),
  minCheckpointCount: fc.nat({ max: 4 }),
  maxCheckpointCount: fc.nat({ max: 6 }),
  strategy: fc.constantFrom('RoundRobin', 'Pinned', 'DispatchToSingle'),
});

it('loses no event, gives none to two at once and passes none that is unsettled, whatever consumers, time and crashes do', () => {
  fc.assert(
    fc.property(settings, fc.array(step, { maxLength: 60, size: 'max' }), (given, steps) => {
      const world = new World(given);
      for (const act of steps) {
        act(world);
        world.check();
      }
      world.finish();
    }),
    { numRuns: 500 },
  );
});
