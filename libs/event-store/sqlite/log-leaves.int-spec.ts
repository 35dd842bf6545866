import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { referenceRoot } from '../../../test/support/ledger/reference-tree.js';
import { runs } from '../../../test/support/runs.js';
import { sample, samples } from '../contract/samples.js';
import { encodeForeign } from '../esdb-format.js';
import { leafOf } from '../leaf.js';
import { START, type EventToAppend } from '../port.js';
import { type AppendRequest, valuesOf } from './committer.js';
import { openForWriting } from './connection.js';
import { LeafReader } from './leaf-reader.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { ensureSchema, hasLeaves } from './schema.js';
import { claimWriter } from './writer-record.js';

const engineEvent = (): EventToAppend => sample({ type: 'TicketFolded' });
const foreignEvent = (): EventToAppend => ({
  ...encodeForeign(
    { ...sample(), contentType: 'application/json', data: Buffer.from('{}'), metadata: Buffer.from('') },
    '2026-11-27T07:30:00.000Z',
  ),
});

const append = (stream: string, ...events: readonly EventToAppend[]): AppendRequest => [
  stream,
  'any',
  events.map(valuesOf),
];

/** What may happen to a log: an append to one of its streams, or one that the disk refuses. */
const batches = fc.array(
  fc.record({
    kind: fc.constantFrom('engine', 'engine', 'foreign', 'other stream', 'refused'),
    stream: fc.constantFrom('ticket-1', 'ticket-2', 'team-acme'),
    // Few, or more than one statement writes.
    events: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 14, max: 40 })),
    reopen: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the leaves of a log', () => {
  const file = logFiles();
  let db: Database.Database;
  let writer: LogWriter;
  const open = (): void => {
    db = openForWriting(file());
    ensureSchema(db);
    writer = new LogWriter(db, claimWriter(db));
  };
  const reopen = (): void => {
    writer.close();
    open();
  };
  /** Makes the file that of an earlier version. */
  const downgrade = (version: 1 | 2): void => {
    db.exec(`DROP TABLE leaves; DROP TABLE frontier; DROP TRIGGER log_no_update;
      UPDATE log SET schema_version = ${version}`);
    if (version === 1) db.exec('DROP TABLE stream_heads; DROP TABLE writer');
  };
  const backfilled = (): void => {
    while (!writer.isTreeCurrent) writer.backfillTree();
  };
  /** The root over the events as they are read. */
  const expectedRoot = (): Buffer =>
    referenceRoot(new LogReader(db).page({ limit: 100_000 }).events.flatMap((event) => leafOf(event) ?? []));
  const expectWholeTree = async (): Promise<void> => {
    const { root, size, position } = await new LeafReader(db).tree();
    const { leaves, end } = await new LeafReader(db).page(START, 100_000);
    expect(Buffer.from(root)).toEqual(expectedRoot());
    expect([leaves.length, end]).toEqual([size, true]);
    expect(referenceRoot(leaves.map(({ hash }) => hash))).toEqual(expectedRoot());
    expect(position).toBe(new LogReader(db).head());
  };
  beforeEach(open);
  afterEach(() => writer.close());

  it('are those of the engine events, whatever else is appended, refused by the disk, or restarted', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (steps) => {
        for (const { kind, stream, events, reopen: again } of steps) {
          const event = kind === 'foreign' ? foreignEvent : engineEvent;
          const made = Array.from({ length: events }, event);
          if (kind === 'refused') {
            db.exec(`CREATE TRIGGER no_room BEFORE INSERT ON events WHEN NEW.stream = 'full'
              BEGIN SELECT RAISE(ABORT, 'no room'); END`);
            expect(() => writer.commit([append(stream, ...made), append('full', engineEvent())])).toThrow('no room');
            db.exec('DROP TRIGGER no_room');
          } else writer.commit([append(kind === 'other stream' ? 'notes-1' : stream, ...made)]);
          if (again) reopen();
        }
        await expectWholeTree();
      }),
      { numRuns: runs({ short: 15, long: 300 }) },
    );
  });

  it.each([1, 2] as const)('of version %d are added in steps, while later events are appended', async (version) => {
    for (let batch = 0; batch < 12; batch += 1)
      writer.commit([append('ticket-1', ...samples(100, { type: 'TicketFolded' })), append('notes-1', sample())]);
    downgrade(version);
    expect(hasLeaves(db)).toBe(false);
    reopen();
    expect([writer.isTreeCurrent, (await new LeafReader(db).tree()).size]).toEqual([false, 0]);
    writer.commit([append('ticket-1', engineEvent(), foreignEvent())]);
    writer.backfillTree();
    expect(writer.isTreeCurrent).toBe(false);
    expect((await new LeafReader(db).page(START, 10_000)).scannedTo).toBe('500');
    reopen();
    writer.commit([append('ticket-2', engineEvent())]);
    backfilled();
    writer.commit([append('team-acme', engineEvent())]);
    await expectWholeTree();
    expect((await new LeafReader(db).tree()).since).toBe(String(12 * 101));
  });

  it('are not changed, and the tree does not shrink', () => {
    writer.commit([append('ticket-1', engineEvent(), engineEvent())]);
    for (const statement of ['UPDATE leaves SET hash = NULL', 'DELETE FROM leaves', 'DELETE FROM frontier'])
      expect(() => db.exec(statement)).toThrow('The log is append-only');
    expect(() => db.exec('UPDATE frontier SET size = 1')).toThrow('The tree of the log only grows');
  });

  it('stop the log if one is missing that was written', () => {
    writer.commit([append('ticket-1', engineEvent())]);
    db.exec(`DROP TRIGGER leaves_no_delete; DELETE FROM leaves; DROP TRIGGER frontier_grows;
      UPDATE frontier SET size = 0, last_position = 0, hashes = zeroblob(8)`);
    reopen();
    const damaged = expect.objectContaining({
      code: 'store-failed',
      message: expect.stringContaining('the leaf of the event at position 1 is missing') as string,
    }) as Error;
    expect(() => writer.backfillTree()).toThrow(damaged);
    expect(() => writer.commit([append('ticket-1', engineEvent())])).toThrow(damaged);
  });
});
