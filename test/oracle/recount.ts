import { oracleCharges, type OracleCharge } from './charges.js';
import { Clocks, type CountedClock, type Targets } from './clocks.js';
import { type CountedDigest, Digests } from './digests.js';
import { type RawEvent, textIn } from './raw-log.js';
import { type Edition, takeUp, type Team, teamIn } from './teams.js';

/** The engine's files of rules, as they are written. */
export interface RuleFileTexts {
  readonly policy: {
    readonly editionMinutes: Targets['editionMinutes'];
    readonly championMinutes: Targets['championMinutes'];
    readonly holdPausesClock: boolean;
  };
  readonly prices: {
    readonly perSeat: Readonly<
      Record<string, Readonly<Record<Edition, Readonly<Record<string, Readonly<Record<'month' | 'year', number>>>>>>>
    >;
  };
  readonly taxonomy: { readonly products: readonly { readonly id: string; readonly addOn: string }[] };
  readonly features: { readonly features: readonly { readonly id: string }[] };
}

interface NamedCharge extends OracleCharge {
  readonly product: string;
  readonly currency: string;
}

const groups = <T>(items: readonly T[], nameOf: (item: T) => string): (readonly [T, ...T[]])[] => {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const own = found.get(nameOf(item));
    if (own) own.push(item);
    else found.set(nameOf(item), [item]);
  }
  return [...found.keys()].sort().map((name) => found.get(name) as [T, ...T[]]);
};

const rank = (sorted: readonly number[], percent: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null);

const figures = (clocks: readonly CountedClock[]) => {
  const ended = (outcome: CountedClock['outcome']): number =>
    clocks.filter((clock) => clock.outcome === outcome).length;
  const minutes = clocks.flatMap(({ answeredAfter }) => answeredAfter ?? []).sort((a, b) => a - b);
  return {
    clocks: clocks.length,
    met: ended('met'),
    breached: ended('breached'),
    solvedUnanswered: ended('solvedUnanswered'),
    running: ended('running'),
    answered: minutes.length,
    medianMinutes: rank(minutes, 50),
    p90Minutes: rank(minutes, 90),
  };
};

const sumOf = (charges: readonly [NamedCharge, ...NamedCharge[]]) => ({
  minor: Number(charges.reduce((sum, { amount }) => sum + amount, 0n)),
  currency: charges[0].currency,
});

/**
 * What the engine reports, reckoned anew from the raw log and with none of the engine's code: clocks from what people
 * wrote, charges from what they bought, digests from who administers and what is used. Holds must not pause clocks.
 */
export class Recount {
  private readonly teams = new Map<string, Team>();
  private readonly clocks: Clocks;
  private readonly digests: Digests;

  constructor(private readonly files: RuleFileTexts) {
    const {
      policy: { editionMinutes, championMinutes, holdPausesClock },
      taxonomy,
      features,
    } = files;
    if (holdPausesClock) throw new Error('The recount knows no pauses.');
    this.clocks = new Clocks({
      editionMinutes,
      championMinutes,
      covers: new Map(taxonomy.products.map(({ id, addOn }) => [id, addOn])),
    });
    this.digests = new Digests(features.features.map(({ id }) => id));
  }

  take(event: RawEvent): void {
    if (event.type === 'TeamRegistered') this.teams.set(textIn(event, 'teamId'), teamIn(event));
    const team = this.teams.get(String(event.data['teamId']));
    if (!team) return;
    this.digests.until(team, event.occurredAt);
    takeUp(team, event);
    this.clocks.take(team, event);
    this.digests.take(team, event);
  }

  /** The three reports as of an instant at which everything that was due before has been recorded. */
  reports(until: string) {
    for (const team of this.teams.values()) this.digests.until(team, new Date(Date.parse(until) - 1).toISOString());
    this.clocks.end(until);
    const charges = [...this.teams.values()].flatMap((team) => this.chargesOf(team, until));
    return { responses: this.responses(), charges: this.charges(charges), digests: this.digested(this.digests.all) };
  }

  private responses() {
    const { all } = this.clocks;
    const monthly = groups(all, ({ startedAt, level }) => `${startedAt.slice(0, 7)} ${level}`);
    return {
      total: figures(all),
      items: monthly.map((own) => ({ level: own[0].level, month: own[0].startedAt.slice(0, 7), ...figures(own) })),
    };
  }

  private charges(charges: readonly NamedCharge[]) {
    const monthly = groups(charges, ({ at, product, edition, reason, currency }) =>
      [at.slice(0, 7), product, edition, reason, currency].join(' '),
    );
    return {
      total: groups(charges, ({ currency }) => currency).map(sumOf),
      items: monthly.map((own) => {
        const [{ at, product, edition, reason }] = own;
        return { month: at.slice(0, 7), product, edition, reason, charges: own.length, amount: sumOf(own) };
      }),
    };
  }

  private digested(digests: readonly CountedDigest[]) {
    return {
      items: groups(digests, ({ quarter }) => quarter).map((own) => ({
        quarter: own[0].quarter,
        teams: own.length,
        recipients: own.reduce((sum, { recipients }) => sum + recipients, 0),
        features: groups(
          own.flatMap(({ features }) => features),
          (feature) => feature,
        ).map((all) => ({ feature: all[0], teams: all.length })),
      })),
    };
  }

  private chargesOf(
    { addOns, timeZone, billing: { currency, interval, periodStart: anchor, seats } }: Team,
    until: string,
  ): readonly NamedCharge[] {
    const lastInstant = new Date(Date.parse(until) - 1).toISOString();
    return [...addOns].flatMap(([product, { deeds }]) => {
      const priceOf = (edition: Edition): number =>
        this.files.prices.perSeat[product]?.[edition][currency]?.[interval] ?? NaN;
      const prices = { essentials: priceOf('essentials'), enhanced: priceOf('enhanced') };
      return oracleCharges({ timeZone, interval, anchor, seats, pricesAt: () => prices }, deeds, lastInstant).map(
        (charge) => ({ ...charge, product, currency }),
      );
    });
  }
}
