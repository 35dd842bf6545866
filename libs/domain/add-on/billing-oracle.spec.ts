import { oracleCharges, type OracleCharge, type OracleAction } from '../../../test/oracle/charges.js';
import { aTeam } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import {
  type AddOnEvent,
  BILLING_INTERVALS,
  type BillingInterval,
  type ChargeIssued,
  type Edition,
  EDITIONS,
  type TeamEvent,
} from '@ledgerdesk/events';
import { addMillis, type Instant, isRefusal, later, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { Policies } from '../policies.js';
import type { TeamCommand } from '../team/commands.js';
import { teamDecider } from '../team/decide.js';
import type { TeamFacts } from '../team/facts.js';
import { quoteSeats, type SeatQuote } from '../team/seat-quote.js';
import type { Team } from '../team/state.js';
import type { AddOnCommand } from './commands.js';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Quote, quoteAddOn } from './quote.js';
import type { AddOn } from './state.js';
import { runs } from '../../../test/support/runs.js';

const YEAR_MINUTES = 366 * 24 * 60;
const START = '2027-01-01T00:00:00.000Z';
const after = (at: Instant, minutes: number): Instant => addMillis(at, minutes * MINUTE);

/** Zones far east and west, with half-hour offsets, with skipped midnights (Cairo, Beirut), and without DST. */
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

/** Price lists, also with a cheaper higher edition, that replace the shipped one at some instant. */
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

/** Attempts after minutes, days or months, or near the end of a billing period or price list. */
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
      'quote',
      'confirm',
      'confirm',
      'quote-and-confirm',
      'quote-and-confirm',
      'RemoveAddOn',
      'KeepAddOn',
      'KeepEdition',
      'RenewAddOn',
      'ChargeSeats',
      'quote-seats',
      'confirm-seats',
      'change-seats',
      'change-seats',
      'KeepSeats',
      'interval',
      'zone',
    ),
    edition: fc.constantFrom(...EDITIONS),
    seats: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(999_999, 1_000_000)),
    interval: fc.constantFrom(...BILLING_INTERVALS),
    zone: fc.constantFrom(...ZONES),
  }),
  { minLength: 1, maxLength: 20, size: 'max' },
);
type Attempt = typeof attempts extends fc.Arbitrary<readonly (infer A)[]> ? A : never;

const isForAddOn = (tried: Attempt['tried']) =>
  tried === 'RemoveAddOn' || tried === 'KeepAddOn' || tried === 'KeepEdition' || tried === 'ChargeSeats';

const ACTION_KINDS: Partial<Record<AddOnEvent['type'], OracleAction['kind']>> = {
  AddOnPurchased: 'buy',
  EditionChangeScheduled: 'downgrade',
  EditionChangeWithdrawn: 'keep-edition',
  AddOnRemovalScheduled: 'remove',
  AddOnRemovalWithdrawn: 'keep',
};

/** The action that an event of a team is for the calculation. */
const actionOf = (event: TeamEvent): Omit<OracleAction, 'at'> | undefined => {
  switch (event.type) {
    case 'TeamSeatsChanged':
      return { kind: 'seats', seats: event.data.seats };
    case 'SeatChangeConfirmed':
      return { kind: 'seats', seats: event.data.to, later: event.data.to < event.data.from };
    case 'SeatReductionWithdrawn':
      return { kind: 'keep-seats' };
    case 'BillingIntervalChanged':
      return { kind: 'interval', interval: event.data.interval, later: event.data.billedFrom !== null };
    case 'TeamTimeZoneChanged':
      return { kind: 'zone', zone: event.data.timeZone, later: event.data.billedFrom !== null };
    default:
      return undefined;
  }
};

const chargeIn = ({ data: { amount, reason, edition, effectiveAt } }: ChargeIssued): OracleCharge => ({
  amount: BigInt(amount.minor),
  reason,
  edition,
  at: effectiveAt ?? '',
});

/** Applies attempts to one team and its add-on; collects the charges, and the actions that caused them. */
class AddOnHistory {
  readonly actions: OracleAction[] = [];
  readonly charged: OracleCharge[] = [];
  private readonly quotedAt = new Map<string, Instant>();
  private last: Quote | undefined;
  private lastSeats: SeatQuote | undefined;
  private addOn: AddOn | undefined;
  now: Instant = START;

  constructor(
    private team: Team,
    private readonly product: string,
    private readonly policiesAt: (at: Instant) => Policies,
    private readonly pricesEnd: Instant,
  ) {}

