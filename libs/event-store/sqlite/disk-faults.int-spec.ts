import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFaults, type PlannedFault } from '../../../test/faults/disk-faults.js';
import type { StoreOutcome } from '../../../test/faults/store-outcome.js';

const once = (call: PlannedFault['call'], suffix: string, error: PlannedFault['error']): PlannedFault => ({
  call,
  suffix,
  error,
  count: 1,
});

/** Faults after which the state of the disk is unknown. */
const FINAL = [
  once('sync', 'events.db-wal', 'EIO'),
  once('sync', 'events.db-wal', 'ENOSPC'),
  once('write', 'events.db-wal', 'EIO'),
  // Only checkpoints sync and write the database.
  once('sync', 'events.db', 'EIO'),
  once('sync', 'events.db', 'ENOSPC'),
  once('write', 'events.db', 'EIO'),
];
/** Faults that pass by themselves: the disk was full for a moment. */
const PASSING = [once('write', 'events.db-wal', 'ENOSPC'), once('write', 'events.db', 'ENOSPC')];

describe('a log on a failing disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-faults-'));
  const faults = new DiskFaults(folder);
  let outcomes: readonly StoreOutcome[];
  beforeAll(() => {
    const { FAULT_PLAN = '' } = faults.environment;
    const script = [
      'dist/test/faults/store-under-faults.js',
      folder,
      FAULT_PLAN,
      JSON.stringify([...FINAL, ...PASSING]),
    ];
    const lines = execFileSync(process.execPath, script, { env: { ...process.env, ...faults.environment } });
    outcomes = lines
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as StoreOutcome);
  });
  afterAll(() => {
    faults.dispose();
    rmSync(folder, { recursive: true });
  });
  const outcomeOf = (fault: PlannedFault): StoreOutcome => {
    const found = outcomes.find((outcome) => JSON.stringify(outcome.fault) === JSON.stringify(fault));
    if (!found) throw new Error('The process ended before this fault.');
    return found;
  };
  const named = (fault: PlannedFault): [string, PlannedFault] => [
    `${fault.error} at a ${fault.call} of ${fault.suffix}`,
    fault,
  ];

  it.each(FINAL.map(named))('fails for good and says why after %s, also of the checkpoint thread', (_, fault) => {
    const { states, failures, under } = outcomeOf(fault);
    expect(states).toEqual(['writable', 'failed']);
    expect(failures).toEqual([
      expect.stringMatching(
        /^The log \S+events\.db can no longer be written \(SQLITE_IOERR_\w+: disk I\/O error\)\. Check/,
      ),
    ]);
    expect(under.at(-1)).toBe('store-failed');
  });

  it('refuses appends while its write-ahead log cannot grow, and accepts them when it can', () => {
    const { states, under, failures } = outcomeOf(once('write', 'events.db-wal', 'ENOSPC'));
    expect([states, under, failures]).toEqual([['writable', 'refusing', 'writable'], ['commit-failed', 'ok'], []]);
  });

  it('continues, with one warning, while a full disk delays checkpoints', () => {
    const { states, under, warnings } = outcomeOf(once('write', 'events.db', 'ENOSPC'));
    expect([states, under]).toEqual([['writable'], ['ok']]);
    expect(warnings).toEqual([expect.stringMatching(/^The write-ahead log of \S+events\.db could not be moved/)]);
  });

  it('is synced when it is opened, because an earlier process may have been killed before its sync', () => {
    expect(new Set(outcomes.map(({ unsyncedOpen }) => unsyncedOpen))).toEqual(new Set(['store-failed']));
  });

  it.each([...FINAL, ...PASSING].map(named))('keeps what it acknowledged, and is intact, after %s', (_, fault) => {
    const { before, acknowledged, recorded, problems } = outcomeOf(fault);
    expect([before, problems]).toEqual(['ok', []]);
    expect(recorded).toBeGreaterThanOrEqual(acknowledged);
  });
});
