import { isInGroup, type Projection, type RecordedEvent, type Row } from '@ledgerdesk/kernel';

/** Returns the rows of a projection after events. Rows are frozen, so an `evolve` that mutates one throws. */
export const rowsOf = (projection: Projection, events: readonly RecordedEvent[]): Map<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events.filter(({ type }) => projection.handles.includes(type))) {
    const group = projection.groupOf?.(event);
    const grouped = group === undefined ? [] : [...rows.keys()].filter((key) => isInGroup(key, group));
    for (const key of new Set([...projection.keysOf(event), ...grouped])) {
      const row = projection.evolve(key, rows.get(key), event);
      if (row) rows.set(key, frozen(row));
      else rows.delete(key);
    }
  }
  return rows;
};

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
