import type { HotSpot, ThreadTimes } from './hot-functions.js';

const WIDTH = 46;

const share = (time: number, busy: number): string => `${((time * 100) / busy).toFixed(1)} %`.padStart(8);

const shortened = (text: string): string => (text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text).padEnd(WIDTH);

const table = (title: string, spots: readonly HotSpot[], busy: number): string =>
  [
    `  ${title}`,
    `${'self'.padStart(10)}${'total'.padStart(10)}`,
    ...spots.map(({ name, place, self, total }) =>
      `  ${share(self, busy)}  ${share(total, busy)}  ${shortened(name)} ${place}`.trimEnd(),
    ),
  ].join('\n');

/** Texts of what a thread did: its modules, and its functions by self time and with what they call. */
export const timesText = (thread: string, { busy, idle, functions, modules }: ThreadTimes, top: number): string => {
  const share = busy + idle > 0 ? Math.round((busy * 100) / (busy + idle)) : 0;
  const byTotal = functions.toSorted((one, other) => other.total - one.total);
  return [
    `${thread}: busy for ${share} % of the time. Shares are of that time.`,
    table('Modules, by the time in their own functions', modules.slice(0, top), busy),
    table('Functions, by their own time', functions.slice(0, top), busy),
    table('Functions, by the time in them and in what they call', byTotal.slice(0, top), busy),
  ].join('\n\n');
};
