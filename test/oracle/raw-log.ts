/** An event as `ledgerdesk export` writes it. The only data of the log that the recount reads. */
export interface RawEvent {
  readonly type: string;
  readonly stream: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: {
    readonly provenance?: unknown;
    readonly actor?: { readonly kind: string };
  };
}

/** Returns a text field. Throws an error if it is missing or not text. */
export const textIn = ({ type, data }: RawEvent, field: string): string => {
  const value = data[field];
  if (typeof value !== 'string') throw new Error(`${type} has no ${field}.`);
  return value;
};