  attempt(attempt: Attempt): void {
    const { minutes, near, tried, edition } = attempt;
    const ends = { period: periodAt(this.team, this.now, policies).endsAt, prices: this.pricesEnd };
    this.now = later(this.now, near ? after(ends[near.end], near.minutes) : after(this.now, minutes));
    if (tried === 'quote' || tried === 'quote-and-confirm') this.quote(edition);
    if (tried === 'confirm' || tried === 'quote-and-confirm') this.confirm();
    else if (tried === 'RenewAddOn') this.renew();
    else if (isForAddOn(tried)) this.run({ type: tried, at: this.now });
    this.changeTeam(attempt);
  }

  private changeTeam({ tried, seats, interval, zone }: Attempt): void {
    const change = { type: 'ChangeTeam', teamId: this.team.teamId, at: this.now } as const;
    if (tried === 'interval') this.runOnTeam({ ...change, interval });
    if (tried === 'zone') this.runOnTeam({ ...change, timeZone: zone });
    if (tried === 'KeepSeats') this.runOnTeam({ type: 'KeepSeats', memberId: null, at: this.now });
    if (tried === 'quote-seats' || tried === 'change-seats') this.quoteSeats(seats);
    if (tried === 'confirm-seats' || tried === 'change-seats') this.confirmSeats();
    // Without an add-on, operators change seats.
    if (tried === 'change-seats') this.runOnTeam({ ...change, seats });
  }

  private quoteSeats(seats: number): void {
    const request = { id: `q-${this.quotedAt.size}`, seats, at: this.now };
    const quote = quoteSeats(request, this.team, { kind: 'sales' }, this.teamFacts);
    if (isRefusal(quote)) return;
    this.lastSeats = quote;
    this.quotedAt.set(quote.id, this.now);
  }

  private confirmSeats(): void {
    if (this.lastSeats) this.runOnTeam({ type: 'ChangeSeats', quote: this.lastSeats, memberId: null, at: this.now });
  }

  private get teamFacts(): TeamFacts {
    return { policies: this.policiesAt(this.now), policiesAt: this.policiesAt, addOns: [this.addOn] };
  }

  private runOnTeam(command: TeamCommand): void {
    const decision = teamDecider.decide(command, this.team, this.teamFacts);
    if (isRefusal(decision)) return;
    const quotedAt = command.type === 'ChangeSeats' ? this.quotedAt.get(command.quote.id) : undefined;
    for (const event of decision) {
      this.team = teamDecider.evolve(this.team, event, command.at) ?? this.team;
      const action = actionOf(event);
      if (action) this.actions.push({ at: command.at, ...(quotedAt !== undefined && { quotedAt }), ...action });
    }
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

  private quote(edition: Attempt['edition']): void {
    const quote = quoteAddOn(
      { id: `q-${this.quotedAt.size}`, product: this.product, edition, at: this.now },
      this.addOn,
      this.facts,
    );
    if (isRefusal(quote)) return;
    this.last = quote;
    this.quotedAt.set(quote.id, this.now);
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
    this.recordAction(decision, command);
  }

  /** Records the action of a command, derived from its last event. Renewals are not actions. */
  private recordAction(events: readonly AddOnEvent[], command: AddOnCommand): void {
    const done = events.findLast(({ type }) => type !== 'ChargeIssued');
    const kind = done?.type === 'EditionChanged' ? 'upgrade' : done && ACTION_KINDS[done.type];
    if (command.type === 'RenewAddOn' || command.type === 'ChargeSeats' || !kind) return;
    const quoted =
      'quote' in command
        ? { edition: command.quote.edition, quotedAt: this.quotedAt.get(command.quote.id) ?? command.at }
        : {};
    this.actions.push({ at: command.at, kind, ...quoted });
  }
}

describe('the charges of an add-on', () => {
  it('P8 P9 P10 P11 P12 P14 equal a day-by-day calculation, for any history, recording time and price change', () => {
    fc.assert(
      fc.property(teams, fc.constantFrom('dropbox', 'dash'), priceChanges, attempts, (team, product, change, tries) => {
        const changed: Policies = { ...policies, prices: changedPrices(change) };
        const policiesAt = (at: Instant): Policies => (at < change.at ? policies : changed);
        const history = new AddOnHistory(team, product, policiesAt, change.at);
        tries.forEach((attempt) => history.attempt(attempt));
        history.renew();
        const { interval, periodStart: anchor, seats, currency } = team.billing;
        const priceAt = (at: Instant, edition: Edition, of: BillingInterval): number =>
          policiesAt(at).prices.perSeat[product]?.[edition]?.[currency]?.[of] ?? NaN;
        const pricesAt = (at: string, of: BillingInterval) => ({
          essentials: priceAt(at, 'essentials', of),
          enhanced: priceAt(at, 'enhanced', of),
        });
        expect(history.charged).toEqual(
          oracleCharges({ timeZone: team.timeZone, interval, anchor, seats, pricesAt }, history.actions, history.now),
        );
      }),
      { numRuns: runs({ short: 60, long: 2_000 }) },
    );
  });
});
