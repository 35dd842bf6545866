import { canonicalJson, isSealed, leafOf, recordLoss } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { addMillis, DAY } from '@ledgerdesk/kernel';
import type { FindingCode } from '@ledgerdesk/integrity';
import { type Care, type LogRow, readLogRows, renumbered, writeLogRows } from './log-rows.js';
import type { DataFolder } from '../../apps/server/data-folder.js';
import type { Choices } from './random.js';
import { checkHistory, checkLogAlone } from './checked-codes.js';
import { removeFollowers, signAgain } from './signed-folder.js';
import type { Tampering } from './tampering.js';

/** Changes the events of a log. Returns undefined if there are none to which it can be done. */
type ChangeEvents = (rows: readonly LogRow[], choices: Choices) => readonly LogRow[] | undefined;

interface EventTampering {
  readonly name: string;
  readonly change: ChangeEvents;
  /** What a careless change is called. */
  readonly careless: readonly FindingCode[];
  /** What shows even if everything that needs no key was made to agree; by itself, without the tree. */
  readonly evident?: readonly FindingCode[];
}

const replaced = (rows: readonly LogRow[], row: LogRow | undefined, change: Partial<LogRow>): readonly LogRow[] =>
  rows.map((one) => (one === row ? { ...one, ...change } : one));

const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

const withData = (row: LogRow, change: Readonly<Record<string, unknown>>): Partial<LogRow> => ({
  data: canonicalJson({ ...parse(row.data), ...change }),
});

/** Another printable character. */
const otherCharacter = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);

/** Texts in the data of an event that can be changed without changing its form. */
const textsOf = (row: LogRow): readonly string[] =>
  Object.entries(parse(row.data)).flatMap(([name, value]) =>
    typeof value === 'string' && value.length > 0 ? [name] : [],
  );

const isLeafRow = (row: LogRow): boolean => leafOf(row) !== undefined;

const changeByte: ChangeEvents = (rows, choices) => {
  const row = choices.of(rows.filter(isLeafRow));
  return replaced(rows, row, { data: otherCharacter(row.data, choices.between(0, row.data.length - 1)) });
};

const changeText: ChangeEvents = (rows, choices) => {
  const row = choices.of(rows.filter((one) => isLeafRow(one) && one.id[14] === '8' && textsOf(one).length > 0));
  const name = choices.of(textsOf(row));
  const text = String(parse(row.data)[name]);
  return replaced(rows, row, withData(row, { [name]: otherCharacter(text, choices.between(0, text.length - 1)) }));
};

const falsifyInTime: ChangeEvents = (rows, choices) => {
  const stopped = rows.filter(({ type }) => type === 'ResponseClockStopped');
  if (stopped.length === 0) return undefined;
  const row = choices.of(stopped);
  return replaced(rows, row, withData(row, { inTime: parse(row.data)['inTime'] !== true }));
};

const postponeDueTime: ChangeEvents = (rows, choices) => {
  const started = rows.filter(({ type }) => type === 'ResponseClockStarted');
  if (started.length === 0) return undefined;
  const row = choices.of(started);
  return replaced(rows, row, withData(row, { dueAt: addMillis(String(parse(row.data)['dueAt']), DAY) }));
};

/** Whether two events were recorded together. */
const isSameAppend = (one: LogRow | undefined, other: LogRow | undefined): boolean =>
  one !== undefined && one.stream === other?.stream && one.id.slice(0, 32) === other.id.slice(0, 32);

/** Where the second half of a log can be cut between two appends. */
const cutsOf = (rows: readonly LogRow[]): readonly number[] =>
  rows.flatMap((row, at) => (at >= rows.length / 2 && !isSameAppend(rows[at - 1], row) ? [at] : []));

const cutEnd: ChangeEvents = (rows, choices) => {
  const left = rows.slice(0, choices.of(cutsOf(rows)));
  return left.some((row, index) => isLeafRow(row) && index >= 0) && rows.slice(left.length).some(isLeafRow)
    ? left
    : undefined;
};

/**
 * Two neighbours of different streams, recorded at the same time, each alone, of which the second was not decided by
 * the first.
 */
const swap: ChangeEvents = (rows, choices) => {
  const pairs = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    if (!next || next.stream === row.stream || !isLeafRow(row) || !isLeafRow(next)) return [];
    if (row.recordedAt !== next.recordedAt || next.metadata.includes(`"${row.stream}"`)) return [];
    if (row.type === 'PolicyVersionUsed' || next.type === 'PolicyVersionUsed') return [];
    const isSplit = isSameAppend(rows[index - 1], row) || isSameAppend(next, rows[index + 2]);
    return isSplit || isSameAppend(rows[index - 1], next) || isSameAppend(row, rows[index + 2]) ? [] : [index];
  });
  if (pairs.length === 0) return undefined;
  const at = choices.of(pairs);
  return rows.map((row, index) => (index === at ? rows[at + 1] : index === at + 1 ? rows[at] : row) ?? row);
};

