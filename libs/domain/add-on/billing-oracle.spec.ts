import { oracleCharges, type OracleCharge, type OracleAction } from '../../../test/oracle/charges.js';
import { aTeam } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import { EDITIONS, type AddOnEvent, type ChargeIssued } from '@ledgerdesk/events';
import { addMillis, type Instant, isRefusal, later, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { AddOnCommand } from './commands.js';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Quote, quoteAddOn } from './quote.js';
import type { AddOn } from './state.js';

const YEAR_MINUTES = 366 * 24 * 60;
const START = '2027-01-01T00:00:00.000Z';
const after = (at: Instant, minutes: number): Instant => addMillis(at, minutes * MINUTE);

/** Zones far east and west, with half hours, with skipped midnights (Cairo, Beirut) and without changes. */
const ZONES = [
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Etc/UTC',
  'America/Sao_Paulo',
  'Europe/London',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Beirut',
];
const CURRENCIES = ['JPY', 'USD', 'GBP'];

const teams = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    interval: fc.constantFrom('month' as const, 'year' as const),
    periodStart: fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-01', '2026-11-30', '2027-01-15', '2031-12-31'),
    currency: fc.constantFrom(...CURRENCIES),
    seats: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(1_000_000)),
  })
  .map(({ timeZone, ...billing }) => aTeam({ timeZone, billing }));

/** Prices of any size, also with the higher edition cheaper, that replace the shipped ones at some time. */
const priceChanges = fc.record({
  at: fc.nat(3 * YEAR_MINUTES).map((minutes) => after(START, minutes)),
  essentials: fc.nat(20_000),
  enhanced: fc.nat(20_000),
});
type PriceChange = typeof priceChanges extends fc.Arbitrary<infer P> ? P : never;

const changedPrices = ({ essentials, enhanced }: PriceChange): Policies['prices'] => {
  const everywhere = (minor: number) =>
    Object.fromEntries(CURRENCIES.map((currency) => [currency, { month: minor, year: minor * 10 + 1 }]));
  return {
    version: 'changed',
    perSeat: Object.fromEntries(
      ['dropbox', 'dash'].map((product) => [
        product,
        { essentials: everywhere(essentials), enhanced: everywhere(enhanced) },
      ]),
    ),
  };
};

/** Something tried after a while: minutes, days or months, or where one period or one list of prices meets the next. */
const attempts = fc.array(
  fc.record({
    minutes: fc.oneof(fc.nat(45), fc.nat(40 * 60), fc.nat(45 * 24 * 60), fc.nat(400 * 24 * 60)),
    near: fc.option(
      fc.record({
        end: fc.constantFrom('period' as const, 'prices' as const),
        minutes: fc.constantFrom(-31, -1, 0, 1),
      }),
    ),
    tried: fc.constantFrom(
      'ask',
      'confirm',
      'confirm',
      'ask-and-confirm',
      'ask-and-confirm',
      'RemoveAddOn',
      'KeepAddOn',
      'KeepEdition',
      'RenewAddOn',
    ),
    edition: fc.constantFrom(...EDITIONS),
  }),
  { minLength: 1, maxLength: 20, size: 'max' },
);
type Attempt = typeof attempts extends fc.Arbitrary<readonly (infer A)[]> ? A : never;

const DEEDS: Partial<Record<AddOnEvent['type'], OracleAction['kind']>> = {
  AddOnPurchased: 'buy',
  EditionChangeScheduled: 'downgrade',
  EditionChangeWithdrawn: 'keep-edition',
  AddOnRemovalScheduled: 'remove',
  AddOnRemovalWithdrawn: 'keep',
};

const chargeIn = ({ data: { amount, reason, edition, effectiveAt } }: ChargeIssued): OracleCharge => ({
  amount: BigInt(amount.minor),
  reason,
  edition,
  at: effectiveAt ?? '',
});

/** One team's life with one add-on: what was charged, and what the team did by which that came about. */
class Life {
  readonly deeds: OracleAction[] = [];
  readonly charged: OracleCharge[] = [];
  private readonly askedAt = new Map<string, Instant>();
  private last: Quote | undefined;
  private addOn: AddOn | undefined;
  now: Instant = START;

