import type { CommandSamples } from '../samples.js';
import type { TicketCommand } from './commands.js';

const byAgent = { agentId: 'kenji' };
const byRequester = { teamId: 'acme', requesterId: 'aiko' };
const clock = { clock: 1, dueAt: '2026-11-27T11:30:00.000Z' };

/** Sample commands on a ticket. */
export const TICKET_SAMPLES: CommandSamples<TicketCommand> = {
  OpenTicket: {
    payload: {
      ticketId: 't-1',
      ...byRequester,
      product: 'dropbox',
      issueType: 'sync_upload',
      subject: 'Sync has stopped',
      body: 'Nothing has synced since this morning.',
      language: 'en',
    },
    variants: [
      { language: 'ja', followUpOf: 't-0' },
      { answer: { agentId: 'kenji', body: 'As discussed on the phone.' } },
      {
        cameOf: {
          channel: 'chat',
          requestId: 'ch-1',
          settled: {
            agentId: 'kenji',
            answer: { agentId: 'kenji', body: 'Done.', writtenAt: '2026-11-27T07:29:00.000Z' },
          },
        },
      },
    ],
    repeat: 'refused',
  },
  ReplyTicket: { payload: { ...byRequester, body: 'It happens on two machines.' }, repeat: 'recorded' },
  AnswerTicket: { payload: { ...byAgent, body: 'We are on it.' }, repeat: 'recorded' },
  AddInternalNote: { payload: { ...byAgent, body: 'Known issue; see earlier cases.' }, repeat: 'recorded' },
  AssignTicket: { payload: { ...byAgent, assigneeId: 'kenji' }, variants: [{ assigneeId: 'yuki' }] },
  UnassignTicket: { payload: byAgent },
  ClaimTicket: { payload: byAgent },
  ReclassifyTicket: {
    payload: { ...byAgent, product: 'dash', issueType: 'how_to', reason: 'The question is about search.' },
    variants: [{ product: 'dropbox' }],
  },
  MergeTicket: { payload: { ...byAgent, into: 't-0' } },
  ReceiveMerge: {
    payload: {
      ...byAgent,
      from: 't-2',
      entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
      clock: {
        startedAt: '2026-11-27T07:30:00.000Z',
        servedLanguage: 'en',
        legs: [{ target: 'edition', calendar: 'always', minutes: 120, dueAt: '2026-11-27T09:30:00.000Z' }],
        decidedBy: 'edition',
        riskAt: '2026-11-27T09:00:00.000Z',
        dueAt: '2026-11-27T09:30:00.000Z',
      },
    },
    variants: [{ clock: null }],
  },
  HoldTicket: { payload: { ...byAgent, reason: 'Waiting for the vendor.' } },
  ResumeTicket: { payload: byAgent },
  SolveTicket: { payload: byAgent, variants: [{ body: 'Done.' }], repeat: 'refused' },
  ReopenTicket: { payload: byAgent },
  CloseTicket: { payload: byAgent },
  RecordResponseRisk: { payload: clock },
  RecordResponseBreach: { payload: clock },
  EraseTicket: { payload: {} },
  CloseSolvedTicket: { payload: { closesAt: '2026-12-11T07:30:00.000Z' } },
};
