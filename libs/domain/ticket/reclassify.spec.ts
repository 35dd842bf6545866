import { close, opened, OPENED, solve } from '../../../test/support/ticket-commands.js';
import type { ReclassifyTicket } from './commands.js';

const NINE = '2026-11-27T09:00:00.000Z';
const move = (changes: Partial<Pick<ReclassifyTicket, 'product' | 'issueType'>>): ReclassifyTicket => ({
  type: 'ReclassifyTicket',
  at: NINE,
  agentId: 'kenji',
  reason: 'The question is about search.',
  ...changes,
});

describe('a ticket that is moved to another product or issue type', () => {
  it('D4 D5 records both, what they were, and when the ticket was counted', () => {
    opened.when(move({ product: 'dash', issueType: 'how_to' })).then({
      type: 'TicketReclassified',
      data: {
        ticketId: 't-1',
        teamId: 'acme',
        requesterId: 'aiko',
        product: 'dash',
        issueType: 'how_to',
        previousProduct: 'dropbox',
        previousIssueType: 'sync_upload',
        openedAt: OPENED,
        agentId: 'kenji',
        reason: 'The question is about search.',
      },
    });
    opened.when(move({ issueType: 'how_to' })).then({
      type: 'TicketReclassified',
      data: { product: 'dropbox', issueType: 'how_to' },
    });
  });

  it('E11 keeps its entitlement and its response clock', () => {
    const { product: _, visibleRevision: __, ...kept } = opened.state ?? fail();
    expect(opened.after(move({ product: 'dash' })).state).toMatchObject({ ...kept, product: 'dash' });
  });

  it('changes nothing if it is there already', () => {
    opened.when(move({ product: 'dropbox', issueType: 'sync_upload' })).thenNothing();
    opened.when(move({})).thenNothing();
    opened
      .after(move({ product: 'dash' }))
      .when(move({ product: 'dash' }))
      .thenNothing();
  });

  it('R4 is refused for a product or issue type that the taxonomy does not have', () => {
    opened.when(move({ product: 'fax' })).thenRefused('unknown-product', { reason: 'invalid' });
    opened.when(move({ issueType: 'fax' })).thenRefused('unknown-issue-type', { reason: 'invalid' });
  });

  it('V3 can be solved, but not closed', () => {
    opened
      .after(solve(NINE))
      .when(move({ product: 'dash' }))
      .then('TicketReclassified');
    opened
      .after(close(NINE))
      .when(move({ product: 'dash' }))
      .thenRefused('ticket-not-open', { rule: 'V3' });
  });
});
