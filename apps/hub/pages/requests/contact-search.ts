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

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The steps in an address. What cannot be is left out. */
export const contactSearchOf = (search: Readonly<Record<string, unknown>>): ContactSearch => {
  const product = text(search['product']);
  const channel = CHANNELS.find((one) => one === search['channel']);
  const followUpOf = text(search['followUpOf']);
  return {
    ...(product === undefined ? {} : { product }),
    ...(channel === undefined ? {} : { channel }),
    ...(followUpOf === undefined ? {} : { followUpOf }),
  };
};
