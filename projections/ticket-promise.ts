import { type Edition, EDITIONS, type Entitlement } from '@ledgerdesk/events';

/** What a ticket is entitled to, as reports group by it. */
export type TicketPromise = {
  /** Of the entitlement; null if there is none. */
  readonly level: Entitlement['level'] | null;
  /** The edition of the team's add-on; null if the entitlement is that of a Champion, or there is none. */
  readonly edition: Edition | null;
};

/** The level and edition of an entitlement. */
export const promiseOf = (entitlement: Entitlement | null): TicketPromise => ({
  level: entitlement?.level ?? null,
  edition: EDITIONS.find((edition) => edition === entitlement?.level) ?? null,
});
