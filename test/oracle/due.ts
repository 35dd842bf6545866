const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Japan has kept no daylight saving time since 1951. */
const TOKYO = 9 * HOUR;
const [OPENS, CLOSES] = [9 * HOUR, 17 * HOUR];

const isOpenDay = (day: number): boolean => ![0, 6].includes(new Date(day).getUTCDay());

/** L2: whether the Japanese desk is open, Mon–Fri 9–17 in Tokyo. */
const isDeskOpen = (local: number): boolean => {
  const sinceMidnight = local % DAY;
  return isOpenDay(local - sinceMidnight) && sinceMidnight >= OPENS && sinceMidnight < CLOSES;
};

/** L3: an hour of the desk's own time from an instant at which it is open. */
const anHourOfTheDesk = (local: number): number => {
  const day = local - (local % DAY);
  const today = day + CLOSES - local;
  if (today >= HOUR) return local + HOUR;
  let next = day + DAY;
  while (!isOpenDay(next)) next += DAY;
  return next + OPENS + HOUR - today;
};

/** E5, E6, L3, L4: when a message is to be answered at the latest, in ms. */
export const dueAfter = (at: string, targetMinutes: number, language: string): number => {
  const from = Date.parse(at);
  const byEdition = from + targetMinutes * MINUTE;
  const local = from + TOKYO;
  return /^ja\b/i.test(language) && isDeskOpen(local) ? Math.min(byEdition, anHourOfTheDesk(local) - TOKYO) : byEdition;
};
