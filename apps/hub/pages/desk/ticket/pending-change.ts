import { useQueryClient } from '@tanstack/react-query';
import { SharedList, useShared } from '../../../api/shared-list.js';
import { useMoment } from '../../../app/moment.js';
import { reloaderOf } from '../../../live/reloader.js';
import type { DeskTicket } from './desk-ticket.js';
import type { TicketAction } from './ticket-actions.js';

/** Actions that are shown as done before the engine has recorded them. */
export type ImmediateAction = Extract<
  TicketAction,
  'claim' | 'release' | 'hold' | 'resume' | 'solve' | 'reopen' | 'close'
>;

type Changed = Pick<DeskTicket, 'status' | 'assignedTo' | 'assignee' | 'holdReason'>;
type Change = Partial<Changed>;

/** Who takes over the ticket by a claim. */
type Agent = NonNullable<DeskTicket['assignee']>;

/** What an action will have changed. The clock is the engine's to decide. */
export const changeOf = (action: ImmediateAction, agent: Agent, reason?: string): Change => {
  if (action === 'claim') return { assignedTo: agent.id, assignee: agent };
  if (action === 'release') return { assignedTo: null, assignee: null };
  if (action === 'hold') return { status: 'on-hold', holdReason: reason ?? null };
  const status = { resume: 'open', reopen: 'open', solve: 'solved', close: 'closed' } as const;
  return { status: status[action], holdReason: null };
};

/** A ticket, or its row in the queue, with a change of it. */
export const withChange = <Shown extends Omit<Changed, 'holdReason'> & Partial<Changed>>(
  shown: Shown,
  change: Change | undefined,
): Shown => {
  if (change === undefined) return shown;
  const { holdReason, ...common } = change;
  return { ...shown, ...common, ...(holdReason !== undefined && 'holdReason' in shown ? { holdReason } : {}) };
};

interface PendingChange {
  readonly ticketId: string;
  readonly change: Change;
}

const pending = new SharedList<PendingChange>();

const NONE: readonly PendingChange[] = [];

/** The changes that are being sent, by ticket. A page that shows the past has none. */
export const usePendingChanges = (): readonly PendingChange[] => {
  const all = useShared(pending);
  return useMoment().isPast ? NONE : all;
};

/** The change of a ticket that is being sent; undefined without one. */
export const usePendingChange = (ticketId: string): Change | undefined =>
  usePendingChanges().find((one) => one.ticketId === ticketId)?.change;

/** Sends a command. Resolves with something if it was recorded. */
type Send<T> = () => Promise<T | undefined>;

/**
 * Returns a function that shows a change of a ticket while it is sent, and until the ticket is loaded again. Resolves
 * as soon as the engine has answered.
 */
export const useShowChange = (ticketId: string) => {
  const queries = useQueryClient();
  return async <T>(change: Change, send: Send<T>): Promise<T | undefined> => {
    const shown: PendingChange = { ticketId, change };
    const end = (): void => pending.change((all) => all.filter((one) => one !== shown));
    pending.change((all) => [...all, shown]);
    const answer = await send();
    if (answer === undefined) end();
    else void reloaderOf(queries)(['tickets']).then(end, end);
    return answer;
  };
};
