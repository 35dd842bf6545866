/** An amount in minor units of its currency. */
export interface MinorAmount {
  readonly minor: number;
  readonly currency: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isAmount = (value: unknown): value is MinorAmount =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** The number of one entry of a list that a report counts, such as mails by reason. */
const countOf = (entry: unknown): number =>
  isRecord(entry) && typeof entry['mails'] === 'number' ? entry['mails'] : 0;

/** The number at a path such as `wallMinutes.median`, or the sum of a list; null if there is none. */
export const numberAt = (item: unknown, path: string): number | null => {
  const value = path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), item);
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + countOf(entry), 0);
  return typeof value === 'number' ? value : null;
};

/** The amounts at a path: one for each currency. A report without groups has one `amount` instead of `amounts`. */
export const amountsAt = (item: unknown, path: string): readonly MinorAmount[] => {
  if (Array.isArray(item)) return item.filter(isAmount);
  if (!isRecord(item)) return [];
  const value = item[path] ?? item['amount'];
  if (Array.isArray(value)) return value.filter(isAmount);
  return isAmount(value) ? [value] : [];
};
