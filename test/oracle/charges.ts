/** Billing data of a team. */
interface OracleTeam {
  readonly timeZone: string;
  readonly interval: 'month' | 'year';
  /** First day of a period, yyyy-mm-dd. */
  readonly anchor: string;
  readonly seats: number;
  /** Prices at an instant, in minor units per seat and interval. */
  readonly pricesAt: (at: string) => Readonly<Record<'essentials' | 'enhanced', number>>;
}

/** A successful action of a team on an add-on. */
export interface OracleAction {
  /** ISO instant. */
  readonly at: string;
  /** Time of the quote, if earlier. The remaining days count from then. */
  readonly quotedAt?: string;
  readonly kind: 'buy' | 'upgrade' | 'downgrade' | 'keep-edition' | 'remove' | 'keep';
  readonly edition?: 'essentials' | 'enhanced';
}

export interface OracleCharge {
  /** Minor units. */
  readonly amount: bigint;
  readonly reason: 'purchase' | 'upgrade' | 'renewal';
  readonly edition: 'essentials' | 'enhanced';
  /** ISO instant of the action or of the start of the period. */
  readonly at: string;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
};
const dayOf = (instant: string | number, timeZone: string): string => formatIn(timeZone).format(new Date(instant));

/** Returns the first instant of a day in a time zone, to the second, by bisection. */
const startOfDay = (day: string, timeZone: string): string => {
  let [before, within] = [Date.parse(`${day}T00:00:00Z`) - DAY_MS, Date.parse(`${day}T00:00:00Z`) + DAY_MS];
  while (within - before > 1_000) {
    const middle = before + Math.floor((within - before) / 2_000) * 1_000;
    if (dayOf(middle, timeZone) < day) before = middle;
    else within = middle;
  }
  return new Date(within).toISOString();
};
const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Returns true if a period starts on this day: the anchor's day of the month, or the last day of a shorter month. */
const startsPeriod = (day: string, { anchor, interval }: OracleTeam): boolean => {
  const [[year = 0, month = 0, date = 0], [, anchorMonth = 0, anchorDate = 0]] = [day, anchor].map((text) =>
    text.split('-').map(Number),
  ) as [number[], number[]];
  if (interval === 'year' && month !== anchorMonth) return false;
  return date === Math.min(anchorDate, daysIn(year, month));
};

const halfUp = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** Returns the days from a day to the end of its period, inclusive, and the length of the period. */
const periodLengths = (day: string, team: OracleTeam): { readonly remaining: number; readonly whole: number } => {
  let remaining = 1;
  for (let later = nextDay(day); !startsPeriod(later, team); later = nextDay(later)) remaining += 1;
  let whole = remaining;
  for (let earlier = day; !startsPeriod(earlier, team); whole += 1)
    earlier = new Date(Date.parse(`${earlier}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return { remaining, whole };
};

/**
 * Calculates all charges in order, up to and including the day of `until`. Counts days one by one, uses only integers
 * and shares no code with the engine.
 */
export const oracleCharges = (
  team: OracleTeam,
  actions: readonly OracleAction[],
  until: string,
): readonly OracleCharge[] => {
  const charges: OracleCharge[] = [];
  let [edition, scheduled, removing, paid]: [
    'essentials' | 'enhanced' | undefined,
    'essentials' | 'enhanced' | undefined,
    boolean,
    number,
  ] = [undefined, undefined, false, 0];
  const charge = (unit: number, part: number, whole: number, of: Omit<OracleCharge, 'amount'>): void =>
    void charges.push({ amount: halfUp(BigInt(unit) * BigInt(team.seats) * BigInt(part), BigInt(whole)), ...of });
  const startPeriod = (day: string): void => {
    if (edition === undefined) return;
    if (removing) [edition, removing, scheduled] = [undefined, false, undefined];
    if (edition === undefined) return;
    [edition, scheduled] = [scheduled ?? edition, undefined];
    const at = startOfDay(day, team.timeZone);
    paid = team.pricesAt(at)[edition];
    charge(paid, 1, 1, { reason: 'renewal', edition, at });
  };
  const apply = ({ kind, at, quotedAt = at, edition: target = 'essentials' }: OracleAction): void => {
    const { remaining, whole } = periodLengths(dayOf(quotedAt, team.timeZone), team);
    const price = team.pricesAt(at)[target];
    if (kind === 'buy') {
      [edition, scheduled, removing, paid] = [target, undefined, false, price];
      charge(paid, remaining, whole, { reason: 'purchase', edition, at });
    } else if (kind === 'upgrade') {
      charge(Math.max(price - paid, 0), remaining, whole, { reason: 'upgrade', edition: target, at });
      [edition, paid] = [target, price];
    } else if (kind === 'downgrade') scheduled = target;
    else if (kind === 'keep-edition') scheduled = undefined;
    else removing = kind === 'remove';
  };
  const [first] = actions;
  if (!first) return charges;
  let today = dayOf(first.at, team.timeZone);
  const advanceTo = (day: string): void => {
    while (today < day) {
      today = nextDay(today);
      if (startsPeriod(today, team)) startPeriod(today);
    }
  };
  for (const action of actions) {
    advanceTo(dayOf(action.at, team.timeZone));
    apply(action);
  }
  advanceTo(dayOf(until, team.timeZone));
  return charges;
};
