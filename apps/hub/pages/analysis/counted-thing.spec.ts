import { countedThing } from './counted-thing.js';

describe('what a report counts', () => {
  it('is a ticket with its team, what it is about and when it was opened', () => {
    const row = {
      ticketId: 't1',
      teamId: 'acme',
      product: 'dropbox',
      issueType: 'sync',
      openedAt: '2026-11-27T04:41:00.000Z',
    };
    expect(countedThing('response-report', row)).toEqual({
      kind: 'ticket',
      teamId: 'acme',
      agentId: undefined,
      product: 'dropbox',
      issueType: 'sync',
      at: '2026-11-27T04:41:00.000Z',
      stream: 'ticket-t1',
    });
  });

  it.each([
    ['live-outcomes', { channel: 'chat', requestId: 'c1' }, 'chat', 'chat-c1'],
    ['live-outcomes', { channel: 'callback', requestId: 'c2' }, 'callback', 'callback-c2'],
    ['agent-times', { agentId: 'kenji', at: '2026-11-05T03:11:00.000Z' }, 'agentTime', 'agent-kenji'],
    ['ticket-answers', { ticketId: 't1', agentId: 'kenji' }, 'answer', 'ticket-t1'],
    ['add-on-ledger', { kind: 'charge', teamId: 'acme', product: 'dash' }, 'charge', 'addOn-acme.dash'],
    ['add-on-ledger', { kind: 'add-on', teamId: 'acme', product: 'dash' }, 'addOn', 'addOn-acme.dash'],
    ['feature-digests', { teamId: 'acme' }, 'digest', undefined],
  ])('is named by its read model: %s, %j', (model, row, kind, stream) => {
    expect(countedThing(model, row)).toMatchObject({ kind, stream });
  });

  it('of an unknown read model has no kind', () => {
    expect(countedThing('constructor', { key: 'a', product: 7 })).toMatchObject({
      kind: undefined,
      product: undefined,
    });
  });
});
