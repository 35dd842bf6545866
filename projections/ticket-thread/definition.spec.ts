import fc from 'fast-check';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { ticketThread } from './definition.js';
import { deskThreadOf, messagesOf } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const SCREENSHOT = { sha256: 'ab'.repeat(32), name: 'screenshot.png', mediaType: 'image/png', bytes: 3 };
const talk = [
  anEvent('TicketOpened', { body: 'Nothing syncs.', attachments: [SCREENSHOT] }, '2026-11-27T07:30:00.000Z'),
  anEvent('TicketAssigned'),
  anEvent('InternalNoteAdded', { body: 'The known proxy case.' }),
  anEvent('TicketAnswered', { body: 'Which machine?' }),
  anEvent('TicketReplied', { body: 'Two machines.' }),
];

describe('the ticket thread', () => {
  it('keys each message by the revision of its event', () => {
    expect([...rowsAfter(ticketThread, ...talk).keys()]).toEqual([
      't-1/00000000',
      't-1/00000002',
      't-1/00000003',
      't-1/00000004',
    ]);
    expect(rowsAfter(ticketThread, ...talk).get('t-1/00000000')).toEqual({
      ticketId: 't-1',
      teamId: 'acme',
      requesterId: 'aiko',
      audience: 'public',
      author: { kind: 'member', id: 'aiko' },
      body: 'Nothing syncs.',
      attachments: [SCREENSHOT],
      at: '2026-11-27T07:30:00.000Z',
    });
  });

  it('V2 shows the requester the public messages, oldest first', async () => {
    const messages = await messagesOf(readerAfter(ticketThread, ...talk), aiko, 't-1');
    expect(messages.map(({ author, body }) => `${author.kind} ${author.id}: ${body}`)).toEqual([
      'member aiko: Nothing syncs.',
      'agent kenji: Which machine?',
      'member aiko: Two machines.',
    ]);
  });

  it('V4 shows nothing to a colleague or to a member with the same id in another team', async () => {
    expect(await messagesOf(readerAfter(ticketThread, ...talk), ben, 't-1')).toEqual([]);
    expect(await messagesOf(readerAfter(ticketThread, ...talk), namesake, 't-1')).toEqual([]);
  });

  it('shows agents internal notes too, and only messages of the ticket', async () => {
    const messages = await deskThreadOf(
      readerAfter(ticketThread, ...talk, anEvent('TicketOpened', { ticketId: 't-2' })),
      't-1',
    );
    expect(messages.map(({ audience, author }) => `${audience} ${author.kind} ${author.id}`)).toEqual([
      'public member aiko',
      'desk agent kenji',
      'public agent kenji',
      'public member aiko',
    ]);
  });

  it('V5 does not depend on internal notes or on other requesters', async () => {
    await fc.assert(
      fc.asyncProperty(ticketHistories, fc.constantFrom(...REQUESTERS), fc.nat(8), async (log, who, number) => {
        const visible = eventsOf(log, who).filter(({ type }) => type !== 'InternalNoteAdded');
        expect(await messagesOf(readerOf(ticketThread, log), who, `t-${number}`)).toEqual(
          await messagesOf(readerOf(ticketThread, visible), who, `t-${number}`),
        );
      }),
    );
  });
});
