import { isRecord } from '@ledgerdesk/kernel';

/** The value at the end of a path of fields; undefined if there is none. */
export const fieldAt = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    data,
  );
