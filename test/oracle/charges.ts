type Interval = 'month' | 'year';
type Edition = 'essentials' | 'enhanced';

/** Billing data of a team before its first action. */
interface OracleTeam {
  readonly timeZone: string;
  readonly interval: Interval;
  /** First day of a period, yyyy-mm-dd. */
  readonly anchor: string;
  readonly seats: number;
  /** Prices at an instant, in minor units per seat and interval. */
  readonly pricesAt: (at: string, interval: Interval) => Readonly<Record<Edition, number>>;
}

/**
 * A successful action of a team on an add-on, or on what all of its add-ons are billed by: seats, interval and zone.
 * The latter count from the next period on if `later`.
 */
export interface OracleAction {
  /** ISO instant. */
  readonly at: string;
  /** Time of the quote, if earlier. The remaining days count from then. */
  readonly quotedAt?: string;
  readonly kind:
    'buy' | 'upgrade' | 'downgrade' | 'keep-edition' | 'remove' | 'keep' | 'seats' | 'keep-seats' | 'interval' | 'zone';
  readonly edition?: Edition;
  readonly seats?: number;
  readonly interval?: Interval;
  readonly zone?: string;
  readonly later?: boolean;
}

export interface OracleCharge {
  /** Minor units. */
  readonly amount: bigint;
  readonly reason: 'purchase' | 'upgrade' | 'renewal' | 'seats';
  readonly edition: Edition;
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
const startsPeriod = (day: string, { anchor, interval }: Pick<OracleTeam, 'anchor' | 'interval'>): boolean => {
  const [[year = 0, month = 0, date = 0], [, anchorMonth = 0, anchorDate = 0]] = [day, anchor].map((text) =>
    text.split('-').map(Number),
  ) as [number[], number[]];
  if (interval === 'year' && month !== anchorMonth) return false;
  return date === Math.min(anchorDate, daysIn(year, month));
};

const halfUp = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

/** Returns the days from a day to the end of its period, inclusive, and the length of the period. */
const periodLengths = (
  day: string,
  team: Pick<OracleTeam, 'anchor' | 'interval'>,
): { readonly remaining: number; readonly whole: number } => {
  let remaining = 1;
  for (let later = nextDay(day); !startsPeriod(later, team); later = nextDay(later)) remaining += 1;
  let whole = remaining;
  for (let earlier = day; !startsPeriod(earlier, team); whole += 1)
    earlier = new Date(Date.parse(`${earlier}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return { remaining, whole };
};

/** What a team is billed by, as of the day that the calculation has reached. */
interface Billed {
  timeZone: string;
  interval: Interval;
  anchor: string;
  seats: number;
  /** No earlier day can be charged: the first of the period that began with another zone or interval. */
  since: string;
}

/** Walks through the days of one team and add-on. */
class Walk {
  readonly charges: OracleCharge[] = [];
  private readonly billed: Billed;
  /** What changes with the next period. */
  private next: Partial<Pick<Billed, 'seats' | 'interval' | 'timeZone'>> = {};
  private edition: Edition | undefined;
  private scheduled: Edition | undefined;
  private removing = false;
  private paid = 0;
  private today: string;

  constructor(
    private readonly team: OracleTeam,
    start: string,
  ) {
    const { timeZone, interval, anchor, seats } = team;
    this.billed = { timeZone, interval, anchor, seats, since: '' };
    this.today = dayOf(start, timeZone);
  }

  advanceTo(instant: string): void {
    while (this.today < dayOf(instant, this.billed.timeZone)) {
      this.today = nextDay(this.today);
      if (startsPeriod(this.today, this.billed)) this.startPeriod();
    }
  }

  apply(action: OracleAction): void {
    const { kind, at, edition = 'essentials' } = action;
    if (kind === 'seats') return this.changeSeats(action);
    if (kind === 'interval' || kind === 'zone') return this.changeTerms(action);
    if (kind === 'keep-seats') return void delete this.next.seats;
    if (kind === 'buy' || kind === 'upgrade') return this.buy(action, edition, this.priceOf(edition, at));
    if (kind === 'downgrade') this.scheduled = edition;
    else if (kind === 'keep-edition') this.scheduled = undefined;
    else this.removing = kind === 'remove';
  }

  private priceOf(edition: Edition, at: string): number {
    return this.team.pricesAt(at, this.billed.interval)[edition];
  }

  private charge(unit: number, seats: number, part: number, whole: number, of: Omit<OracleCharge, 'amount'>): void {
    this.charges.push({ amount: halfUp(BigInt(unit) * BigInt(seats) * BigInt(part), BigInt(whole)), ...of });
  }

  private daysFrom({ at, quotedAt = at }: OracleAction): { readonly remaining: number; readonly whole: number } {
    const day = dayOf(quotedAt, this.billed.timeZone);
    return periodLengths(day < this.billed.since ? this.billed.since : day, this.billed);
  }

  private startPeriod(): void {
    const at = startOfDay(this.today, this.billed.timeZone);
    const { seats, interval, timeZone } = this.next;
    this.next = {};
    if (seats !== undefined) this.billed.seats = seats;
    if (interval !== undefined) [this.billed.interval, this.billed.anchor] = [interval, this.today];
    if (timeZone !== undefined) this.billed.timeZone = timeZone;
    if (interval !== undefined || timeZone !== undefined) this.billed.since = this.today;
    if (this.removing) [this.edition, this.removing, this.scheduled] = [undefined, false, undefined];
    if (this.edition === undefined) return;
    [this.edition, this.scheduled] = [this.scheduled ?? this.edition, undefined];
    this.paid = this.priceOf(this.edition, at);
    this.charge(this.paid, this.billed.seats, 1, 1, { reason: 'renewal', edition: this.edition, at });
  }

  private buy(action: OracleAction, edition: Edition, price: number): void {
    const { remaining, whole } = this.daysFrom(action);
    const { at, kind } = action;
    if (kind === 'buy') {
      [this.scheduled, this.removing] = [undefined, false];
      this.charge(price, this.billed.seats, remaining, whole, { reason: 'purchase', edition, at });
    } else {
      const more = Math.max(price - this.paid, 0);
      this.charge(more, this.billed.seats, remaining, whole, { reason: 'upgrade', edition, at });
    }
    [this.edition, this.paid] = [edition, price];
  }

  private changeSeats(action: OracleAction): void {
    const { seats = 0, later = false, at } = action;
    if (later) return void (this.next.seats = seats);
    delete this.next.seats;
    const added = seats - this.billed.seats;
    this.billed.seats = seats;
    if (this.edition === undefined) return;
    const { remaining, whole } = this.daysFrom(action);
    this.charge(this.paid, added, remaining, whole, { reason: 'seats', edition: this.edition, at });
  }

  private changeTerms({ interval, zone, later = false, at }: OracleAction): void {
    if (interval !== undefined) {
      if (later) this.next.interval = interval;
      else delete this.next.interval;
      if (!later) this.billed.interval = interval;
    }
    if (zone === undefined) return;
    if (later) return void (this.next.timeZone = zone);
    this.billed.timeZone = zone;
    const day = dayOf(at, zone);
    this.today = day < this.billed.since ? this.billed.since : day;
  }
}

/**
 * Calculates all charges in order, up to and including the day of `until`. Counts days one by one, uses only integers
 * and shares no code with the engine.
 */
export const oracleCharges = (
  team: OracleTeam,
  actions: readonly OracleAction[],
  until: string,
): readonly OracleCharge[] => {
  const [first] = actions;
  if (!first) return [];
  const walk = new Walk(team, first.at);
  for (const action of actions) {
    walk.advanceTo(action.at);
    walk.apply(action);
  }
  walk.advanceTo(until);
  return walk.charges;
};
