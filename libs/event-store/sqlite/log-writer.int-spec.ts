import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { sample, samples } from '../contract/samples.js';
import type { EventToAppend, ExpectedRevision } from '../port.js';
import { valuesOf, type AppendRequest, type AppendOutcome } from './committer.js';
import { openForWriting } from './connection.js';
import { findProblems } from './integrity.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { ensureSchema } from './schema.js';
import { runs } from '../../../test/support/runs.js';
import { claimWriter } from './writer-record.js';

const PAGE_SIZE = 4_096;

const request = (stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): AppendRequest => [
  stream,
  expected,
  events.map(valuesOf),
];

/** A reference implementation: the log as a list of stream names and ids. */
class Model {
  readonly log: { readonly stream: string; readonly id: string }[] = [];

  append([stream, expected, events]: AppendRequest): AppendOutcome {
    const inStream = this.log.flatMap((event, index) =>
      event.stream === stream ? [{ id: event.id, position: index + 1 }] : [],
    );
    const actual = inStream.length - 1;
    const from = expected === 'no-stream' ? 0 : typeof expected === 'number' ? expected + 1 : undefined;
    if (expected === 'stream-exists' && actual < 0) return { kind: 'conflict', actual };
    if (from !== undefined && from > actual + 1) return { kind: 'conflict', actual };
    const found = events.map(([id], index) =>
      from === undefined
        ? inStream.findLastIndex((event) => event.id === id)
        : inStream.findIndex((event, revision) => revision === from + index && event.id === id),
    );
    const isNew = from === undefined ? found[0] === -1 : from === actual + 1;
    if (isNew) return this.write(stream, actual, events);
    const last = found.at(-1) ?? -1;
    if (found.includes(-1)) return { kind: 'conflict', actual };
    return { kind: 'appended', revision: last, position: inStream[last]?.position ?? 0 };
  }

  private write(stream: string, actual: number, events: AppendRequest[2]): AppendOutcome {
    this.log.push(...events.map(([id]) => ({ stream, id })));
    return { kind: 'appended', revision: actual + events.length, position: this.log.length };
  }
}

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 });
const expectation = fc.oneof(
  fc.constantFrom<ExpectedRevision[]>('any', 'no-stream', 'stream-exists'),
  fc.integer({ min: 0, max: 6 }),
);
const appends = fc
  .record({ stream: fc.constantFrom('a', 'b', 'ab'), expected: expectation, ids })
  .map(({ stream, expected, ids: chosen }) =>
    request(
      stream,
      expected,
      chosen.map((id) => sample({ id: `${stream}${id}` })),
    ),
  );

