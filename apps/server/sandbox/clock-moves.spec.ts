import { encode } from '@ledgerdesk/event-store';
import { CLOCK_STREAM, type ClockEvent, clockStepsStream } from '@ledgerdesk/events';
import { SimulatedTime } from '@ledgerdesk/runtime';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ManualTime } from '../../../test/support/manual-time.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { ClockMoves } from './clock-moves.js';

const START = '2026-11-27T07:30:00.000Z';
const STEP = '2026-11-27T11:30:00.100Z';
const END = '2026-12-01T00:00:00.000Z';
const move = { moveId: 'm-1', from: START, to: END };
const started: ClockEvent = { type: 'ClockMoveStarted', data: move };
const stepped: ClockEvent = { type: 'ClockStepped', data: { moveId: 'm-1', to: STEP } };
const ended: ClockEvent = { type: 'ClockMoved', data: { ...move, reached: END } };

describe('the moves of a simulated clock, as the log has them', () => {
  let store: MemoryEventStore;
  let real: ManualTime;
  let time: SimulatedTime;
  const opened: ClockMoves[] = [];
  beforeEach(() => {
    [store, real] = [new MemoryEventStore(), new ManualTime()];
    time = new SimulatedTime({ start: START, speed: 60, timers: real });
  });
  afterEach(async () => {
    for (const moves of opened.splice(0)) await moves.close();
  });

  const record = async (event: ClockEvent): Promise<void> => {
    const stream = event.type === 'ClockStepped' ? clockStepsStream('m-1') : CLOCK_STREAM;
    const metadata = '{}';
    await store.append(stream, 'any', [
      encode(event, { id: randomUUID(), occurredAt: START, recordedAt: START, metadata }),
    ]);
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  };
  const follow = async (): Promise<ClockMoves> => {
    const moves = await ClockMoves.follow({ store, time, timers: real });
    opened.push(moves);
    await nextTurn();
    return moves;
  };

  it('stop the clock, move it in steps, and let it run on from the end', async () => {
    const moves = await follow();
    expect([moves.latest(), time.speed]).toEqual([undefined, 60]);
    await record(started);
    expect([moves.latest(), time.isStopped]).toMatchObject([{ moveId: 'm-1', reached: null }, true]);
    await record(stepped);
    real.advanceSync(1_000);
    expect(time.now()).toBe(STEP);
    await record(ended);
    expect([moves.latest(), time.now()]).toMatchObject([{ reached: END }, END]);
    real.advanceSync(1_000);
    expect(time.now()).toBe('2026-12-01T00:01:00.000Z');
  });

  it('are computed from the log: a move that was interrupted goes on', async () => {
    await record(started);
    const moves = await follow();
    expect([moves.latest(), time.isStopped]).toMatchObject([{ moveId: 'm-1', reached: null }, true]);
    await record(ended);
    expect([time.isStopped, time.now()]).toEqual([false, END]);
  });

  it('let no time pass while the log is read: an interrupted move goes on from where it was', async () => {
    const slow = {
      head: () => {
        real.advanceSync(60_000);
        return store.head();
      },
      readStream: store.readStream.bind(store),
      subscribe: store.subscribe.bind(store),
    };
    const nowAfter = async (): Promise<string> => {
      time = new SimulatedTime({ start: START, speed: 3_600, timers: real });
      opened.push(await ClockMoves.follow({ store: slow, time, timers: real }));
      return time.now();
    };
    expect([await nowAfter(), time.isStopped]).toEqual([START, false]);
    await record(started);
    expect([await nowAfter(), time.isStopped]).toEqual([START, true]);
  });

  it('leave the clock where it is if it is later', async () => {
    time.moveTo('2027-01-01T00:00:00.000Z');
    await record(started);
    await record(ended);
    await follow();
    expect([time.isStopped, time.now()]).toEqual([false, '2027-01-01T00:00:00.000Z']);
  });

  it('are awaited until they have ended, or for a time', async () => {
    const moves = await follow();
    await record(started);
    const inTime = moves.waitFor('m-1', 25_000);
    const late = moves.waitFor('m-2', 25_000);
    await record(ended);
    expect(await inTime).toMatchObject({ moveId: 'm-1', reached: END, position: '2' });
    expect(await moves.waitFor('m-1', 25_000)).toMatchObject({ moveId: 'm-1' });
    real.advanceSync(25_000);
    expect(await late).toBeUndefined();
  });
});
