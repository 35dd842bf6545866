import { useMoment } from '../app/moment.js';
import { useEngineTime } from '../time/engine-time.js';

/** An instant, in contrast to a position of the log. */
const INSTANT = /^\d{4}-\d\d-\d\d/;

/**
 * The instant of what a page shows: the engine's time, to the minute, or the moment as of which it is shown. Undefined
 * as of a position of the log.
 */
export const useShownTime = (): number | undefined => {
  const { now } = useEngineTime();
  const { asOf } = useMoment();
  if (asOf === undefined) return now;
  return INSTANT.test(asOf) ? Date.parse(asOf) : undefined;
};
