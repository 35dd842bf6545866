import type { ClockMoved, ClockMoveStarted } from '@ledgerdesk/events';
import { addMillis, type Command, DAY, type Decider, type Decision, type Instant, refuse } from '@ledgerdesk/kernel';

/** A move of the simulated clock. */
export interface ClockMove {
  readonly moveId: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Time of the clock at the end; null while the clock moves. */
  readonly reached: Instant | null;
}

/** The moves of a simulated clock. */
export interface ClockMoves {
  /** The last one; undefined before the first. */
  readonly latest: ClockMove | undefined;
}

/** Moves the simulated clock forward, to an instant or by a number of ms: one of them is null. */
export interface MoveClock extends Command {
  readonly type: 'MoveClock';
  readonly moveId: string;
  readonly to: Instant | null;
  readonly byMs: number | null;
}
/** Ends a move when everything that fell due is recorded. */
export interface EndClockMove extends Command {
  readonly type: 'EndClockMove';
  readonly moveId: string;
}
export type ClockMoveCommand = MoveClock | EndClockMove;

/** Longest move, in days: a year and a month, so that a yearly period ends in one move. */
export const MAX_MOVE_DAYS = 400;

const evolve = ({ latest }: ClockMoves, { type, data }: ClockMoveStarted | ClockMoved): ClockMoves => {
  if (type === 'ClockMoveStarted') return { latest: { ...data, reached: null } };
  return latest?.moveId === data.moveId ? { latest: { ...latest, reached: data.reached } } : { latest };
};

const unclear = refuse(
  'invalid',
  'clock-target-unclear',
  'Give either "to", an instant, or "by", a duration: one of them.',
);

const notForward = (at: Instant): ReturnType<typeof refuse> =>
  refuse('conflict', 'clock-not-forward', `The clock moves only forward. It is ${at}. Give a later time.`, {
    details: { now: at },
  });

const tooFar = (at: Instant, latest: Instant): ReturnType<typeof refuse> =>
  refuse(
    'invalid',
    'clock-move-too-far',
    `The clock moves by ${MAX_MOVE_DAYS} days at most, now to ${latest}. Move it in several requests.`,
    { details: { now: at, latest } },
  );

const moving = ({ moveId, to }: ClockMove): ReturnType<typeof refuse> =>
  refuse('conflict', 'clock-moving', `The clock is moving to ${to}. Wait until it is there.`, {
    details: { moveId, to },
  });

const start = ({ at, moveId, to, byMs }: MoveClock, { latest }: ClockMoves): Decision<ClockMoveStarted> => {
  if ((to === null) === (byMs === null)) return unclear;
  if (latest?.reached === null) return moving(latest);
  const last = addMillis(at, MAX_MOVE_DAYS * DAY);
  if (byMs !== null && byMs > MAX_MOVE_DAYS * DAY) return tooFar(at, last);
  const target = to ?? addMillis(at, byMs ?? 0);
  if (target > last) return tooFar(at, last);
  if (!(target > at)) return notForward(at);
  return [{ type: 'ClockMoveStarted', data: { moveId, from: at, to: target } }];
};

const end = ({ at, moveId }: EndClockMove, { latest }: ClockMoves): Decision<ClockMoved> =>
  latest?.moveId === moveId && latest.reached === null
    ? [{ type: 'ClockMoved', data: { moveId, from: latest.from, to: latest.to, reached: at } }]
    : [];

/** Decides the moves of a simulated clock: one at a time, forward only. */
export const clockMoveDecider: Decider<ClockMoveCommand, ClockMoveStarted | ClockMoved, ClockMoves, object> = {
  initial: { latest: undefined },
  evolve,
  decide: (command, moves) => (command.type === 'MoveClock' ? start(command, moves) : end(command, moves)),
};
