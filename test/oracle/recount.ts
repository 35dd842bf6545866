import { type OracleAction, oracleCharges, type OracleCharge } from './charges.js';
import { Clocks, type OracleClock, type Targets } from './clocks.js';
import { type OracleDigest, type OracleFeature, Digests } from './digests.js';
import { type RawEvent, textIn } from './raw-log.js';
import { type Edition, applyToTeam, type Team, teamIn } from './teams.js';

/** The engine's policy files, as JSON. */
export interface PolicyFiles {
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
  readonly features: { readonly features: readonly OracleFeature[] };
}

interface NamedCharge extends OracleCharge {
  readonly product: string;
  readonly currency: string;
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): (readonly [T, ...T[]])[] => {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = found.get(keyOf(item));
    if (group) group.push(item);
    else found.set(keyOf(item), [item]);
  }
  return [...found.keys()].sort().map((key) => found.get(key) as [T, ...T[]]);
};

const percentile = (sorted: readonly number[], percent: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null);

const figures = (clocks: readonly OracleClock[]) => {
  const ended = (outcome: OracleClock['outcome']): number => clocks.filter((clock) => clock.outcome === outcome).length;
  const minutes = clocks.flatMap(({ answeredAfter }) => answeredAfter ?? []).sort((a, b) => a - b);
  return {
    clocks: clocks.length,
    met: ended('met'),
    breached: ended('breached'),
    solvedUnanswered: ended('solvedUnanswered'),
    running: ended('running'),
    answered: minutes.length,
    medianMinutes: percentile(minutes, 50),
    p90Minutes: percentile(minutes, 90),
  };
};

const sumOf = (charges: readonly [NamedCharge, ...NamedCharge[]]) => ({
  minor: Number(charges.reduce((sum, { amount }) => sum + amount, 0n)),
  currency: charges[0].currency,
});

/** Sorts actions by time. No two of a team and add-on are simulated at one instant. */
const inOrder = (actions: readonly OracleAction[]): readonly OracleAction[] =>
  [...actions].sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at));

/**
 * Recalculates the engine's reports from the raw log without code of the engine: clocks from messages, charges from
 * purchases, digests from admins and usage. Policies in which holds pause clocks are not supported.
 */
export class Recount {
  private readonly teams = new Map<string, Team>();
  private readonly clocks: Clocks;
  private readonly digests: Digests;

  constructor(private readonly files: PolicyFiles) {
    const {
      policy: { editionMinutes, championMinutes, holdPausesClock },
      taxonomy,
      features,
    } = files;
    if (holdPausesClock) throw new Error('The recount does not support holdPausesClock.');
    this.clocks = new Clocks({
      editionMinutes,
      championMinutes,
      covers: new Map(taxonomy.products.map(({ id, addOn }) => [id, addOn])),
    });
    this.digests = new Digests(features.features);
  }

  apply(event: RawEvent): void {
    if (event.type === 'TeamRegistered') this.teams.set(textIn(event, 'teamId'), teamIn(event));
    const team = this.teams.get(String(event.data['teamId']));
    if (!team) return;
    this.digests.closeUntil(team, event.occurredAt);
    applyToTeam(team, event);
    this.clocks.apply(team, event);
    this.digests.apply(team, event);
  }

  /** Returns the three reports as of an instant. Everything due before it must have been recorded. */
  reports(until: string) {
    for (const team of this.teams.values())
      this.digests.closeUntil(team, new Date(Date.parse(until) - 1).toISOString());
    this.clocks.end(until);
    const charges = [...this.teams.values()].flatMap((team) => this.chargesOf(team, until));
    return {
      responses: this.responseReport(),
      charges: this.chargeReport(charges),
      digests: this.digestReport(this.digests.all),
    };
  }

  private responseReport() {
    const { all } = this.clocks;
    const monthly = groupBy(all, ({ startedAt, level }) => `${startedAt.slice(0, 7)} ${level}`);
    return {
      total: figures(all),
      items: monthly.map((own) => ({ level: own[0].level, month: own[0].startedAt.slice(0, 7), ...figures(own) })),
    };
  }

  private chargeReport(charges: readonly NamedCharge[]) {
    const monthly = groupBy(charges, ({ at, product, edition, reason, currency }) =>
      [at.slice(0, 7), product, edition, reason, currency].join(' '),
    );
    return {
      total: groupBy(charges, ({ currency }) => currency).map(sumOf),
      items: monthly.map((own) => {
        const [{ at, product, edition, reason }] = own;
        return { month: at.slice(0, 7), product, edition, reason, charges: own.length, amount: sumOf(own) };
      }),
    };
  }

  private digestReport(digests: readonly OracleDigest[]) {
    return {
      items: groupBy(digests, ({ quarter }) => quarter).map((own) => ({
        quarter: own[0].quarter,
        teams: own.length,
        recipients: own.reduce((sum, { recipients }) => sum + recipients, 0),
        // A simulation sends no mails.
        mailed: 0,
        notMailed: [],
        unconfirmed: own.reduce((sum, { recipients }) => sum + recipients, 0),
        features: groupBy(
          own.flatMap(({ features }) => features),
          (feature) => feature,
        ).map((all) => ({ feature: all[0], teams: all.length })),
      })),
    };
  }

  private chargesOf(
    { addOns, billingActions, timeZone, billing: { currency, interval, periodStart: anchor, seats } }: Team,
    until: string,
  ): readonly NamedCharge[] {
    const lastInstant = new Date(Date.parse(until) - 1).toISOString();
    return [...addOns].flatMap(([product, { actions }]) => {
      const priceOf = (edition: Edition, of: 'month' | 'year'): number =>
        this.files.prices.perSeat[product]?.[edition][currency]?.[of] ?? NaN;
      const pricesAt = (_at: string, of: 'month' | 'year') => ({
        essentials: priceOf('essentials', of),
        enhanced: priceOf('enhanced', of),
      });
      const all = inOrder([...billingActions, ...actions]);
      return oracleCharges({ timeZone, interval, anchor, seats, pricesAt }, all, lastInstant).map((charge) => ({
        ...charge,
        product,
        currency,
      }));
    });
  }
}
