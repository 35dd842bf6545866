import { TICKET_SAMPLES, type TicketCommand, ticketDecider } from '@ledgerdesk/domain';
import { anAddOn, anAdmin, aTeam } from './state-builders.js';
import { deciderTest } from './decider-test.js';
import { policies } from './policies.js';
import { commandFrom } from './sample-command.js';

/** A Friday at 16:30 in Tokyo: half an hour before the Japanese desk closes. */
export const OPENED = '2026-11-27T07:30:00.000Z';
/** Four hours later. */
export const DUE = '2026-11-27T11:30:00.000Z';

type Named<Type extends TicketCommand['type']> = Extract<TicketCommand, { type: Type }>;
type Rest<C> = Partial<Omit<C, 'type' | 'at'>>;

const command = commandFrom(TICKET_SAMPLES);
const agentId = 'kenji';

export const open = (at = OPENED, differing: Rest<Named<'OpenTicket'>> = {}) => command('OpenTicket', at, differing);
export const reply = (at: string, differing: Rest<Named<'ReplyTicket'>> = {}) => command('ReplyTicket', at, differing);
export const answer = (at: string) => command('AnswerTicket', at);
export const note = (at: string) => command('AddInternalNote', at);
export const assign = (at: string, assigneeId = agentId) => command('AssignTicket', at, { assigneeId });
export const unassign = (at: string) => command('UnassignTicket', at);
export const claim = (at: string, by = agentId) => command('ClaimTicket', at, { agentId: by });
export const hold = (at: string) => command('HoldTicket', at);
export const resume = (at: string) => command('ResumeTicket', at);
export const solve = (at: string, body?: string) => command('SolveTicket', at, body === undefined ? {} : { body });
export const reopen = (at: string) => command('ReopenTicket', at);
export const close = (at: string) => command('CloseTicket', at);
export const risk = (at: string, dueAt = DUE, clock = 1) => command('RecordResponseRisk', at, { clock, dueAt });
export const breach = (at: string, dueAt = DUE, clock = 1) => command('RecordResponseBreach', at, { clock, dueAt });

/** A ticket stream without events. */
export const noTicket = deciderTest(ticketDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });

/** An Essentials ticket whose response is due at `DUE`. */
export const opened = noTicket.after(open());
