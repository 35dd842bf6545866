const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Japan has had no daylight saving time since 1951. */
const TOKYO_OFFSET = 9 * HOUR;
const [OPENS, CLOSES] = [9 * HOUR, 17 * HOUR];

const isWeekday = (day: number): boolean => ![0, 6].includes(new Date(day).getUTCDay());

/** L2: returns true if the Japanese desk is open: Monday to Friday, 9 to 17 in Tokyo. `local` is Tokyo time in ms. */
const isDeskOpen = (local: number): boolean => {
  const sinceMidnight = local % DAY;
  return isWeekday(local - sinceMidnight) && sinceMidnight >= OPENS && sinceMidnight < CLOSES;
};

/** L3: returns when an amount of open time of the desk has passed, in ms since the epoch. */
export const deskAfter = (from: number, openTime: number): number => {
  let [local, left] = [from + TOKYO_OFFSET, openTime];
  for (;;) {
    const day = local - (local % DAY);
    const start = Math.max(local, day + OPENS);
    const open = isWeekday(day) ? Math.max(0, day + CLOSES - start) : 0;
    if (open >= left && open > 0) return start + left - TOKYO_OFFSET;
    left -= open;
    local = day + DAY;
  }
};

/** L1, L4: returns the language in which a message is answered. */
export const servedLanguage = (at: string, language: string): 'ja' | 'en' =>
  /^ja\b/i.test(language) && isDeskOpen(Date.parse(at) + TOKYO_OFFSET) ? 'ja' : 'en';

/** Returns the open time of the Japanese desk from one time to another, in ms since the epoch, day by day. */
export const openMillis = (from: number, to: number): number => {
  const [start, end] = [from + TOKYO_OFFSET, to + TOKYO_OFFSET];
  let open = 0;
  for (let day = start - (start % DAY); day < end; day += DAY)
    if (isWeekday(day)) open += Math.max(0, Math.min(end, day + CLOSES) - Math.max(start, day + OPENS));
  return open;
};
