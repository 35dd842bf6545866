import { aMember, anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { eventsIn, assertDeciderLaws, runAttempts, waits } from '../../../test/support/command-sequences.js';
import { policies } from '../../../test/support/policies.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { EDITIONS } from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { type Quote, quoteAddOn } from './quote.js';
import type { AddOnCommand } from './commands.js';
import { ADD_ON_SAMPLES } from './samples.js';
import { type AddOn, isActive } from './state.js';

describe('any history of an add-on', () => {
  type Make = (state: AddOn | undefined, at: Instant) => AddOnCommand;
  const command = commandFrom(ADD_ON_SAMPLES);
  const quotes = new Map<string, Quote>();
  const bySales: AddOnFacts = { policies, policiesAt: () => policies, team: aTeam(), buyer: { kind: 'sales' } };
  /** Returns the quote with an ID, created on first use; undefined if the quote is refused. */
  const quoted = (id: string, at: Instant, edition: Quote['edition'], addOn: AddOn | undefined): Quote | undefined => {
    const quote = quotes.get(id) ?? quoteAddOn({ id, product: 'dropbox', edition, at }, addOn, bySales);
    if (isRefusal(quote)) return undefined;
    quotes.set(id, quote);
    return quote;
  };
  const facts: fc.Arbitrary<AddOnFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(aTeam(), aTeam({ accountManager: 'am-7' })),
    buyer: fc.constantFrom(
      { kind: 'sales' } as const,
      { kind: 'member', member: anAdmin() } as const,
      { kind: 'member', member: aMember() } as const,
    ),
  });
  const purchases = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...EDITIONS))
    .map(([number, edition]): Make => (addOn, at) => {
      const quote = quoted(`q-${number}`, at, edition, addOn);
      return quote
        ? command(quote.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition', at, { quote })
        : command('RenewAddOn', at, { dueAt: at });
    });
  const changes = fc.constantFrom('RemoveAddOn' as const, 'KeepAddOn' as const, 'KeepEdition' as const).map(
    (type): Make =>
      (_, at) =>
        command(type, at),
  );
  const months = fc.oneof(waits, fc.constant(1_000_000_000), fc.constant(2_678_400_000));
  const attempts = fc
    .array(fc.record({ wait: months, facts, command: fc.oneof(purchases, changes) }), { maxLength: 30, size: 'max' })
    .map((tries) => {
      quotes.clear();
      return tries;
    });

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(addOnDecider, attempts, ADD_ON_SAMPLES));

  it('P8 P9 P11 charges each quote at most once, and records no purchase while the add-on is active', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        quotes.clear();
        const turns = runAttempts(addOnDecider, tries);
        const charges = eventsIn(turns).flatMap(({ type, data }) => (type === 'ChargeIssued' ? [data.chargeId] : []));
        expect(new Set(charges).size).toBe(charges.length);
        for (const { before, command, decision } of turns) {
          if (isActive(before, command.at) && command.type === 'PurchaseAddOn' && !isRefusal(decision))
            expect(decision).toEqual([]);
        }
      }),
    ));

  const lives = fc.record({
    at: fc
      .date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    timeZone: fc.constantFrom(
      'Asia/Tokyo',
      'America/Los_Angeles',
      'America/New_York',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'Etc/UTC',
    ),
    interval: fc.constantFrom('month' as const, 'year' as const),
    periodStart: fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-01', '2030-12-31'),
    seats: fc.integer({ min: 1, max: 10_000 }),
  });

  it('P9 P8 has quotes from 0 to the full price of a period, each valid for at least an hour', () =>
    fc.assert(
      fc.property(lives, ({ at, timeZone, ...billing }) => {
        const quote = quoteAddOn({ id: 'q', product: 'dash', edition: 'enhanced', at }, undefined, {
          ...bySales,
          team: aTeam({ timeZone, billing: { ...BILLING, ...billing } }),
        });
        if (isRefusal(quote)) throw new Error(quote.message);
        expect(quote.remainingDays).toBeGreaterThanOrEqual(1);
        expect(quote.remainingDays).toBeLessThanOrEqual(quote.periodDays);
        expect(quote.amount.minor).toBeGreaterThanOrEqual(0);
        expect(quote.amount.minor).toBeLessThanOrEqual(quote.unitPrice.minor * quote.seats);
        expect(quote.periodEndsAt > at).toBe(true);
        expect(Date.parse(quote.expiresAt) - Date.parse(at)).toBeGreaterThanOrEqual(3_600_000);
      }),
    ));
});