const recordYearEarlier: ChangeEvents = (rows, choices) => {
  const row = choices.of(rows.slice(1).filter(isLeafRow));
  return replaced(rows, row, { recordedAt: addMillis(row.recordedAt, -365 * DAY) });
};

const changeActor: ChangeEvents = (rows, choices) => {
  const row = choices.of(rows.filter((one) => isLeafRow(one) && one.id[14] === '8'));
  const sameAppend = (one: LogRow) => one.stream === row.stream && one.id.slice(0, 32) === row.id.slice(0, 32);
  const metadata = canonicalJson({ ...parse(row.metadata), actor: { kind: 'agent', id: 'somebody-else' } });
  return rows.map((one) => (sameAppend(one) ? { ...one, metadata } : one));
};

/** An answer that nobody gave, in the middle of the log, at the end of its ticket's stream. */
const forge: ChangeEvents = (rows, choices) => {
  const opened = rows.filter(({ type }) => type === 'TicketOpened');
  if (opened.length === 0) return undefined;
  const ticket = choices.of(opened);
  const last = rows.findLastIndex(({ stream }) => stream === ticket.stream);
  const after = rows[last];
  if (!after || last === rows.length - 1) return undefined;
  const { ticketId, teamId, requesterId } = parse(ticket.data);
  const forged: LogRow = {
    ...after,
    revision: after.revision + 1,
    id: `${after.id.slice(0, 14)}8${'f'.repeat(3)}-${'8fff'}-${'0'.repeat(12)}`,
    type: 'TicketUnassigned',
    version: 1,
    data: canonicalJson({ ticketId, teamId, requesterId, agentId: 'somebody-else' }),
  };
  return [...rows.slice(0, last + 1), forged, ...rows.slice(last + 1)];
};

/** Every event of a ticket that missed its target, and with it the positions behind them. */
const removeBreachedTicket: ChangeEvents = (rows, choices) => {
  const breached = rows.filter(({ type }) => type === 'ResponseTargetBreached');
  if (breached.length === 0) return undefined;
  const { stream } = choices.of(breached);
  return rows.filter((row) => row.stream !== stream);
};

const removeBreach: ChangeEvents = (rows, choices) => {
  const breached = rows.filter(({ type }) => type === 'ResponseTargetBreached');
  if (breached.length === 0) return undefined;
  const row = choices.of(breached);
  return renumbered(rows.filter((one) => one !== row));
};

const changePolicy: ChangeEvents = (rows, choices) => {
  const used = rows.filter((row) => row.type === 'PolicyVersionUsed' && !isSealed(row));
  if (used.length === 0) return undefined;
  const row = choices.of(used);
  const text = String(parse(row.data)['text']);
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const at = choices.of(digits);
  const changed = text.slice(0, at) + (text[at] === '9' ? '8' : '9') + text.slice(at + 1);
  return replaced(rows, row, withData(row, { text: changed }));
};

const removePolicy: ChangeEvents = (rows, choices) => {
  const used = rows.filter(({ type }) => type === 'PolicyVersionUsed');
  if (used.length === 0) return undefined;
  const row = choices.of(used);
  return renumbered(rows.filter((one) => one !== row));
};

const TREE: readonly FindingCode[] = ['leaf-differs', 'leaf-missing'];

const TAMPERINGS: readonly EventTampering[] = [
  { name: 'a changed byte', change: changeByte, careless: ['leaf-differs'] },
  { name: 'a changed text', change: changeText, careless: ['leaf-differs'] },
  { name: 'a falsified inTime', change: falsifyInTime, careless: ['derived-fact'], evident: ['derived-fact'] },
  { name: 'a later due time', change: postponeDueTime, careless: ['derived-fact'], evident: ['derived-fact'] },
  { name: 'the last events gone', change: cutEnd, careless: ['log-structure', 'leaf-missing', 'tree-differs'] },
  { name: 'two events swapped', change: swap, careless: ['leaf-differs'] },
  {
    name: 'recordedAt a year back',
    change: recordYearEarlier,
    careless: ['event-order', 'event-time'],
    evident: ['event-order', 'event-time'],
  },
  { name: 'another actor', change: changeActor, careless: ['event-id', 'leaf-differs'] },
  { name: 'a forged event', change: forge, careless: TREE },
  { name: 'a breached ticket removed', change: removeBreachedTicket, careless: TREE },
  { name: 'a breach removed', change: removeBreach, careless: TREE },
  { name: 'a policy with another text', change: changePolicy, careless: ['policy-text'], evident: ['policy-text'] },
  {
    name: 'a policy version removed',
    change: removePolicy,
    careless: ['policy-unrecorded', ...TREE],
    evident: ['policy-unrecorded'],
  },
];

const SIGNED: readonly FindingCode[] = ['signed-root-differs', 'signed-events-missing'];
const HISTORY: readonly FindingCode[] = ['history-differs', 'history-cut'];

