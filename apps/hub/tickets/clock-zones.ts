import { useSelf } from '../session/self.js';
import { useZone } from '../time/zone-context.js';
import type { ExplainedClock } from './clock-layout.js';

const calendarZones = ({ legs }: ExplainedClock): readonly string[] =>
  legs.flatMap(({ counted }) => (counted ?? []).flatMap(({ local }) => (local ? [local.zone] : [])));

/** The zones in which a clock is explained: that of the page, then the team's, else that of the calendar. */
export const useClockZones = (clock: ExplainedClock): readonly string[] => {
  const { zone } = useZone();
  const { team } = useSelf();
  const other = team ? [team.timeZone] : calendarZones(clock);
  return [...new Set([zone, ...other])].slice(0, 2);
};
