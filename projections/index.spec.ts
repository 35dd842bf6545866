import fc from 'fast-check';
import { definitionOf, EVENT_TYPES, type EventDefinition } from '@ledgerdesk/events';
import { isList, isRecord, type Projection, type RecordedEvent } from '@ledgerdesk/kernel';
import { columnValues, type RowReader } from '@ledgerdesk/read-store';
import { liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerLike, readerOf, rowsOf } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture, recordedEvents } from '../test/support/recorded-events.js';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { PROJECTIONS, queriesWith } from './index.js';

describe('the projections', () => {
  it('have unique names', () => {
    expect(new Set(PROJECTIONS.map(({ name }) => name)).size).toBe(PROJECTIONS.length);
  });

  it('include that of every folder with a definition', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    expect(PROJECTIONS).toHaveLength(files.filter((file) => basename(file) === 'definition.ts').length);
  });

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s handles only events of the catalogue, each once',
    (_, { handles }) => {
      expect(EVENT_TYPES).toEqual(expect.arrayContaining([...handles]));
      expect(new Set(handles).size).toBe(handles.length);
    },
  );

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    '%s indexes only its own columns and the key',
    (_, { table }) => {
      expect([...Object.keys(table.columns), 'key']).toEqual(expect.arrayContaining(table.indexes.flat()));
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

const MARK = 'personal text';

/** The value with every text in it replaced by `MARK`. */
const marked = (value: unknown): unknown => {
  if (typeof value === 'string') return MARK;
  if (isList(value)) return value.map(marked);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, marked(inner)]));
};

/** The sample of an event with `MARK` in its personal fields. */
const withMarks = ({ type, sample, personal }: EventDefinition): EventFixture => {
  const fields = Object.entries(sample).map(([field, value]): [string, unknown] => [
    field,
    personal.includes(field) ? marked(value) : value,
  ]);
  return { event: { type, data: Object.fromEntries(fields) }, occurredAt: undefined };
};

describe('fields with personal text', () => {
  const definitions = EVENT_TYPES.flatMap((type) => definitionOf(type) ?? []);
  const log = recordedEvents(...definitions.map(withMarks));

  /** The fields with personal text of all rows that the events may give, whatever came before each of them. */
  const foundIn = (projection: Projection): ReadonlySet<string> => {
    const rows = [undefined, ...rowsOf(projection, log).values()];
    const handled = log.filter(({ type }) => projection.handles.includes(type));
    const changed = handled.flatMap((event) =>
      projection.keysOf(event).flatMap((key) => rows.map((row) => projection.evolve(key, row, event) ?? {})),
    );
    const fields = changed.flatMap((row) => Object.entries(row));
    return new Set(fields.filter(([, value]) => JSON.stringify(value).includes(MARK)).map(([field]) => field));
  };

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))('of %s are declared', (_, one) => {
    expect([...foundIn(one)].sort()).toEqual([...(one.table.personal ?? [])].sort());
  });
});

/** The events with empty personal fields: as they are decoded once the key is destroyed. */
const withoutKey = (log: readonly RecordedEvent[]): RecordedEvent[] =>
  log.map((event) => {
    const personal = definitionOf(event.type)?.personal ?? [];
    const fields = Object.entries(event.data).map(([field, value]: [string, unknown]): [string, unknown] => [
      field,
      personal.includes(field) ? emptied(value) : value,
    ]);
    return { ...event, data: Object.fromEntries(fields) };
  });

const emptied = (value: unknown): unknown => (isList(value) ? [] : typeof value === 'string' ? '' : value);

const ERASING = [
  'MemberErased',
  'AgentErased',
  'AccountManagerErased',
  'TicketErased',
  'ChatErased',
  'CallbackErased',
  'AddOnInquiryErased',
] as const;

/** What the erasure of each requester of a log records, after it. */
const erasuresAfter = (log: readonly RecordedEvent[]): readonly RecordedEvent[] => {
  const ended = log.flatMap(({ type, data }) => {
    if (type === 'TicketOpened') return [{ type: 'TicketErased', data }];
    if (type === 'ChatStarted') return [{ type: 'ChatErased', data }];
    return type === 'CallbackRequested' ? [{ type: 'CallbackErased', data }] : [];
  });
  const recorded = recordedEvents(...ended.map((event) => ({ event, occurredAt: undefined })));
  return recorded.map((event) => ({
    ...event,
    revision: log.length + event.revision,
    position: String(log.length + Number(event.position)),
  }));
};

describe('the rows of erased people', () => {
  const definitions = EVENT_TYPES.flatMap((type) => definitionOf(type) ?? []);
  const samples = definitions.filter(({ type }) => !ERASING.some((erasing) => erasing === type));
  const log = recordedEvents(...samples.map(withMarks), ...ERASING.map((type) => anEvent(type)));

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    'of %s contain no personal text, and are those that a rebuild gives once the key is destroyed',
    (_, projection) => {
      const rows = rowsOf(projection, log);
      expect(JSON.stringify([...rows])).not.toContain(MARK);
      expect(rows).toEqual(rowsOf(projection, withoutKey(log)));
    },
  );

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    'of %s are equal with and without the key, after any history',
    (_, projection) => {
      fc.assert(
        fc.property(fc.oneof(ticketHistories, liveHistories), (history) => {
          const erased = erasuresAfter(history);
          expect(rowsOf(projection, [...history, ...erased])).toEqual(
            rowsOf(projection, [...withoutKey(history), ...erased]),
          );
        }),
      );
    },
  );
});

/** Contains the rows of each projection; rejects to load them all. */
const withoutLoading = (reader: RowReader): RowReader =>
  readerLike(reader, {
    find: (projection, { limit, ...query } = {}) =>
      limit === undefined
        ? Promise.reject(new Error(`All rows of ${projection} were loaded.`))
        : reader.find(projection, { ...query, limit }),
  });

describe('the named queries', () => {
  const REPORTS = queriesWith(new TemporalTimeZones()).filter(({ question }) => question?.kind === 'report');

  it.each(REPORTS.map(({ name }) => name))(
    '%s runs beside requests and adds up rows without loading them all',
    async (name) => {
      const query = queriesWith(new TemporalTimeZones()).find((candidate) => candidate.name === name);
      expect(query?.readsManyRows).toBe(true);
      const [log = []] = fc.sample(ticketHistories, 1);
      const at = '2027-06-01T00:00:00.000Z';
      for (const params of [{}, { team: 'acme' }, { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }])
        expect(await query?.run(withoutLoading(readerOf(PROJECTIONS, log)), { ...params, at })).toMatchObject({
          items: expect.any(Array) as unknown,
        });
    },
  );

  it('have unique names', () => {
    const queries = queriesWith(new TemporalTimeZones());
    expect(queries.map(({ name }) => name)).toEqual(expect.arrayContaining(['hub-dashboard', 'charge-report']));
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
  });
});
