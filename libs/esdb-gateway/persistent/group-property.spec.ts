import fc from 'fast-check';
import { comparePositions } from '@ledgerdesk/kernel';
import { Group, type NackAction } from './group.js';
import { aGroup, eventsAt, RecordingConsumer } from '../../../test/support/esdb-gateway/group-events.js';
import { MemoryGroupState } from './memory-group-state.js';
import type { Message } from './member.js';
import type { GroupSettings } from './group-settings.js';
import { ManualTime } from '../../../test/support/manual-time.js';
import { runs } from '../../../test/support/runs.js';

const TIMEOUT_MS = 100;

/** A consumer that tracks what it holds, and checks that no other consumer holds the same. */
class CheckedConsumer extends RecordingConsumer {
  readonly holds = new Map<string, { readonly id: string; readonly until: number }>();

  constructor(
    bufferSize: number,
    private readonly simulation: Simulation,
  ) {
    super(bufferSize);
  }

  override deliver(message: Message): void {
    const { position, id } = message.event;
    expect([this.simulation.holders(position), this.simulation.isParked(position)]).toEqual([0, false]);
    super.deliver(message);
    this.simulation.delivered.add(position);
    this.holds.set(position, { id, until: this.simulation.timers.elapsed() + TIMEOUT_MS });
    expect(this.simulation.held(this)).toBeLessThanOrEqual(this.bufferSize);
  }
}

/** A group, its consumers and its log, with every operation that can change them. */
class Simulation {
  readonly timers = new ManualTime();
  readonly delivered = new Set<string>();
  private readonly settled = new Set<string>();
  private readonly state = new MemoryGroupState();
  private consumers: CheckedConsumer[] = [];
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

  held({ holds }: CheckedConsumer): number {
    return [...holds.values()].filter(({ until }) => until > this.timers.elapsed()).length;
  }

  append(count: number): void {
    this.written += count;
    this.offer();
  }

  join(bufferSize: number): void {
    const consumer = new CheckedConsumer(bufferSize, this);
    this.consumers.push(consumer);
    this.group.connect(consumer);
  }

  leave(pick: number): void {
    const [consumer] = this.consumers.splice(pick % Math.max(1, this.consumers.length), 1);
    if (consumer) this.group.disconnect(consumer.id);
  }

  /** Acks or nacks some of what a consumer holds, in any order. */
  settle(pick: number, picks: readonly number[], action: 'ack' | NackAction): void {
    const consumer = this.consumers[pick % Math.max(1, this.consumers.length)];
    if (!consumer) return;
    const now = this.timers.elapsed();
    const held = [...consumer.holds].filter(([, { until }]) => until > now);
    const chosen = new Map(
      picks.flatMap((index) => (held.length > 0 ? [held[index % held.length] ?? []] : [])) as typeof held,
    );
    for (const position of chosen.keys()) {
      consumer.holds.delete(position);
      if (action !== 'retry' && action !== 'park') this.settled.add(position);
    }
    const ids = [...chosen.values()].map(({ id }) => id);
    if (action === 'ack') this.group.ack(consumer.id, ids);
    else this.group.nack(consumer.id, ids, action);
  }

  replay(count: number): void {
    this.group.replay(eventsAt(...this.group.parked.waiting.slice(0, count).map(({ position }) => Number(position))));
  }

  /** Restarts the server, after an orderly stop or a crash. */
  restart(orderly: boolean): void {
    if (orderly) this.group.stop();
    else this.group.abandon();
    this.consumers = [];
    this.group = this.opened();
    this.offer();
  }

  /** No event up to the checkpoint is unsettled and not parked, and members hold deliveries until they time out. */
  check(): void {
    const { checkpoint, parked } = this.saved;
    const known = new Set([...this.settled, ...parked.map(({ position }) => position)]);
    for (let position = 1; position <= Number(checkpoint?.position ?? 0); position += 1)
      expect(known).toContain(String(position));
    expect(this.group.members.map(({ inFlight }) => inFlight)).toEqual(
      this.consumers.map((consumer) => this.held(consumer)),
    );
  }

  /** Replays everything to a consumer that acks everything, and checks that every event is settled. */
  finish(): void {
    while (this.consumers.length > 0) this.leave(0);
    this.join(1_000);
    for (let round = 0; round < 3; round += 1) {
      this.replay(this.written);
      this.settle(
        0,
        Array.from({ length: this.written }, (_, index) => index),
        'ack',
      );
    }
    this.group.stop();
    this.check();
    const all = eventsAt(...Array.from({ length: this.written }, (_, index) => index + 1)).map(
      ({ position }) => position,
    );
    expect([...this.delivered].sort(comparePositions)).toEqual(all);
    expect([...this.settled].sort(comparePositions)).toEqual(all);
    expect([this.saved.parked, this.saved.checkpoint?.position ?? '0']).toEqual([[], String(this.written)]);
  }

  private get saved() {
    return this.state.find(aGroup()) ?? aGroup(this.settings);
  }

  private opened(): Group {
    this.read = Number(this.saved.checkpoint?.position ?? 0);
    return new Group(this.saved, this.state.writerOf(aGroup()), this.timers);
  }

  private offer(): void {
    const fresh = Array.from({ length: this.written - this.read }, (_, index) => this.read + index + 1);
    this.read = this.written;
    this.group.offer(eventsAt(...fresh));
  }
}

const small = fc.nat({ max: 5 });
const step: fc.Arbitrary<(simulation: Simulation) => void> = fc.oneof(
  { weight: 3, arbitrary: small.map((count) => (simulation: Simulation) => simulation.append(count)) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((size) => (simulation: Simulation) => simulation.join(size)),
  },
  { weight: 1, arbitrary: small.map((pick) => (simulation: Simulation) => simulation.leave(pick)) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        small,
        fc.array(small, { minLength: 1, maxLength: 4 }),
        fc.constantFrom<'ack' | NackAction>('ack', 'ack', 'retry', 'park', 'skip'),
      )
      .map(
        ([pick, picks, action]) =>
          (simulation: Simulation) =>
            simulation.settle(pick, picks, action),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 2 * TIMEOUT_MS })
      .map((ms) => (simulation: Simulation) => simulation.timers.advanceSync(ms)),
  },
  { weight: 1, arbitrary: small.map((count) => (simulation: Simulation) => simulation.replay(count)) },
  { weight: 1, arbitrary: fc.boolean().map((orderly) => (simulation: Simulation) => simulation.restart(orderly)) },
);

const settings = fc.record({
  messageTimeoutMs: fc.constant(TIMEOUT_MS),
  maxRetryCount: fc.nat({ max: 2 }),
  checkpointAfterMs: fc.nat({ max: 50 }),
  minCheckpointCount: fc.nat({ max: 4 }),
  maxCheckpointCount: fc.nat({ max: 6 }),
  strategy: fc.constantFrom('RoundRobin', 'Pinned', 'DispatchToSingle'),
});

it('loses no event, delivers none to two consumers at once, and checkpoints past no unsettled one', () => {
  fc.assert(
    fc.property(settings, fc.array(step, { maxLength: 60, size: 'max' }), (chosen, steps) => {
      const simulation = new Simulation(chosen);
      for (const act of steps) {
        act(simulation);
        simulation.check();
      }
      simulation.finish();
    }),
    { numRuns: runs({ short: 100, long: 3_000 }) },
  );
});
