import { dueStateOf, type ResponseClock } from './due-state.js';

const running: ResponseClock = {
  state: 'running',
  clock: 1,
  startedAt: '2026-11-30T09:00:00.000Z',
  riskAt: '2026-11-30T10:30:00.000Z',
  dueAt: '2026-11-30T11:00:00.000Z',
  breachedAt: null,
  answeredAt: null,
};
const at = (time: string): number => Date.parse(`2026-11-30T${time}Z`);

describe('the state of a promised response', () => {
  it.each([
    ['09:48:00', 'due', 72],
    ['10:29:59', 'due', 30],
    ['10:30:00', 'risk', 30],
    ['10:59:30', 'risk', 0],
    ['11:00:00', 'overdue', 0],
    ['11:08:59', 'overdue', 8],
  ] as const)('at %s is %s, with %i minutes', (time, kind, minutes) => {
    expect(dueStateOf(running, at(time))).toEqual({ kind, minutes });
  });

  it.each(['none', 'paused', 'met', 'late', 'unanswered', 'merged'] as const)('of a clock that is %s', (state) => {
    expect(dueStateOf({ ...running, state }, at('23:00:00'))).toEqual({ kind: state, minutes: undefined });
  });

  it.each([
    [true, '2026-11-30T09:00:00.000Z', 'met'],
    [true, null, 'none'],
    [false, '2026-11-30T09:00:00.000Z', 'none'],
  ] as const)('E5 without a clock, promised %j and answered %j, is %s', (isPromised, answeredAt, kind) => {
    const response: ResponseClock = { ...running, state: 'none', clock: null, answeredAt };
    expect(dueStateOf(response, at('23:00:00'), isPromised).kind).toBe(kind);
  });
});
