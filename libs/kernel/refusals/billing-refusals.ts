import type { RefusalDeclaration } from './declaration.js';

/** Refusals of add-ons, quotes, removals and inquiries to sales. */
export const BILLING_REFUSALS = {
  'add-on-active': {
    reason: 'conflict',
    cause: 'The team has this edition of the add-on already.',
    remedy: 'Request a quote for another edition, or change nothing.',
  },
  'add-on-not-active': {
    reason: 'not-found',
    cause: 'The team has no active add-on for the product.',
    remedy: 'Use a product with an active add-on of `GET /v1/teams/{teamId}/add-ons`.',
  },
  'agreed-price-required': {
    reason: 'conflict',
    cause: 'No price is listed for the add-on, so that sales has to agree on one with the team.',
    remedy: 'Send the price that was agreed as `agreedUnitPrice`.',
  },
  'agreed-price-sales-only': {
    reason: 'forbidden',
    cause: 'A caller other than sales sent an agreed price.',
    remedy: 'Omit `agreedUnitPrice`, or send an inquiry to sales.',
  },
  'as-of-past': {
    reason: 'conflict',
    cause: 'The list was read as of an earlier moment, at which nothing can be bought or removed any more.',
    remedy: 'Omit `asOf` to see what the caller can do now.',
  },
  'billing-role-required': {
    reason: 'forbidden',
    cause: 'The member has none of the roles that may buy and remove add-ons.',
    remedy: 'Ask a member with one of the roles that `detail` names.',
  },
  'edition-change-scheduled': {
    reason: 'conflict',
    cause: 'A change of edition is scheduled for the next renewal.',
    remedy: 'Withdraw that change first.',
  },
  'inquiries-open': {
    reason: 'conflict',
    cause: 'Sales has not answered earlier inquiries of the member yet.',
    remedy: 'Wait for an answer, or contact the account manager.',
  },
  'inquiry-closed': {
    reason: 'conflict',
    cause: 'The inquiry in `inquiryId` was closed without a sale.',
    remedy: 'Confirm the quote without `inquiryId`.',
  },
  'inquiry-completed': {
    reason: 'conflict',
    cause: 'A purchase has completed the inquiry.',
    remedy: 'None: the inquiry is done.',
  },
  'inquiry-not-found': {
    reason: 'not-found',
    cause: 'The team has no such inquiry.',
    remedy: 'Use an id of `GET /v1/add-on-inquiries`.',
  },
  'no-price': {
    reason: 'conflict',
    cause: 'No price is listed for the add-on in the currency and interval of the team.',
    remedy: 'Send an inquiry to sales.',
  },
  'no-renewal-price': {
    reason: 'conflict',
    cause: 'No price is listed for an add-on of the team in the new billing interval.',
    remedy: 'Keep the billing interval, or remove the add-on first.',
  },
  'price-listed': {
    reason: 'conflict',
    cause: 'Sales sent an agreed price, but a price is listed for the add-on.',
    remedy: 'Request the quote without `agreedUnitPrice`.',
  },
  'quote-expired': {
    reason: 'conflict',
    cause: 'The quote is older than its `expiresAt`.',
    remedy: 'Request a new quote and confirm that one.',
  },
  'quote-invalid': {
    reason: 'invalid',
    cause: 'The `quoteId` is malformed, or is for another team or product.',
    remedy: 'Send the `quoteId` of a quote of this team unchanged.',
  },
  'quote-outdated': {
    reason: 'conflict',
    cause: 'Prices, seats, the add-on or the billing period have changed since the quote.',
    remedy: 'Request a new quote and show it to the buyer again.',
  },
  'removal-preview-invalid': {
    reason: 'invalid',
    cause: 'The `previewId` is malformed, or is for another team or product.',
    remedy: 'Send the `previewId` of a preview of this removal unchanged.',
  },
  'removal-preview-outdated': {
    reason: 'conflict',
    cause: 'The preview has expired, or the add-on has changed since.',
    remedy: 'Request a new preview and confirm that one.',
  },
  'removal-scheduled': {
    reason: 'conflict',
    cause: 'The removal of the add-on is scheduled for its next renewal.',
    remedy: 'Withdraw the removal first.',
  },
  'sales-only-edition': {
    reason: 'forbidden',
    cause: 'The edition is bought and removed through sales.',
    remedy: 'Send an inquiry: `POST /v1/teams/{teamId}/add-on-inquiries`.',
  },
  'sales-only-team': {
    reason: 'forbidden',
    cause: 'The team buys and removes add-ons through sales.',
    remedy: 'Send an inquiry, or contact the account manager.',
  },
  'seats-unchanged': {
    reason: 'conflict',
    cause: 'The team already has this number of seats.',
    remedy: 'Quote another number, or withdraw a scheduled reduction.',
  },
  'team-has-add-on': {
    reason: 'conflict',
    cause: 'Seats are to change while the team has an add-on, which is charged by them.',
    remedy: 'Request a quote: `POST /v1/teams/{teamId}/seat-changes/quotes`, and confirm it.',
  },
  'team-without-add-on': {
    reason: 'conflict',
    cause: 'A change of seats was quoted or withdrawn for a team without an active add-on.',
    remedy: 'Let operators change the seats: `PATCH /v1/teams/{teamId}`.',
  },
  'too-many-seat-changes': {
    reason: 'conflict',
    cause: 'The seats of the team were changed too often in this billing period.',
    remedy: 'Contact sales, or wait for the next billing period.',
  },
  'too-many-withdrawals': {
    reason: 'conflict',
    cause: 'Removals and changes of the add-on were withdrawn too often in this billing period.',
    remedy: 'Contact sales, or wait for the next billing period.',
  },
  'unknown-add-on': {
    reason: 'invalid',
    cause: 'The product has no add-on, or is not in the taxonomy.',
    remedy: 'Use a product of `GET /v1/teams/{teamId}/add-ons`.',
  },
  'unknown-inquiry': {
    reason: 'invalid',
    cause: '`inquiryId` is not the id of an inquiry of the team.',
    remedy: 'Use an id of `GET /v1/add-on-inquiries`, or omit the field.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
