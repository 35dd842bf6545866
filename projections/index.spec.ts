import fc from 'fast-check';
import { EVENT_TYPES } from '@ledgerdesk/events';
import { columnValues } from '@ledgerdesk/read-store';
import { liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { rowsOf } from '../test/support/projected-rows.js';
import { readdirSync } from 'node:fs';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { PROJECTIONS, queriesWith } from './index.js';

describe('the projections', () => {
  it('have unique names', () => {
    expect(new Set(PROJECTIONS.map(({ name }) => name)).size).toBe(PROJECTIONS.length);
  });

  it('include one of every folder', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(PROJECTIONS).toHaveLength(folders.length);
  });

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s handles only events of the catalogue, each once',
    (_, { handles }) => {
      expect(EVENT_TYPES).toEqual(expect.arrayContaining([...handles]));
      expect(new Set(handles).size).toBe(handles.length);
    },
  );

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s indexes only its own columns',
    (_, { table }) => {
      expect(Object.keys(table.columns)).toEqual(expect.arrayContaining(table.indexes.flat()));
    },
  );

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s has rows that survive a JSON round trip and fit its table',
    (_, projection) => {
      fc.assert(
        fc.property(fc.oneof(ticketHistories, liveHistories), (log) => {
          for (const row of rowsOf(projection, log).values()) {
            expect(JSON.parse(JSON.stringify(row))).toStrictEqual(row);
            expect(() => columnValues(projection.table, row)).not.toThrow();
          }
        }),
      );
    },
  );
});

describe('the named queries', () => {
  it('have unique names', () => {
    const queries = queriesWith(new TemporalTimeZones());
    expect(queries.map(({ name }) => name)).toEqual(expect.arrayContaining(['hub-dashboard', 'charge-report']));
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
  });
});
