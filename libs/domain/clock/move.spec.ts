import { deciderTest } from '../../../test/support/decider-test.js';
import { clockMoveDecider, type MoveClock } from './move.js';
import { clockStepDecider } from './step.js';

const AT = '2026-11-27T07:30:00.000Z';
const DAY_MS = 86_400_000;
const moveTo = (to: string, at = AT): MoveClock => ({ type: 'MoveClock', at, moveId: 'm-1', to, byMs: null });
const moveBy = (byMs: number): MoveClock => ({ type: 'MoveClock', at: AT, moveId: 'm-1', to: null, byMs });
const end = { type: 'EndClockMove', at: '2026-11-28T07:30:00.100Z', moveId: 'm-1' } as const;

const clock = deciderTest(clockMoveDecider, {});
const moving = clock.after(moveBy(DAY_MS));

describe('a move of the simulated clock', () => {
  it('leads to an instant, or by a duration', () => {
    const data = { moveId: 'm-1', from: AT, to: '2026-11-28T07:30:00.000Z' };
    clock.when(moveBy(DAY_MS)).then({ type: 'ClockMoveStarted', data });
    clock.when(moveTo('2026-11-28T07:30:00.000Z')).then({ type: 'ClockMoveStarted', data });
    expect(moving.state.latest).toEqual({ ...data, reached: null });
  });

  it('needs exactly one of the two', () => {
    clock.when({ ...moveBy(DAY_MS), to: '2026-12-01T00:00:00.000Z' }).thenRefused('clock-target-unclear');
    clock.when({ ...moveBy(DAY_MS), byMs: null }).thenRefused('clock-target-unclear', { reason: 'invalid' });
  });

  it('is refused if it is not forward', () => {
    for (const command of [moveTo(AT), moveTo('2026-11-27T07:29:59.999Z'), moveBy(0)])
      clock.when(command).thenRefused('clock-not-forward', { reason: 'conflict', details: { now: AT } });
  });

  it('is refused beyond 400 days', () => {
    clock.when(moveBy(400 * DAY_MS)).then('ClockMoveStarted');
    const latest = '2028-01-01T07:30:00.000Z';
    clock.when(moveTo('2028-01-01T07:30:00.001Z')).thenRefused('clock-move-too-far', { details: { now: AT, latest } });
    clock.when(moveBy(400 * DAY_MS + 1)).thenRefused('clock-move-too-far', { reason: 'invalid' });
    clock.when(moveBy(Number.MAX_SAFE_INTEGER)).thenRefused('clock-move-too-far');
  });

  it('is the only one until it has ended', () => {
    const second = { ...moveBy(2 * DAY_MS), moveId: 'm-2' };
    moving.when(second).thenRefused('clock-moving', { reason: 'conflict', details: { moveId: 'm-1' } });
    moving
      .after(end)
      .when({ ...second, at: end.at })
      .then('ClockMoveStarted');
  });

  it('ends once, and tells the time that was reached', () => {
    const data = { moveId: 'm-1', from: AT, to: '2026-11-28T07:30:00.000Z', reached: end.at };
    moving.when(end).then({ type: 'ClockMoved', data });
    expect(moving.after(end).state.latest).toEqual(data);
    moving.after(end).when(end).thenNothing();
    moving.when({ ...end, moveId: 'm-2' }).thenNothing();
    clock.when(end).thenNothing();
  });

  it('has steps that are each later than the one before', () => {
    const step = (to: string) => ({ type: 'StepClock', at: to, moveId: 'm-1', to }) as const;
    const stepped = deciderTest(clockStepDecider, {}).after(step('2026-11-27T11:30:00.100Z'));
    stepped.when(step('2026-11-27T11:30:00.100Z')).thenNothing();
    stepped.when(step('2026-11-27T11:30:00.101Z')).then('ClockStepped');
  });
});
