import { canonicalJson, isSealed, leafOf } from '@ledgerdesk/event-store';
import { addMillis, DAY } from '@ledgerdesk/kernel';
import type { FindingCode } from '@ledgerdesk/integrity';
import { type Care, type LogRow, readLogRows, renumbered, writeLogRows } from './log-rows.js';
import type { Choices } from './random.js';
import { signAgain } from './signed-folder.js';
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

const cutEnd: ChangeEvents = (rows, choices) => {
  const left = rows.slice(0, choices.between(Math.floor(rows.length / 2), rows.length - 1));
  return left.some((row, index) => isLeafRow(row) && index >= 0) && rows.slice(left.length).some(isLeafRow)
    ? left
    : undefined;
};

/** Two neighbours of different streams. */
const swap: ChangeEvents = (rows, choices) => {
  const pairs = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return next && next.stream !== row.stream && isLeafRow(row) && isLeafRow(next) ? [index] : [];
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

const tampering = ({ name, change, careless, evident = [] }: EventTampering, care: Care): Tampering => ({
  name: `${name}, ${care}`,
  apply: ({ events }, choices) => {
    const changed = change(readLogRows(events), choices);
    if (!changed) return false;
    writeLogRows(events, changed, care);
    return true;
  },
  found: care === 'careless' ? careless : evident,
  foundWithCheckpoint: care === 'careless' ? careless : ['history-differs', 'history-cut'],
});

/** Changes of events by somebody who leaves the records beside them, or makes those agree that need no key. */
export const EVENT_TAMPERINGS: readonly Tampering[] = TAMPERINGS.flatMap((one) =>
  // A byte that breaks the text leaves nothing from which ids could be made again.
  one.change === changeByte ? [tampering(one, 'careless')] : [tampering(one, 'careless'), tampering(one, 'thorough')],
);

/** Changes after which no box has to be sealed again: the ids of sealed events stay as they are. */
const SIGNABLE: readonly ChangeEvents[] = [swap, recordYearEarlier, forge, removeBreachedTicket];

/** The same changes by somebody who has the key too, and signs everything again. */
export const SIGNED_TAMPERINGS: readonly Tampering[] = SIGNABLE.flatMap((change) =>
  TAMPERINGS.filter((one) => one.change === change).map(({ name, evident = [] }) => ({
    name: `${name}, signed again`,
    apply: async (folder, choices) => {
      const rows = change(readLogRows(folder.events), choices);
      if (!rows) return false;
      writeLogRows(folder.events, rows, 'thorough');
      await signAgain(folder);
      return true;
    },
    found: evident,
    foundWithCheckpoint: ['history-differs', 'history-cut'],
  })),
);