describe('the log writer', () => {
  const file = logFiles();
  let db: Database.Database;
  let writer: LogWriter;
  const open = (): void => {
    db = openForWriting(file());
    ensureSchema(db);
    writer = new LogWriter(db, claimWriter(db));
  };
  beforeEach(open);
  afterEach(() => writer.close());

  it('reports a conflict for one append of a batch and commits the others', () => {
    const outcomes = writer.commit([
      request('a', 'no-stream', samples(2)),
      request('b', 4, samples(1)),
      request('a', 0, samples(1)),
      request('a', 1, samples(1)),
    ]);
    expect(outcomes).toEqual([
      { kind: 'appended', revision: 1, position: 2 },
      { kind: 'conflict', actual: -1 },
      { kind: 'conflict', actual: 1 },
      { kind: 'appended', revision: 2, position: 3 },
    ]);
  });

  it.each<ExpectedRevision>(['no-stream', 'any'])(
    'returns the first outcome for a repeat within a batch (%p)',
    (expected) => {
      const events = samples(2);
      const [first, repeat] = writer.commit([request('a', expected, events), request('a', expected, events)]);
      expect(repeat).toEqual(first);
      expect(new LogReader(db).stream('a')).toHaveLength(2);
    },
  );

  it('matches the reference implementation for any batches, with and without reopening', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(appends, { minLength: 1, maxLength: 6 }), { maxLength: 12 }),
        fc.boolean(),
        (batches, reopening) => {
          for (const table of ['events', 'log', 'stream_heads', 'writer', 'leaves', 'frontier'])
            db.exec(`DROP TABLE ${table}`);
          writer.close();
          open();
          const model = new Model();
          for (const batch of batches) {
            if (reopening) {
              writer.close();
              open();
            }
            expect(writer.commit(batch)).toEqual(batch.map((append) => model.append(append)));
          }
          expect(new LogReader(db).page().events.map(({ stream, id }) => ({ stream, id }))).toEqual(model.log);
          expect(findProblems(db)).toEqual([]);
        },
      ),
      { numRuns: runs({ short: 20, long: 300 }) },
    );
  });

  it('records nothing of a batch whose commit fails, and commits the same batch once there is room', () => {
    writer.commit([request('a', 'no-stream', samples(1))]);
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 2}`);
    const large = sample({ data: `"${'x'.repeat(100_000)}"` });
    expect(() => writer.commit([request('a', 0, samples(1)), request('b', 'no-stream', [large])])).toThrow(
      expect.objectContaining({ code: 'commit-failed' }) as Error,
    );
    expect(new LogReader(db).head()).toBe('1');
    db.pragma('max_page_count = 1000000');
    expect(writer.commit([request('a', 0, samples(1)), request('b', 'no-stream', [large])])).toEqual([
      { kind: 'appended', revision: 1, position: 2 },
      { kind: 'appended', revision: 0, position: 3 },
    ]);
  });

  it('does not treat ids of a failed commit as recorded', () => {
    const events = samples(1);
    writer.commit([request('a', 'any', samples(1))]);
    db.exec(
      `CREATE TRIGGER no_room BEFORE INSERT ON events WHEN NEW.stream = 'b' BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    expect(() => writer.commit([request('a', 'any', events), request('b', 'any', samples(1))])).toThrow('no room');
    expect(writer.commit([request('a', 'any', events)])).toEqual([{ kind: 'appended', revision: 1, position: 2 }]);
  });

  describe('after the disk has lost the last write of a page', () => {
    const events = samples(3);
    const repeat = sample();
    /** Appends to a stream, then restores the pages of a table or index as they were before the last append. */
    const losePagesOf = (name: string): void => {
      writer.commit([request('a', 'no-stream', events)]);
      writer.close();
      const before = readFileSync(file());
      open();
      writer.commit([request('a', 2, [repeat])]);
      const pages = db.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck().all(name);
      writer.close();
      const after = readFileSync(file());
      for (const page of pages) before.copy(after, (page - 1) * PAGE_SIZE, (page - 1) * PAGE_SIZE, page * PAGE_SIZE);
      writeFileSync(file(), after);
    };

    it.each<[string, ExpectedRevision]>([
      ['events_by_stream', 2],
      ['stream_heads', 2],
      ['stream_heads', 3],
      ['stream_heads', 'any'],
    ])('of %s, stops instead of recording a repeat a second time (expected revision %s)', (name, expected) => {
      losePagesOf(name);
      open();
      const failure = expect.objectContaining({
        code: 'store-failed',
        message: expect.stringMatching(/^\S+ is damaged: stream a ends at revision [23] by its events, but/) as string,
      }) as Error;
      expect(() => writer.commit([request('a', expected, [repeat])])).toThrow(failure);
      expect(() => writer.commit([request('b', 'no-stream', samples(1))])).toThrow(failure);
      expect(new LogReader(db).head()).toBe('4');
      expect(findProblems(db)).not.toEqual([]);
    });

    it.each(['events', 'writer'])('of %s, refuses to open for writing, and says what is missing', (name) => {
      losePagesOf(name);
      const damaged = openForWriting(file());
      expect(() => claimWriter(damaged)).toThrow(
        expect.objectContaining({
          code: 'store-unreadable',
          message: expect.stringMatching(
            /its last event is at position [34], but position [34] was recorded/,
          ) as string,
        }) as Error,
      );
      expect(findProblems(damaged)).not.toEqual([]);
      damaged.close();
    });
  });

  it('stops when another process has become the writer, and leaves the log to it', () => {
    writer.commit([request('a', 'no-stream', samples(1))]);
    const other = openForWriting(file());
    const taker = new LogWriter(other, claimWriter(other));
    const taken = expect.objectContaining({
      code: 'store-failed',
      message: expect.stringContaining(`Another process has opened ${file()} for writing`) as string,
    }) as Error;
    expect(() => writer.commit([request('a', 0, samples(1))])).toThrow(taken);
    expect(() => writer.commit([])).toThrow(taken);
    expect(taker.commit([request('a', 0, samples(1))])).toEqual([{ kind: 'appended', revision: 1, position: 2 }]);
    taker.close();
  });

  it('refuses every commit after the disk has failed', () => {
    db.pragma('query_only = ON');
    expect(() => writer.commit([request('a', 'any', samples(1))])).toThrow(
      expect.objectContaining({ code: 'store-failed' }) as Error,
    );
    db.pragma('query_only = OFF');
    expect(() => writer.commit([request('a', 'any', samples(1))])).toThrow(
      expect.objectContaining({ code: 'store-failed' }) as Error,
    );
    expect(new LogReader(db).head()).toBe('0');
  });
});
