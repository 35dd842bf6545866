import type { Schemas } from '@ledgerdesk/client';
import type { DeskTicket } from './desk-ticket.js';

/** What an agent can do to a ticket. */
export const TICKET_ACTIONS = [
  'answer',
  'note',
  'claim',
  'assign',
  'release',
  'hold',
  'resume',
  'solve',
  'reopen',
  'reclassify',
  'merge',
  'close',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

type Status = Schemas['DeskTicket']['status'];

const STATUSES: Readonly<Record<TicketAction, readonly Status[]>> = {
  answer: ['open', 'on-hold'],
  note: ['open', 'on-hold', 'solved', 'closed'],
  claim: ['open', 'on-hold'],
  assign: ['open', 'on-hold', 'solved'],
  release: ['open', 'on-hold', 'solved'],
  hold: ['open'],
  resume: ['on-hold'],
  solve: ['open', 'on-hold'],
  reopen: ['solved'],
  reclassify: ['open', 'on-hold', 'solved'],
  merge: ['open', 'on-hold', 'solved'],
  close: ['open', 'on-hold', 'solved'],
};

type Deciding = Pick<DeskTicket, 'status' | 'assignedTo'>;

/** Whether an action is offered for a ticket. The engine decides; what it would surely refuse is not offered. */
export const isOffered = (action: TicketAction, { status, assignedTo }: Deciding): boolean => {
  if (!STATUSES[action].includes(status)) return false;
  if (action === 'claim') return assignedTo === null;
  return action !== 'release' || assignedTo !== null;
};

/** Keys of actions, outside of fields. */
export const ACTION_KEYS = { r: 'answer', n: 'note', a: 'assign', h: 'hold', s: 'solve' } as const satisfies Readonly<
  Record<string, TicketAction>
>;

/** The command that a line of a composer names, such as `/claim`; undefined for other texts. */
export const typedCommand = (text: string): string | undefined => /^\/([a-z]*)$/.exec(text.trim())?.[1];

/** The actions whose command begins with what was typed, in the order of the buttons. */
export const commandsFor = (typed: string, offered: readonly TicketAction[]): readonly TicketAction[] =>
  offered.filter((action) => action.startsWith(typed));
