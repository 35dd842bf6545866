import { EVENTS_BY_CATEGORY } from '@ledgerdesk/events';
import { OWN_EVENTS } from './own-update.view.js';

/**
 * Events of which requesters are shown nothing, or nothing that another event does not tell. Who is erased is no longer
 * a member.
 */
const NOT_SHOWN = [
  'CallbackErased',
  'ChatErased',
  'InternalNoteAdded',
  'ResponseAtRisk',
  'ResponseClockPaused',
  'ResponseClockResumed',
  'ResponseClockStarted',
  'ResponseClockStopped',
  'TicketErased',
];

describe("updates of a requester's tickets, chats and callbacks", () => {
  it('V4 tell of each event, or leave it out on purpose', () => {
    const { ticket, chat, callback } = EVENTS_BY_CATEGORY;
    const types = [...ticket, ...chat, ...callback].map(({ type }) => type);
    expect([...OWN_EVENTS, ...NOT_SHOWN].toSorted()).toEqual(types.toSorted());
  });
});
