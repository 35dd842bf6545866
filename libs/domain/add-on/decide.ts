import type { AddOnEvent, AddOnPurchased, Edition, EditionChanged } from '@ledgerdesk/events';
import { type Decider, type Decision, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { billingAt } from '../team/billing-terms.js';
import { billingRefusal, selfServiceRefusal } from './buyer.js';
import { charge } from './charge.js';
import type { AddOnCommand, ChangeEdition, ChargeSeats, PurchaseAddOn, RenewAddOn } from './commands.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Quote, quotedChange, quotedRenewal } from './quote.js';
import { scheduleRemoval } from './removal.js';
import { dueRenewals, renewed } from './renewal.js';
import { type AddOn, evolve, isActive } from './state.js';

type Confirmation = PurchaseAddOn | ChangeEdition;
/** What the engine sends: it records what is due. */
type EngineCommand = RenewAddOn | ChargeSeats;

const outdated = (): Refusal =>
  refuse(
    'conflict',
    'quote-outdated',
    'Prices, seats, the add-on or the billing period have changed since this quote. Request a new quote.',
    { rule: 'P8' },
  );

/** True if a quote is for the billing period that contains `at`, by the team's interval and zone of now. */
const isSamePeriod = ({ quote, at }: Confirmation, { policies, team }: AddOnFacts): boolean => {
  const { period, endsAt } = periodAt(team, at, policies);
  const { interval } = billingAt(team, quote.change === 'downgrade' ? endsAt : at);
  return endsAt === quote.periodEndsAt && period.from === quote.period.from && interval === quote.interval;
};

/** P8: a quote is valid until it expires or its prices, seats or billing period change, or those of the renewal. */
const stale = (confirmation: Confirmation, addOn: AddOn | undefined, facts: AddOnFacts): Refusal | undefined => {
  const { quote, at } = confirmation;
  const { policies, team } = facts;
  if (at >= quote.expiresAt)
    return refuse('conflict', 'quote-expired', 'This quote has expired. Request a new quote.', { rule: 'P8' });
  const same =
    quote.priceVersion === policies.prices.version &&
    quote.seats === billingAt(team, at).seats &&
    isSamePeriod(confirmation, facts) &&
    quote.renewalAmount.minor === quotedRenewal(quote, quote.periodEndsAt, facts).minor &&
    quote.replaces?.minor === (quote.change === 'upgrade' ? addOn?.unitPrice?.minor : undefined);
  return same ? undefined : outdated();
};

const purchased = (
  { id, teamId, product, edition, seats, period, periodEndsAt }: Quote,
  inquiry: string | null,
): AddOnPurchased => ({
  type: 'AddOnPurchased',
  data: { teamId, product, edition, quote: id, inquiry, seats, period, periodEndsAt, renewsAt: periodEndsAt },
});

const editionChange = (
  { id, teamId, product, edition, effectiveAt }: Quote,
  from: Edition,
  inquiry: string | null,
): EditionChanged['data'] => ({ teamId, product, from, to: edition, quote: id, effectiveAt, inquiry });

const confirmed = ({ quote, at, inquiryId }: Confirmation, addOn: AddOn | undefined): readonly AddOnEvent[] => {
  const inquiry = inquiryId ?? null;
  const { id: chargeId, teamId, product, change: reason, priceVersion, agreedBy } = quote;
  const from = addOn?.edition ?? quote.edition;
  if (reason === 'downgrade') {
    const agreed = agreedBy === null ? null : { unitPrice: quote.unitPrice, by: agreedBy };
    return [{ type: 'EditionChangeScheduled', data: { ...editionChange(quote, from, inquiry), agreed } }];
  }
  const begun: AddOnEvent =
    reason === 'purchase'
      ? purchased(quote, inquiry)
      : { type: 'EditionChanged', data: editionChange({ ...quote, effectiveAt: at }, from, inquiry) };
  return [begun, charge({ teamId, product, chargeId, reason, effectiveAt: at, priceVersion, agreedBy }, quote)];
};

/** P3: sales can complete only the team's own inquiries that were not closed. */
const unknownInquiry = ({ inquiryId }: Confirmation, { team }: AddOnFacts): Refusal | undefined => {
  if (inquiryId === undefined) return undefined;
  const inquiry = team.inquiries.find((one) => one.inquiryId === inquiryId);
  if (!inquiry)
    return refuse('invalid', 'unknown-inquiry', 'Inquiry not found. Use the ID of an inquiry of this team.', {
      rule: 'P3',
    });
  return inquiry.closed
    ? refuse('conflict', 'inquiry-closed', 'This inquiry was closed. Confirm the quote without it.', { rule: 'P3' })
    : undefined;
};

const confirm = (command: Confirmation, addOn: AddOn | undefined, facts: AddOnFacts): Decision<AddOnEvent> => {
  const { quote, at } = command;
  if (addOn?.confirmed.includes(quote.id)) return [];
  const change = quotedChange(quote.edition, addOn, at, facts);
  if (isRefusal(change)) return change;
  return (
    stale(command, addOn, facts) ??
    unknownInquiry(command, facts) ??
    (change === quote.change ? confirmed(command, addOn) : outdated())
  );
};

/** Withdrawals in one billing period, by who asks for them. */
const MAX_WITHDRAWALS: Readonly<Record<AddOnFacts['buyer']['kind'], number>> = {
  member: 20,
  sales: 200,
  engine: Infinity,
};

/** P12: withdrawing costs nothing, so it is limited: nobody fills the stream that later purchases need. */
const tooManyWithdrawals = ({ withdrawals }: AddOn, { kind }: AddOnFacts['buyer']): Refusal | undefined =>
  withdrawals < MAX_WITHDRAWALS[kind]
    ? undefined
    : refuse(
        'conflict',
        'too-many-withdrawals',
        `Removals and changes of this add-on were withdrawn ${withdrawals} times in this billing period. ` +
          'Contact sales to withdraw another.',
        { rule: 'P12' },
      );

const changed = (
  command: Exclude<AddOnCommand, Confirmation | EngineCommand>,
  addOn: AddOn,
  { team, buyer, policies }: AddOnFacts,
): Decision<AddOnEvent> => {
  const { teamId, product, removalEffectiveAt, scheduledEdition } = addOn;
  const refusal = selfServiceRefusal(buyer, team, addOn.edition, policies);
  if (refusal) return refusal;
  switch (command.type) {
    case 'KeepAddOn':
      if (removalEffectiveAt === null) return [];
      return tooManyWithdrawals(addOn, buyer) ?? [{ type: 'AddOnRemovalWithdrawn', data: { teamId, product } }];
    case 'KeepEdition':
      if (scheduledEdition === null) return [];
      return tooManyWithdrawals(addOn, buyer) ?? [{ type: 'EditionChangeWithdrawn', data: { teamId, product } }];
    case 'RemoveAddOn':
      return scheduleRemoval(command, addOn);
  }
};

const decided = (
  command: Exclude<AddOnCommand, EngineCommand>,
  addOn: AddOn | undefined,
  facts: AddOnFacts,
): Decision<AddOnEvent> => {
  const refusal = billingRefusal(facts.buyer, facts.policies);
  if (refusal) return refusal;
  if (command.type === 'PurchaseAddOn' || command.type === 'ChangeEdition') return confirm(command, addOn, facts);
  if (!isActive(addOn, command.at))
    return refuse('not-found', 'add-on-not-active', 'The team has no active add-on for this product.', { rule: 'P7' });
  return changed(command, addOn, facts);
};

/** Applies what is due before each command, so the outcome does not depend on when the engine records it. */
export const addOnDecider: Decider<AddOnCommand, AddOnEvent, AddOn | undefined, AddOnFacts> = {
  initial: undefined,
  evolve,
  decide: (command, addOn, facts) => {
    const due = dueRenewals(addOn, command.at, facts);
    if (command.type === 'RenewAddOn' || command.type === 'ChargeSeats') return due;
    const decision = decided(command, renewed(addOn, command.at, facts), facts);
    return isRefusal(decision) || decision.length === 0 ? decision : [...due, ...decision];
  },
};