const tampering = ({ name, change, careless, evident = [] }: EventTampering, care: Care): Tampering => ({
  name: `${name}, ${care}`,
  apply: ({ events }, choices) => {
    const changed = change(readLogRows(events), choices);
    if (!changed) return false;
    writeLogRows(events, changed, care);
    return true;
  },
  // Of a change that needs no key, the signed checkpoints in the stores tell.
  check: care === 'careless' ? checkLogAlone : checkHistory,
  found: care === 'careless' ? careless : [...evident, ...SIGNED],
  foundWithCheckpoint: care === 'careless' ? careless : HISTORY,
});

/** Changes of events by somebody who leaves the records beside them, or makes those agree that need no key. */
export const EVENT_TAMPERINGS: readonly Tampering[] = TAMPERINGS.flatMap((one) =>
  // A byte that breaks the text leaves nothing from which ids could be made again.
  one.change === changeByte ? [tampering(one, 'careless')] : [tampering(one, 'careless'), tampering(one, 'thorough')],
);

/** Answers that nobody gave, at the end of the log, in place of its last events: two auditors see two histories. */
const fork: ChangeEvents = (rows, choices) => {
  const first = rows.findIndex(({ type }) => type === 'TicketOpened');
  const cuts = cutsOf(rows).filter((at) => at > first);
  if (cuts.length === 0) return undefined;
  const kept = rows.slice(0, choices.of(cuts));
  const opened = kept.filter(({ type }) => type === 'TicketOpened');
  const ticket = choices.of(opened);
  const last = kept.findLast(({ stream }) => stream === ticket.stream) ?? ticket;
  const { recordedAt } = kept.at(-1) ?? last;
  const { ticketId, teamId, requesterId } = parse(ticket.data);
  const count = rows.length - kept.length + choices.between(0, 3);
  const others = Array.from({ length: count }, (_, index): LogRow => {
    const data = canonicalJson({ ticketId, teamId, requesterId, agentId: `somebody-${index}` });
    const id = `${last.id.slice(0, 14)}8fff-8fff-${'0'.repeat(12)}`;
    const revision = last.revision + 1 + index;
    return { ...last, revision, id, type: 'TicketUnassigned', version: 1, data, occurredAt: recordedAt, recordedAt };
  });
  return [...kept, ...others];
};

/** Changes after which no box has to be sealed again: the ids of sealed events stay as they are. */
const SIGNABLE: readonly Pick<EventTampering, 'name' | 'change' | 'evident'>[] = [
  ...TAMPERINGS.filter(({ change }) => [swap, recordYearEarlier, forge, removeBreachedTicket].includes(change)),
  { name: 'a rollback', change: cutEnd },
  { name: 'a fork', change: fork },
];

const rewritten = async (folder: DataFolder, change: ChangeEvents, choices: Choices): Promise<boolean> => {
  const rows = change(readLogRows(folder.events), choices);
  if (rows) writeLogRows(folder.events, rows, 'thorough');
  return rows !== undefined;
};

/** The same changes by somebody who has the key too, and signs everything again. */
const SIGNED_AGAIN: readonly Tampering[] = SIGNABLE.map(({ name, change, evident = [] }) => ({
  name: `${name}, signed again`,
  check: checkHistory,
  apply: async (folder, choices) => {
    if (!(await rewritten(folder, change, choices))) return false;
    await signAgain(folder);
  },
  found: evident,
  foundWithCheckpoint: HISTORY,
}));

const LOST = { reader: 'read model tickets', position: '1', eventId: null };

/** Gets rid of the last events by a new epoch, and signs that. */
const loseInEpoch = async (folder: DataFolder, choices: Choices): Promise<boolean> => {
  if (!(await rewritten(folder, cutEnd, choices))) return false;
  const log = await openSqliteEventStore({ file: folder.events, thread: false });
  const now = '2026-12-02T00:00:00.000Z';
  await recordLoss(log, { epoch: 1, lost: [LOST], reason: 'The disk was replaced.', tenant: 'main', now });
  await log.close();
  await signAgain(folder);
  return true;
};

/** Changes by somebody who has the key of the log. Only who has saved a checkpoint can know of most of them. */
export const SIGNED_TAMPERINGS: readonly Tampering[] = [
  ...SIGNED_AGAIN,
  {
    name: 'events lost in a new epoch, signed again',
    check: checkHistory,
    apply: loseInEpoch,
    found: [],
    foundWithCheckpoint: HISTORY,
  },
  {
    name: 'everything signed again with another key',
    check: checkHistory,
    apply: (folder) => signAgain(folder, { newKey: true }),
    found: [],
    foundWithCheckpoint: ['key-differs'],
  },
  {
    name: 'two events swapped, and all checkpoints removed',
    check: checkHistory,
    apply: async (folder, choices) => {
      if (!(await rewritten(folder, swap, choices))) return false;
      removeFollowers(folder);
    },
    found: [],
    foundWithCheckpoint: HISTORY,
  },
];
