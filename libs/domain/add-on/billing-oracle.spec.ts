import { oracleCharges, type OracleDeed } from '../../../test/oracle/charges.js';
import { aTeam } from '../../../test/cast.js';
import { rules } from '../../../test/rules.js';
import { EDITIONS, type AddOnEvent } from '@ledgerdesk/events';
import { type Instant, instantOf, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { AddOnCommand } from './commands.js';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { quoteAddOn } from './quote.js';
import type { AddOn } from './state.js';

const HOUR = 3_600_000;
const START = Date.parse('2027-01-01T00:00:00.000Z');

const teams = fc.record({
  timeZone: fc.constantFrom('Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Apia', 'Asia/Kathmandu', 'Etc/UTC', 'America/Sao_Paulo', 'Europe/London'),
  interval: fc.constantFrom('month' as const, 'year' as const),
  periodStart: fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-01', '2026-11-30', '2027-01-15'),
  currency: fc.constantFrom('JPY', 'USD'),
  seats: fc.integer({ min: 1, max: 500 }),
}).map(({ timeZone, ...billing }) => aTeam({ timeZone, billing }));

/** Something tried after a while: minutes, days or months. */
const attempts = fc.array(fc.record({
  hours: fc.oneof(fc.nat(2), fc.nat(40), fc.nat(24 * 45), fc.nat(24 * 400)),
  tried: fc.constantFrom('ask-and-confirm', 'ask-and-confirm', 'RemoveAddOn', 'KeepAddOn', 'KeepEdition', 'RenewAddOn'),
  edition: fc.constantFrom(...EDITIONS),
}), { minLength: 1, maxLength: 14 });

type Attempt = typeof attempts extends fc.Arbitrary<readonly (infer A)[]> ? A : never;

const commandOf = ({ tried, edition }: Attempt, id: string, at: Instant, addOn: AddOn | undefined, facts: AddOnFacts): AddOnCommand | undefined => {
  if (tried === 'RenewAddOn') return { type: tried, at, dueAt: at };
  if (tried !== 'ask-and-confirm') return { type: tried as 'RemoveAddOn', at };
  const quote = quoteAddOn({ id, product: 'dropbox', edition, at }, addOn, facts);
  if (isRefusal(quote)) return undefined;
  return { type: quote.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition', quote, at };
};

const DEEDS: Partial<Record<AddOnEvent['type'], OracleDeed['deed']>> = {
  AddOnPurchased: 'buy', EditionChangeScheduled: 'downgrade', EditionChangeWithdrawn: 'keep-edition', AddOnRemovalScheduled: 'remove', AddOnRemovalWithdrawn: 'keep',
};

/** What the caller did by a command, as the last of its events tells; renewals are nobody's deed. */
const deedIn = (events: readonly AddOnEvent[], command: AddOnCommand): OracleDeed | undefined => {
  if (command.type === 'RenewAddOn' || events.length === 0) return undefined;
  const done = events.findLast(({ type }) => type !== 'ChargeIssued');
  const deed = done?.type === 'EditionChanged' ? 'upgrade' : done && DEEDS[done.type];
  if (!deed) return undefined;
  return { at: command.at, deed, ...('quote' in command ? { edition: command.quote.edition } : {}) };
};

describe('what is charged', () => {
  it('P9 P10 P11 P12 P14 comes to what a reckoning by the day says, whatever a team does and whenever it is recorded', () => {
    fc.assert(fc.property(teams, attempts, (team, tries) => {
      const facts: AddOnFacts = { rules, rulesAt: () => rules, team, buyer: { kind: 'sales' } };
      const deeds: OracleDeed[] = [];
      const charged: bigint[] = [];
      let addOn: AddOn | undefined;
      let now = START;
      const run = (command: AddOnCommand): void => {
        const decision = addOnDecider.decide(command, addOn, facts);
        if (isRefusal(decision)) return;
        for (const event of decision) {
          addOn = addOnDecider.evolve(addOn, event, command.at);
          if (event.type === 'ChargeIssued') charged.push(BigInt(event.data.amount.minor));
        }
        const deed = deedIn(decision, command);
        if (deed) deeds.push(deed);
      };
      tries.forEach((attempt, index) => {
        now += attempt.hours * HOUR;
        const command = commandOf(attempt, `q-${index}`, instantOf(now), addOn, facts);
        if (command) run(command);
      });
      run({ type: 'RenewAddOn', at: instantOf(now), dueAt: instantOf(now) });
      const { interval, periodStart: anchor, seats, currency } = team.billing;
      const priceOf = (edition: 'essentials' | 'enhanced'): number => rules.prices.perSeat['dropbox']?.[edition]?.[currency]?.[interval] ?? NaN;
      const prices = { essentials: priceOf('essentials'), enhanced: priceOf('enhanced') };
      expect(charged).toEqual(oracleCharges({ timeZone: team.timeZone, interval, anchor, seats, prices }, deeds, instantOf(now)).map(({ amount }) => amount));
    }), { numRuns: 300 });
  });
});
