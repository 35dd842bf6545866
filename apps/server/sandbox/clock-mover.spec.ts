import { type ClockMoveCommandMessage, ClockStepCommandMessage } from '@ledgerdesk/application';
import { encode } from '@ledgerdesk/event-store';
import { CLOCK_STREAM, type ClockEvent } from '@ledgerdesk/events';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { SimulatedTime } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { ManualTime } from '../../../test/support/manual-time.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { ClockMover } from './clock-mover.js';
import { ClockMoves } from './clock-moves.js';

const START = '2026-11-27T07:30:00.000Z';
const DUE = '2026-11-27T11:30:00.100Z';
const END = '2026-12-01T00:00:00.000Z';
const started: ClockEvent = { type: 'ClockMoveStarted', data: { moveId: 'm-1', from: START, to: END } };

describe('what moves a simulated clock', () => {
  let real: ManualTime;
  let time: SimulatedTime;
  let moves: ClockMoves;
  let mover: ClockMover;
  /** The commands that were executed, with the time of the clock. */
  let executed: string[];
  let errors: unknown[];
  /** What the next commands throw. */
  let faults: Error[];
  /** When more is due, as each look finds it. */
  let due: (number | Error)[];

  const execute = async (message: ClockMoveCommandMessage | ClockStepCommandMessage): Promise<object> => {
    const fault = faults.shift();
    if (fault) throw fault;
    executed.push(`${message instanceof ClockStepCommandMessage ? 'step' : 'end'} ${time.now()}`);
    return {};
  };
  const settle = async (): Promise<number> => {
    const next = due.shift() ?? Infinity;
    if (next instanceof Error) throw next;
    return next;
  };

  beforeEach(async () => {
    [real, executed, errors, faults, due] = [new ManualTime(), [], [], [], []];
    time = new SimulatedTime({ start: START, speed: 1, timers: real });
    const store = new MemoryEventStore();
    const recorded = { id: randomUUID(), occurredAt: START, recordedAt: START, metadata: '{}' };
    await store.append(CLOCK_STREAM, 'any', [encode(started, recorded)]);
    moves = await ClockMoves.follow({ store, time, timers: real });
    mover = new ClockMover({
      moves,
      time,
      commands: { execute } as unknown as CommandBus,
      store: { isRemote: true },
      tenant: 'acme',
      dueWork: { settle },
      onError: (error) => errors.push(error),
      timers: real,
    });
  });
  afterEach(async () => {
    await mover.stop();
    await moves.close();
  });

  it('goes from one due time to the next, and ends at the target', async () => {
    due = [millisOf(DUE)];
    mover.start();
    await real.advance(0);
    expect(executed).toEqual([`step ${DUE}`, `step ${END}`, `end ${END}`]);
  });

  it('repeats a step that could not be recorded before it looks further: other engines make it too', async () => {
    due = [millisOf(DUE)];
    faults = [new Error('The log is full.')];
    mover.start();
    await real.advance(0);
    expect([executed, errors, time.now()]).toEqual([[], [new Error('The log is full.')], DUE]);
    await real.advance(1_000);
    expect(executed).toEqual([`step ${DUE}`, `step ${END}`, `end ${END}`]);
  });

  it('does not move while it is unknown what is due', async () => {
    due = [new Error('The scheduler has stopped.'), millisOf(DUE)];
    mover.start();
    await real.advance(0);
    expect(time.now()).toBe(START);
    await real.advance(1_000);
    expect(executed[0]).toBe(`step ${DUE}`);
  });

  it('stops at once while a step fails, without reporting the failure that its end causes', async () => {
    due = Array.from({ length: 100 }, () => new Error('The scheduler has stopped.'));
    mover.start();
    await real.advance(0);
    await mover.stop();
    expect(errors).toHaveLength(1);
  });

  it('includes what falls due within the 100 ms after the target', async () => {
    const last = instantOf(millisOf(END) + 100);
    due = [millisOf(last)];
    mover.start();
    await real.advance(0);
    expect(executed).toEqual([`step ${last}`, `end ${last}`]);
  });
});
