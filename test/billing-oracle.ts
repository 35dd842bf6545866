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
  /** Minor units per seat and interval. */
  readonly prices: Readonly<Record<'essentials' | 'enhanced', number>>;
}

/** Something that a team did with success. */
export interface OracleDeed {
  /** ISO instant. */
  readonly at: string;
  readonly deed: 'buy' | 'upgrade' | 'downgrade' | 'keep-edition' | 'remove' | 'keep';
  readonly edition?: 'essentials' | 'enhanced';
}

const DAY_MS = 86_400_000;
const dayOf = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether a period begins on a day: the anchor's day of the month, or the last one of a month that is too short for it. */
const beginsPeriod = (day: string, { anchor, interval }: OracleTeam): boolean => {
  const [[year = 0, month = 0, date = 0], [, anchorMonth = 0, anchorDate = 0]] = [day, anchor].map((text) => text.split('-').map(Number)) as [number[], number[]];
  if (interval === 'year' && month !== anchorMonth) return false;
  return date === Math.min(anchorDate, daysIn(year, month));
};

const halfUp = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** Days from a day to the end of its period, itself included, and days of the whole period. */
const lengths = (day: string, team: OracleTeam): { readonly remaining: number; readonly whole: number } => {
  let remaining = 1;
  for (let later = nextDay(day); !beginsPeriod(later, team); later = nextDay(later)) remaining += 1;
  let whole = remaining;
  for (let earlier = day; !beginsPeriod(earlier, team); whole += 1) earlier = new Date(Date.parse(`${earlier}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return { remaining, whole };
};

/** All charges in minor units, in order, up to and with the day of `until`. */
export const oracleCharges = (team: OracleTeam, deeds: readonly OracleDeed[], until: string): readonly bigint[] => {
  const charges: bigint[] = [];
  let [edition, waiting, leaving, paid]: ['essentials' | 'enhanced' | undefined, 'essentials' | 'enhanced' | undefined, boolean, number] = [undefined, undefined, false, 0];
  const charge = (unit: number, part: number, whole: number): void => void charges.push(halfUp(BigInt(unit) * BigInt(team.seats) * BigInt(part), BigInt(whole)));
  const beginPeriod = (): void => {
    if (edition === undefined) return;
    if (leaving) [edition, leaving, waiting] = [undefined, false, undefined];
    if (edition === undefined) return;
    [edition, waiting] = [waiting ?? edition, undefined];
    paid = team.prices[edition];
    charge(paid, 1, 1);
  };
  const act = ({ deed, at, edition: wanted = 'essentials' }: OracleDeed): void => {
    const { remaining, whole } = lengths(dayOf(at, team.timeZone), team);
    if (deed === 'buy') {
      [edition, waiting, leaving, paid] = [wanted, undefined, false, team.prices[wanted]];
      charge(paid, remaining, whole);
    } else if (deed === 'upgrade') {
      charge(Math.max(team.prices[wanted] - paid, 0), remaining, whole);
      [edition, paid] = [wanted, team.prices[wanted]];
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
      if (beginsPeriod(today, team)) beginPeriod();
    }
  };
  for (const deed of deeds) {
    goTo(dayOf(deed.at, team.timeZone));
    act(deed);
  }
  goTo(dayOf(until, team.timeZone));
  return charges;
};
