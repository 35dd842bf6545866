const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

/** L3: adds one business hour of the desk to a time at which it is open. */
const plusBusinessHour = (local: number): number => {
  const day = local - (local % DAY);
  const remaining = day + CLOSES - local;
  if (remaining >= HOUR) return local + HOUR;
  let next = day + DAY;
  while (!isWeekday(next)) next += DAY;
  return next + OPENS + HOUR - remaining;
};

/** L1, L4: returns the language in which a message is answered. */
export const servedLanguage = (at: string, language: string): 'ja' | 'en' =>
  /^ja\b/i.test(language) && isDeskOpen(Date.parse(at) + TOKYO_OFFSET) ? 'ja' : 'en';

/** E5, E6, L3, L4: returns when the answer to a message is due, in ms since the epoch. */
export const dueAfter = (at: string, targetMinutes: number, language: string): number => {
  const from = Date.parse(at);
  const byEdition = from + targetMinutes * MINUTE;
  return servedLanguage(at, language) === 'ja'
    ? Math.min(byEdition, plusBusinessHour(from + TOKYO_OFFSET) - TOKYO_OFFSET)
    : byEdition;
};

/** Returns the open time of the Japanese desk from one time to another, in ms since the epoch, day by day. */
export const openMillis = (from: number, to: number): number => {
  const [start, end] = [from + TOKYO_OFFSET, to + TOKYO_OFFSET];
  let open = 0;
  for (let day = start - (start % DAY); day < end; day += DAY)
    if (isWeekday(day)) open += Math.max(0, Math.min(end, day + CLOSES) - Math.max(start, day + OPENS));
  return open;
};
