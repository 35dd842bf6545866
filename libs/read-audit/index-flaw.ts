import { isRecord } from '@ledgerdesk/kernel';
import type { IndexedRead } from './port.js';
import { type ReadRecord, rowOf } from './record.js';

const recordIn = (text: string): ReadRecord | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? (value as unknown as ReadRecord) : undefined;
  } catch {
    return undefined;
  }
};

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);

/** What in the columns and items that queries find a record by is not as its text says; undefined if all is. */
export const indexFlaw = (text: string | undefined, indexed: IndexedRead | undefined): string | undefined => {
  if (text === undefined) return indexed && 'Queries find a record here that is gone.';
  const record = recordIn(text);
  if (!record) return undefined;
  const { at, caller, route, shown } = rowOf(record);
  if (!indexed) return 'No query finds it.';
  const columns = { at, caller, route };
  const wrong = (['at', 'caller', 'route'] as const).filter((name) => columns[name] !== indexed[name]);
  const isShown = isSame(shown.toSorted(), indexed.shown.toSorted());
  const names = [...wrong, ...(isShown ? [] : ['subjects and resources'])];
  return names.length === 0 ? undefined : `Queries find it by another value of ${names.join(', ')}.`;
};
