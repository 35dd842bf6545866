import type { Schemas } from '@ledgerdesk/client';

/** A response clock with the intervals that add up to its target. */
export type ExplainedClock = Schemas['TicketClocks']['clocks'][number];

/** A part of the time axis, from 0 at its start to 1 at its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The time axis of a clock's picture. */
export interface Axis {
  readonly start: number;
  readonly end: number;
  /** Instants to label, in order. */
  readonly ticks: readonly number[];
}

const MINUTE = 60_000;
/** Distances between ticks, in minutes. */
const STEPS = [1, 5, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200, 14_400, 43_200];
const TICKS = 4;
/** Room beside the first and last instant, as a share of the time between them. */
const MARGIN = 0.06;

const parsed = (instants: readonly (string | null)[]): readonly number[] =>
  instants.flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]));

const ticksBetween = (start: number, end: number): readonly number[] => {
  const step = (STEPS.find((minutes) => (end - start) / (minutes * MINUTE) <= TICKS) ?? 86_400) * MINUTE;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => first + index * step);
};

/** The axis on which everything of a clock has its place, and `now` as well while it runs. */
export const axisOf = (clock: ExplainedClock, now: number | undefined): Axis => {
  const instants = [
    ...parsed(clock.incidents.map(({ at }) => at)),
    ...parsed(clock.legs.flatMap(({ dueAt, counted }) => [dueAt, ...(counted ?? []).flatMap((c) => [c.from, c.to])])),
    ...(clock.inTime === null && now !== undefined ? [now] : []),
  ];
  const from = Math.min(...instants);
  const to = Math.max(...instants, from + MINUTE);
  const start = from - (to - from) * MARGIN;
  const end = to + (to - from) * MARGIN;
  return { start, end, ticks: ticksBetween(start, end) };
};

/** Place of an instant on the axis, from 0 to 1. */
export const placeOf = ({ start, end }: Axis, instant: number | string): number => {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant;
  return Math.min(1, Math.max(0, (at - start) / (end - start)));
};

/** The part of an axis between two instants. */
export const spanOf = (axis: Axis, from: number | string, to: number | string): Span => ({
  from: placeOf(axis, from),
  to: placeOf(axis, to),
});

/** Signs that are nearer to each other than this overlap. */
const NEAR = 0.07;

/** The level of each place, from 0, so that signs at places that are near each other do not overlap. */
export const levelsOf = (places: readonly number[]): readonly number[] => {
  const lastOf: number[] = [];
  return places.map((place) => {
    const free = lastOf.findIndex((last) => place - last >= NEAR);
    const level = free === -1 ? lastOf.length : free;
    lastOf[level] = place;
    return level;
  });
};

/** Intervals in which the clock was paused. The last one is open (null) while it still is. */
export const pausesOf = ({
  incidents,
}: ExplainedClock): readonly { readonly from: string; readonly to: string | null }[] =>
  incidents.flatMap(({ at, what }, index) =>
    what === 'paused' ? [{ from: at, to: incidents.slice(index + 1)[0]?.at ?? null }] : [],
  );
