/**
 * What a team is charged for an add-on, reckoned day by day with nothing but a calendar and whole numbers, and with no
 * code of the engine's: what the engine charges must come to the same.
 */
export interface OracleTeam {
  readonly timeZone: string;
  readonly interval: 'month' | 'year';
  /** yyyy-mm-dd. */
  readonly anchor: string;
  readonly seats: number;
  /** Minor units per seat and interval, as they were at an instant. */
  readonly pricesAt: (at: string) => Readonly<Record<'essentials' | 'enhanced', number>>;
}

/** Something that a team did with success. */
export interface OracleDeed {
  /** ISO instant. */
  readonly at: string;
  /** When its price was named, if that was earlier: its days count from then. */
  readonly quotedAt?: string;
  readonly deed: 'buy' | 'upgrade' | 'downgrade' | 'keep-edition' | 'remove' | 'keep';
  readonly edition?: 'essentials' | 'enhanced';
}

export interface OracleCharge {
  /** Minor units. */
  readonly amount: bigint;
  readonly reason: 'purchase' | 'upgrade' | 'renewal';
  readonly edition: 'essentials' | 'enhanced';
  /** ISO instant: of the deed, or of the beginning of the period. */
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

/** The first instant of a day of a zone, to the second: the border between the days before and it. */
const beginningOf = (day: string, timeZone: string): string => {
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

/** Whether a period begins on a day: the anchor's day of the month, or the last one of a month that is too short for it. */
const beginsPeriod = (day: string, { anchor, interval }: OracleTeam): boolean => {
  const [[year = 0, month = 0, date = 0], [, anchorMonth = 0, anchorDate = 0]] = [day, anchor].map((text) =>
    text.split('-').map(Number),
  ) as [number[], number[]];
  if (interval === 'year' && month !== anchorMonth) return false;
  return date === Math.min(anchorDate, daysIn(year, month));
};

const halfUp = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** Days from a day to the end of its period, itself included, and days of the whole period. */
const lengths = (day: string, team: OracleTeam): { readonly remaining: number; readonly whole: number } => {
  let remaining = 1;
  for (let later = nextDay(day); !beginsPeriod(later, team); later = nextDay(later)) remaining += 1;
  let whole = remaining;
  for (let earlier = day; !beginsPeriod(earlier, team); whole += 1)
    earlier = new Date(Date.parse(`${earlier}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return { remaining, whole };
};

/** All charges in order, up to and with the day of `until`. */
export const oracleCharges = (
  team: OracleTeam,
  deeds: readonly OracleDeed[],
  until: string,
): readonly OracleCharge[] => {
  const charges: OracleCharge[] = [];
  let [edition, waiting, leaving, paid]: [
    'essentials' | 'enhanced' | undefined,
    'essentials' | 'enhanced' | undefined,
    boolean,
    number,
  ] = [undefined, undefined, false, 0];
  const charge = (unit: number, part: number, whole: number, of: Omit<OracleCharge, 'amount'>): void =>
    void charges.push({ amount: halfUp(BigInt(unit) * BigInt(team.seats) * BigInt(part), BigInt(whole)), ...of });
  const beginPeriod = (day: string): void => {
    if (edition === undefined) return;
    if (leaving) [edition, leaving, waiting] = [undefined, false, undefined];
    if (edition === undefined) return;
    [edition, waiting] = [waiting ?? edition, undefined];
    const at = beginningOf(day, team.timeZone);
    paid = team.pricesAt(at)[edition];
    charge(paid, 1, 1, { reason: 'renewal', edition, at });
  };
  const act = ({ deed, at, quotedAt = at, edition: wanted = 'essentials' }: OracleDeed): void => {
    const { remaining, whole } = lengths(dayOf(quotedAt, team.timeZone), team);
    const price = team.pricesAt(at)[wanted];
    if (deed === 'buy') {
      [edition, waiting, leaving, paid] = [wanted, undefined, false, price];
      charge(paid, remaining, whole, { reason: 'purchase', edition, at });
    } else if (deed === 'upgrade') {
      charge(Math.max(price - paid, 0), remaining, whole, { reason: 'upgrade', edition: wanted, at });
      [edition, paid] = [wanted, price];
    } else if (deed === 'downgrade') waiting = wanted;
    else if (deed === 'keep-edition') waiting = undefined;
    else leaving = deed === 'remove';
  };
  const [first] = deeds;
  if (!first) return charges;
  let today = dayOf(first.at, team.timeZone);
  const goTo = (day: string): void => {
    while (today < day) {
      today = nextDay(today);
      if (beginsPeriod(today, team)) beginPeriod(today);
    }
  };
  for (const deed of deeds) {
    goTo(dayOf(deed.at, team.timeZone));
    act(deed);
  }
  goTo(dayOf(until, team.timeZone));
  return charges;
};
