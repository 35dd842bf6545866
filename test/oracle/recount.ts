import { type OracleAction, oracleCharges, type OracleCharge } from './charges.js';
import { Clocks, type OracleClock } from './clocks.js';
import type { OraclePauseEnd } from './clock-time.js';
import { type OracleDigest, type OracleFeature, Digests } from './digests.js';
import { happenedIn, minutesOf, type OracleRequest, recountGrouped } from './grouped.js';
import type { OraclePolicyFile } from './policy.js';
import { type RawEvent, textIn } from './raw-log.js';
import { type Edition, applyToTeam, type Team, teamIn } from './teams.js';

/** The groupings of the reports that are recounted here. */
export const PROMISE_REPORTS = {
  responses: ['team', 'product', 'level', 'edition', 'language', 'agent', 'issueType', 'channel', 'hourOfWeek'],
  charges: ['team', 'product', 'edition', 'reason', 'hourOfWeek'],
} as const;
export type PromiseReport = keyof typeof PROMISE_REPORTS;

/** The engine's policy files, as JSON. */
export interface PolicyFiles {
  readonly policy: OraclePolicyFile;
  readonly prices: {
    readonly perSeat: Readonly<
      Record<string, Readonly<Record<Edition, Readonly<Record<string, Readonly<Record<'month' | 'year', number>>>>>>>
    >;
  };
  readonly taxonomy: { readonly products: readonly { readonly id: string; readonly addOn: string }[] };
  readonly features: { readonly features: readonly OracleFeature[] };
}

interface NamedCharge extends OracleCharge {
  readonly team: string;
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

const pausedIn = (clocks: readonly OracleClock[]) => {
  const all = clocks.flatMap(({ pauses }) => pauses);
  const ended = (by: (endedBy: OraclePauseEnd) => boolean) => {
    const minutes = all.flatMap(({ from, to, endedBy }) =>
      to !== undefined && endedBy !== undefined && by(endedBy) ? to - from : [],
    );
    return { pauses: minutes.length, minutes: minutes.reduce((sum, millis) => sum + millis, 0) / 60_000 };
  };
  return {
    clocks: clocks.filter(({ pauses }) => pauses.length > 0).length,
    open: all.filter(({ to }) => to === undefined).length,
    ...ended(() => true),
    endedBy: {
      agent: ended((by) => by === 'agent'),
      reply: ended((by) => by === 'reply'),
      answer: ended((by) => by === 'answer'),
      solution: ended((by) => by === 'solution'),
    },
  };
};

const figures = (clocks: readonly OracleClock[]) => {
  const ended = (outcome: OracleClock['outcome']): number => clocks.filter((clock) => clock.outcome === outcome).length;
  const wallMinutes = minutesOf(clocks.flatMap(({ answeredAfter }) => answeredAfter ?? []));
  return {
    clocks: clocks.length,
    met: ended('met'),
    breached: ended('breached'),
    solvedUnanswered: ended('solvedUnanswered'),
    running: ended('running'),
    answered: wallMinutes.count,
    medianMinutes: wallMinutes.median,
    p90Minutes: wallMinutes.p90,
    wallMinutes,
    businessMinutes: minutesOf(clocks.flatMap(({ businessAfter }) => businessAfter ?? [])),
    paused: pausedIn(clocks),
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
 * Recalculates the engine's reports from the raw log without code of the engine: clocks from messages and holds,
 * charges from purchases, digests from admins and usage.
 */
export class Recount {
  private readonly teams = new Map<string, Team>();
  private readonly clocks: Clocks;
  private readonly digests: Digests;

  constructor(private readonly files: PolicyFiles) {
    const { policy, taxonomy, features } = files;
    this.clocks = new Clocks({
      policy,
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

  /** Returns a report by groupings and buckets, as of an instant. Follows a call of `reports` for the same one. */
  grouped(name: PromiseReport, request: OracleRequest, until: string) {
    return name === 'responses' ? this.responses(request) : this.charges(request, until);
  }

  private responses(request: OracleRequest) {
    return recountGrouped(this.clocks.all(), request, (clocks, range) =>
      figures(clocks.filter((clock) => happenedIn(clock, range))),
    );
  }

  private charges(request: OracleRequest, until: string) {
    const facts = this.allCharges(until).map((charge) => {
      const { team, product, edition, reason, at } = charge;
      return { charge, at, values: { team, product, edition, reason } };
    });
    const { total, items } = recountGrouped(facts, request, (all, range) => {
      const charges = all.filter((fact) => happenedIn(fact, range)).map(({ charge }) => charge);
      return { charges: charges.length, amounts: groupBy(charges, ({ currency }) => currency).map(sumOf) };
    });
    return { total: total.amounts, items };
  }

  /** Returns the three reports as of an instant. Everything due before it must have been recorded. */
  reports(until: string) {
    for (const team of this.teams.values())
      this.digests.closeUntil(team, new Date(Date.parse(until) - 1).toISOString());
    this.clocks.end(until);
    const charges = this.allCharges(until);
    return {
      responses: this.responseReport(),
      charges: this.chargeReport(charges),
      digests: this.digestReport(this.digests.all),
    };
  }

  private responseReport() {
    const all = this.clocks.all();
    const monthly = groupBy(all, ({ at, values }) => `${at.slice(0, 7)} ${values['level']}`);
    return {
      total: figures(all),
      items: monthly.map((own) => {
        const [{ at, values }] = own;
        return { level: values['level'], month: at.slice(0, 7), ...figures(own) };
      }),
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

  private allCharges(until: string): readonly NamedCharge[] {
    return [...this.teams.values()].flatMap((team) => this.chargesOf(team, until));
  }

  private chargesOf(
    { id: team, addOns, billingActions, timeZone, billing: { currency, interval, periodStart: anchor, seats } }: Team,
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
        team,
        product,
        currency,
      }));
    });
  }
}
