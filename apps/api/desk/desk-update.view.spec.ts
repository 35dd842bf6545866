import { type EventType, EVENTS_BY_CATEGORY } from '@ledgerdesk/events';
import { encode } from '@ledgerdesk/event-store';
import { anEvent, recordedEvents } from '../../../test/support/recorded-events.js';
import { DESK_EVENTS, deskUpdates } from './desk-update.view.js';

const updateOf = (type: EventType, data: object = {}) => {
  const [event] = recordedEvents(anEvent(type, data));
  if (!event) throw new Error(`No event ${type}.`);
  const { id, occurredAt, recordedAt, metadata, position, stream, revision } = event;
  const stored = {
    ...encode(event, { id, occurredAt, recordedAt, metadata: JSON.stringify(metadata) }),
    position,
    stream,
    revision,
  };
  return deskUpdates.itemsOf(stored, {}).map(({ event: name, data: text }) => ({
    event: name,
    ...(JSON.parse(typeof text === 'string' ? text : '{}') as object),
  }));
};

describe('updates of the desk', () => {
  it('tell of each event of tickets, chats, callbacks and agents, except the summary of an agent', () => {
    const { ticket, chat, callback, agent } = EVENTS_BY_CATEGORY;
    const types = [...ticket, ...chat, ...callback, ...agent].map(({ type }) => type);
    expect([...DESK_EVENTS, 'AgentStateRecorded'].toSorted()).toEqual(types.toSorted());
    expect(updateOf('AgentStateRecorded')).toEqual([]);
  });

  it.each([
    ['TicketAssigned', 'kenji'],
    ['ChatJoined', 'kenji'],
    ['ChatTransferred', 'yuki'],
    ['CallbackTransferred', 'yuki'],
    ['TicketUnassigned', null],
    ['CallbackUnanswered', null],
    ['TicketReplied', undefined],
  ] as const)('K4 name after %s the agent %s', (type, agentId) => {
    const [update] = updateOf(type);
    expect(update).toEqual({
      event: expect.stringMatching(/^(ticket|chat|callback)$/) as string,
      id: expect.any(String) as string,
      happened: type,
      at: expect.any(String) as string,
      by: { kind: expect.any(String) as string, id: expect.any(String) as string },
      ...(agentId !== undefined && { agentId }),
    });
  });

  it('K4 name the request that an agent is offered or released from', () => {
    expect(updateOf('AgentEngaged')).toMatchObject([
      { event: 'agent', id: 'kenji', happened: 'AgentEngaged', request: { channel: 'chat', requestId: 'ch-1' } },
    ]);
  });

  it('contain no texts, names or numbers', () => {
    for (const type of DESK_EVENTS)
      expect(Object.keys(updateOf(type)[0] ?? {})).toEqual(
        ['event', 'id', 'happened', 'at', 'by', 'agentId', 'request'].filter((key) => key in (updateOf(type)[0] ?? {})),
      );
  });
});
