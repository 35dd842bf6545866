import { ticketDecider, type TicketCommand } from '@ledgerdesk/domain';
import { anAddOn, anAdmin, aTeam } from './state-builders.js';
import { deciderTest } from './decider-test.js';
import { policies } from './policies.js';

/** A Friday at 16:30 in Tokyo: half an hour before the Japanese desk closes. */
export const OPENED = '2026-11-27T07:30:00.000Z';
/** Four hours later. */
export const DUE = '2026-11-27T11:30:00.000Z';

type Named<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;
type Rest<C> = Partial<Omit<C, 'type' | 'at'>>;

const keys = { teamId: 'acme', requesterId: 'aiko' };
const agentId = 'kenji';

export const open = (at = OPENED, differing: Rest<Named<'OpenTicket'>> = {}): Named<'OpenTicket'> => ({
  type: 'OpenTicket',
  at,
  ticketId: 't-1',
  ...keys,
  product: 'dropbox',
  issueType: 'sync_upload',
  subject: 'Sync has stopped',
  body: 'Nothing has synced since this morning.',
  language: 'en',
  ...differing,
});
export const reply = (at: string, differing: Rest<Named<'ReplyTicket'>> = {}): Named<'ReplyTicket'> => ({
  type: 'ReplyTicket',
  at,
  ...keys,
  body: 'It happens on two machines.',
  ...differing,
});
export const answer = (at: string): Named<'AnswerTicket'> => ({
  type: 'AnswerTicket',
  at,
  agentId,
  body: 'We are on it.',
});
export const note = (at: string): Named<'AddInternalNote'> => ({
  type: 'AddInternalNote',
  at,
  agentId,
  body: 'The proxy again.',
});
export const assign = (at: string, to = agentId): Named<'AssignTicket'> => ({ type: 'AssignTicket', at, agentId: to });
export const claim = (at: string, by = agentId): Named<'ClaimTicket'> => ({ type: 'ClaimTicket', at, agentId: by });
export const hold = (at: string): Named<'HoldTicket'> => ({
  type: 'HoldTicket',
  at,
  agentId,
  reason: 'Waiting for the vendor.',
});
export const resume = (at: string): Named<'ResumeTicket'> => ({ type: 'ResumeTicket', at, agentId });
export const solve = (at: string, body?: string): Named<'SolveTicket'> => ({
  type: 'SolveTicket',
  at,
  agentId,
  ...(body === undefined ? {} : { body }),
});
export const reopen = (at: string): Named<'ReopenTicket'> => ({ type: 'ReopenTicket', at, agentId });
export const close = (at: string): Named<'CloseTicket'> => ({ type: 'CloseTicket', at, agentId });
export const risk = (at: string, dueAt = DUE, clock = 1): Named<'RecordResponseRisk'> => ({
  type: 'RecordResponseRisk',
  at,
  clock,
  dueAt,
});
export const breach = (at: string, dueAt = DUE, clock = 1): Named<'RecordResponseBreach'> => ({
  type: 'RecordResponseBreach',
  at,
  clock,
  dueAt,
});

/** A ticket stream without events. */
export const noTicket = deciderTest(ticketDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });

/** An Essentials ticket whose response is due at `DUE`. */
export const opened = noTicket.after(open());
