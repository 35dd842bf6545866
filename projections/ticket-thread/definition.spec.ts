import fc from 'fast-check';
import { eventsOf, REQUESTERS, ticketHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent } from '../../test/support/recorded-events.js';
import { ticketThread } from './definition.js';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Page } from '../page.js';
import type { MessageRow } from './definition.js';
import { deskMessages, deskThreadOf, messagesOf, publicMessages, type ThreadRequest } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const SCREENSHOT = { sha256: 'ab'.repeat(32), name: 'screenshot.png', mediaType: 'image/png', bytes: 3 };
const talk = [
  anEvent('TicketOpened', { body: 'Nothing syncs.', attachments: [SCREENSHOT] }, '2026-11-27T07:30:00.000Z'),
  anEvent('TicketAssigned'),
  anEvent('InternalNoteAdded', { body: 'The known proxy case.' }),
  anEvent('TicketAnswered', { body: 'Which machine?' }),
  anEvent('TicketReplied', { body: 'Two machines.' }),
];

const itemsOf = (page: Page<MessageRow> | Refusal): readonly MessageRow[] => {
  if (isRefusal(page)) throw new Error(page.message);
  return page.items;
};

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
      position: '00000000000000000001',
    });
  });

  it('V2 shows the requester the public messages, oldest first', async () => {
    const messages = itemsOf(await messagesOf(readerAfter(ticketThread, ...talk), aiko, 't-1'));
    expect(messages.map(({ author, body }) => `${author.kind} ${author.id}: ${body}`)).toEqual([
      'member aiko: Nothing syncs.',
      'agent kenji: Which machine?',
      'member aiko: Two machines.',
    ]);
  });

  it('V4 shows nothing to a colleague or to a member with the same id in another team', async () => {
    expect(await messagesOf(readerAfter(ticketThread, ...talk), ben, 't-1')).toEqual({ items: [] });
    expect(await messagesOf(readerAfter(ticketThread, ...talk), namesake, 't-1')).toEqual({ items: [] });
  });

  it('shows agents internal notes too, and only messages of the ticket', async () => {
    const reader = readerAfter(ticketThread, ...talk, anEvent('TicketOpened', { ticketId: 't-2' }));
    expect([await publicMessages(reader, 't-1'), await deskMessages(reader, 't-1')]).toEqual([3, 4]);
    expect(
      itemsOf(await deskThreadOf(reader, 't-1')).map(
        ({ audience, author }) => `${audience} ${author.kind} ${author.id}`,
      ),
    ).toEqual(['public member aiko', 'desk agent kenji', 'public agent kenji', 'public member aiko']);
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

  /** Reads a thread page by page. Returns the bodies of each page. */
  const pagesOf = async (
    read: (request: ThreadRequest) => Promise<Page<MessageRow> | Refusal>,
    request: ThreadRequest = {},
  ): Promise<readonly (readonly string[])[]> => {
    const page = await read(request);
    if (isRefusal(page)) throw new Error(page.message);
    const bodies = page.items.map(({ body }) => body);
    return page.next === undefined ? [bodies] : [bodies, ...(await pagesOf(read, { ...request, cursor: page.next }))];
  };

  it('V2 is read in pages, in either order', async () => {
    const read = (request: ThreadRequest) => messagesOf(readerAfter(ticketThread, ...talk), aiko, 't-1', request);
    expect(await pagesOf(read, { limit: 2 })).toEqual([['Nothing syncs.', 'Which machine?'], ['Two machines.']]);
    expect(await pagesOf(read, { limit: 1, order: 'desc' })).toEqual([
      ['Two machines.'],
      ['Which machine?'],
      ['Nothing syncs.'],
    ]);
    expect(await pagesOf(read, { limit: 3 })).toHaveLength(1);
  });

  it('V4 has cursors that tell of no internal note', async () => {
    const { next = '' } = (await messagesOf(readerAfter(ticketThread, ...talk), aiko, 't-1', {
      limit: 2,
    })) as Page<MessageRow>;
    expect(Buffer.from(next, 'base64url').toString()).toBe('["position asc","00000000000000000004",""]');
  });

  it('has pages of limited size, regardless of the number of messages, and of one message at least', async () => {
    const long = 'x'.repeat(200_000);
    const bodies = [
      ...Array.from({ length: 15 }, (_, n) => `short ${n}`),
      long,
      long,
      long,
      'x'.repeat(600_000),
      'end',
    ];
    const reader = readerAfter(
      ticketThread,
      anEvent('TicketOpened', { body: 'first' }),
      ...bodies.map((body) => anEvent('TicketReplied', { body })),
    );
    const pages = await pagesOf((request) => deskThreadOf(reader, 't-1', request), { limit: 200 });
    expect(pages.map((page) => page.length)).toEqual([18, 1, 1, 1]);
    expect(pages.flat()).toEqual(['first', ...bodies]);
  });

  it('refuses a cursor of the other order', async () => {
    const reader = readerAfter(ticketThread, ...talk);
    const { next } = (await deskThreadOf(reader, 't-1', { limit: 1 })) as Page<MessageRow>;
    expect(await deskThreadOf(reader, 't-1', { cursor: next, order: 'desc' })).toMatchObject({
      code: 'cursor-malformed',
    });
  });
});