  constructor(
    private readonly team: Team,
    private readonly product: string,
    private readonly policiesAt: (at: Instant) => Policies,
    private readonly pricesEnd: Instant,
  ) {}

  attempt({ minutes, near, tried, edition }: Attempt): void {
    const ends = { period: periodAt(this.team, this.now, policies).endsAt, prices: this.pricesEnd };
    this.now = later(this.now, near ? after(ends[near.end], near.minutes) : after(this.now, minutes));
    if (tried === 'ask' || tried === 'ask-and-confirm') this.ask(edition);
    if (tried === 'confirm' || tried === 'ask-and-confirm') this.confirm();
    else if (tried === 'RenewAddOn') this.renew();
    else if (tried !== 'ask') this.run({ type: tried, at: this.now });
  }

  renew(): void {
    this.run({ type: 'RenewAddOn', at: this.now, dueAt: this.now });
  }

  private get facts(): AddOnFacts {
    return {
      policies: this.policiesAt(this.now),
      policiesAt: this.policiesAt,
      team: this.team,
      buyer: { kind: 'sales' },
    };
  }

  private ask(edition: Attempt['edition']): void {
    const quote = quoteAddOn(
      { id: `q-${this.askedAt.size}`, product: this.product, edition, at: this.now },
      this.addOn,
      this.facts,
    );
    if (isRefusal(quote)) return;
    this.last = quote;
    this.askedAt.set(quote.id, this.now);
  }

  private confirm(): void {
    if (this.last)
      this.run({
        type: this.last.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition',
        quote: this.last,
        at: this.now,
      });
  }

  private run(command: AddOnCommand): void {
    const decision = addOnDecider.decide(command, this.addOn, this.facts);
    if (isRefusal(decision)) return;
    for (const event of decision) {
      this.addOn = addOnDecider.evolve(this.addOn, event, command.at);
      if (event.type === 'ChargeIssued') this.charged.push(chargeIn(event));
    }
    this.noteDeed(decision, command);
  }

  /** What the caller did by a command, as the last of its events tells; renewals are nobody's deed. */
  private noteDeed(events: readonly AddOnEvent[], command: AddOnCommand): void {
    const done = events.findLast(({ type }) => type !== 'ChargeIssued');
    const deed = done?.type === 'EditionChanged' ? 'upgrade' : done && DEEDS[done.type];
    if (command.type === 'RenewAddOn' || !deed) return;
    const quoted =
      'quote' in command
        ? { edition: command.quote.edition, quotedAt: this.askedAt.get(command.quote.id) ?? command.at }
        : {};
    this.deeds.push({ at: command.at, kind: deed, ...quoted });
  }
}

describe('what is charged', () => {
  it('P9 P10 P11 P12 P14 equals a day-by-day calculation, for any history, recording time and change of prices', () => {
    fc.assert(
      fc.property(teams, fc.constantFrom('dropbox', 'dash'), priceChanges, attempts, (team, product, change, tries) => {
        const changed: Policies = { ...policies, prices: changedPrices(change) };
        const policiesAt = (at: Instant): Policies => (at < change.at ? policies : changed);
        const life = new Life(team, product, policiesAt, change.at);
        tries.forEach((attempt) => life.attempt(attempt));
        life.renew();
        const { interval, periodStart: anchor, seats, currency } = team.billing;
        const priceAt = (at: Instant, edition: 'essentials' | 'enhanced'): number =>
          policiesAt(at).prices.perSeat[product]?.[edition]?.[currency]?.[interval] ?? NaN;
        const pricesAt = (at: string) => ({ essentials: priceAt(at, 'essentials'), enhanced: priceAt(at, 'enhanced') });
        expect(life.charged).toEqual(
          oracleCharges({ timeZone: team.timeZone, interval, anchor, seats, pricesAt }, life.deeds, life.now),
        );
      }),
      { numRuns: 250 },
    );
  });
});
