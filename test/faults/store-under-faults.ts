import { openSqliteEventStore, openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '@ledgerdesk/event-store';
import type { PlannedFault } from './disk-faults.js';
import type { StoreOutcome } from './store-outcome.js';

/**
 * A process whose file operations are disturbed (see `DiskFaults`). Arguments: a folder, the file of the plan, and a
 * list of faults as JSON. For each fault it opens a log in a new folder, appends before, under and after the fault,
 * opens the log again, and prints what happened, as a line of JSON.
 */
const [root = '', planFile = '', list = '[]'] = process.argv.slice(2);
const faults = JSON.parse(list) as readonly PlannedFault[];

const AT = '2026-11-27T09:00:00.000Z';
/** A checkpoint is due every 1,000 events. Its thread starts meanwhile. */
const MAX_APPENDS = 1_000;
const EVENTS_PER_APPEND = 100;

const sample = (): EventToAppend => ({
  id: randomUUID(),
  type: 'Sample',
  version: 1,
  occurredAt: AT,
  recordedAt: AT,
  data: `{"text":"${'x'.repeat(500)}"}`,
  metadata: '{}',
});

const attempt = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return 'ok';
  } catch (error) {
    return errorCodeOf(error) ?? String(error);
  }
};

/** Opens the log beside a reader, which keeps SQLite from syncing by the way, while no sync succeeds. */
const openUnsynced = async (file: string): Promise<string> => {
  const reader = openSqliteLog({ file });
  await reader.head();
  writeFileSync(planFile, 'sync events.db-wal EIO 0\n');
  const outcome = await attempt(async () => (await openSqliteEventStore({ file })).close());
  rmSync(planFile);
  await reader.close();
  return outcome;
};

const run = async (fault: PlannedFault, folder: string): Promise<StoreOutcome> => {
  await mkdir(folder);
  const file = join(folder, 'events.db');
  const warnings: string[] = [];
  const states: string[] = [];
  const failures: string[] = [];
  let acknowledged = 0;
  const store = await openSqliteEventStore({ file, onWarning: (message) => warnings.push(message) });
  store.status.subscribe((status) => {
    states.push(status.state);
    if (status.state === 'failed') failures.push(status.message);
  });
  const append = (stream: string): Promise<string> =>
    attempt(async () => {
      await store.append(stream, 'any', Array.from({ length: EVENTS_PER_APPEND }, sample));
      acknowledged += EVENTS_PER_APPEND;
    });
  const before = await append('before');
  writeFileSync(planFile, `${fault.call} ${fault.suffix} ${fault.error} ${fault.count}\n`);
  const under: string[] = [];
  const isNoticed = (): boolean => states.length > 1 || warnings.length > 0;
  for (let count = 0; count < MAX_APPENDS && !isNoticed(); count += 1) under.push(await append(`under-${count}`));
  rmSync(planFile);
  under.push(await append('after'));
  await store.close();
  const unsyncedOpen = await openUnsynced(file);
  const reopened = await openSqliteEventStore({ file });
  const recorded = Number(await reopened.head());
  const problems = await reopened.integrityCheck();
  await reopened.close();
  return {
    unsyncedOpen,
    fault,
    before,
    under: [...new Set(under)],
    states,
    failures,
    warnings,
    acknowledged,
    recorded,
    problems,
  };
};

for (const [index, fault] of faults.entries())
  process.stdout.write(`${JSON.stringify(await run(fault, join(root, String(index))))}\n`);
