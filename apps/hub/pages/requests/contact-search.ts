import { defined, oneOf, textOf } from '../../app/search-values.js';

/** Ways of contacting support. */
export const CHANNELS = ['request', 'chat', 'callback'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Progress of contacting support, kept in the address of the page. */
export interface ContactSearch {
  readonly product?: string;
  readonly channel?: Channel;
  /** Id of the ticket that a request follows up. */
  readonly followUpOf?: string;
}

/** The steps in an address. What cannot be is left out. */
export const contactSearchOf = (search: Readonly<Record<string, unknown>>): ContactSearch =>
  defined({
    product: textOf(search['product']),
    channel: oneOf(CHANNELS, search['channel']),
    followUpOf: textOf(search['followUpOf']),
  });
