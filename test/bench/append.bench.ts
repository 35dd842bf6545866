import { derivedId, eventIdsOf } from '@ledgerdesk/application';
import { canonicalJson, encode, type EventStore, type EventToAppend, type EventToSeal } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import type { Instant } from '@ledgerdesk/kernel';
import { hasPersonalFields, prepareSealing, type SubjectKey } from '@ledgerdesk/sealing';
import { randomBytes } from 'node:crypto';
import { dataFolderAt } from '../../apps/server/index.js';
import { withFolder } from './bench-engine.js';
import { openingOf } from './big-log.js';
import { printRow, rate, ratio } from './report.js';
import { givenOrInSize } from './size.js';

/** `BENCH_EVENTS` makes another number. */
const EVENTS = givenOrInSize('BENCH_EVENTS', { short: 2_000, standard: 1_000_000, '10m': 10_000_000 });
/** Events in the first and in the last part, whose rates are compared. */
const PART = Math.min(1_000_000, Math.floor(EVENTS / 3));
const CONCURRENT_WRITERS = 256;
const TENANT = 'main';
const TARGET_MINUTES = 240;
/** People whose texts are sealed, each under a key of their own. */
const KEYS = 400;

const keys: readonly SubjectKey[] = Array.from({ length: KEYS }, (_, n) => ({
  id: `key-${n}`,
  subject: { kind: 'member', id: `team-${n}.admin` },
  secret: randomBytes(32),
}));

type SealableEvent = EventToAppend | EventToSeal;

/** The two events that open the n-th ticket. Its id is random, as those of the engine are. */
const appendOf = (n: number): { readonly stream: string; readonly events: readonly SealableEvent[] } => {
  const commandId = derivedId('append', String(n));
  const at: Instant = new Date().toISOString();
  const metadata = canonicalJson({
    commandId,
    requestHash: commandId,
    correlationId: commandId,
    causationId: commandId,
    actor: { kind: 'member', id: `team-${n % KEYS}.admin` },
    tenant: TENANT,
  });
  const stream = `ticket-${commandId}`;
  const idOf = eventIdsOf(commandId, at, metadata);
  const key = keys[n % KEYS];
  const events = openingOf(n, Date.parse(at), TARGET_MINUTES).map(({ type, data }, index): SealableEvent => {
    const [event, id] = [{ type, data: { ...data, ticketId: commandId } }, idOf(index)];
    const encoded = encode(event, { id, occurredAt: at, recordedAt: at, metadata });
    if (!key || !hasPersonalFields(event)) return encoded;
    return { ...encoded, data: prepareSealing(event, key, id).unsealed(TENANT) };
  });
  return { stream, events };
};

/** Appends events with concurrent writers. Returns when each 1 % of them was recorded, in ms from the start. */
const appendAll = async (store: EventStore): Promise<readonly number[]> => {
  const started = performance.now();
  const times: number[] = [0];
  let [next, recorded] = [0, 0];
  const writer = async (): Promise<void> => {
    while (recorded < EVENTS) {
      const { stream, events } = appendOf(next++);
      await store.append(stream, 'no-stream', events);
      recorded += events.length;
      while (times.length <= 100 && recorded >= (times.length * EVENTS) / 100) times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITERS }, writer));
  return times;
};

/** The rate between two shares of the events, in percent. */
const rateBetween = (times: readonly number[], from: number, to: number): number =>
  ((EVENTS * (to - from)) / 100 / ((times[to] ?? 0) - (times[from] ?? 0))) * 1_000;

/**
 * Measures whether a log takes events as fast at its end as at its beginning: sealed, with their leaves in the tree, in
 * streams with random names.
 */
export const benchAppend = (): Promise<void> =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: dataFolderAt(folder).events });
    const times = await appendAll(store);
    await store.close();
    const share = Math.max(1, Math.round((PART * 100) / EVENTS));
    const [first, last] = [rateBetween(times, 0, share), rateBetween(times, 100 - share, 100)];
    const part = PART.toLocaleString('en');
    printRow({
      what: `Appends to a log of ${EVENTS.toLocaleString('en')} events, sealed and in the tree: the last ${part}`,
      measured: rate(last),
      reference: `the first ${part} ${rate(first)}`,
      ratio: ratio(last, first),
      aim: '≥ 0.9',
    });
  });
