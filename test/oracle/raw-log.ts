/** An event as `ledgerdesk export` writes it: all that the recount knows of the log. */
export interface RawEvent {
  readonly type: string;
  readonly stream: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A field that must be text. */
export const textIn = ({ type, data }: RawEvent, field: string): string => {
  const value = data[field];
  if (typeof value !== 'string') throw new Error(`${type} has no ${field}.`);
  return value;
};
