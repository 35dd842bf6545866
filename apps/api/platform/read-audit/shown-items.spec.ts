import { addPathResources, ShownItems } from './shown-items.js';

const shownIn = (body: unknown, params: object = {}) => {
  const shown = new ShownItems();
  shown.add(body, addPathResources(shown, params));
  return {
    subjects: [...shown.subjects].sort(),
    resources: [...shown.resources].sort(),
    unowned: [...shown.unowned].sort(),
  };
};

describe('the people and resources in a response', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['a member of a team', { teamId: 'acme', memberId: 'aiko' }, ['member:acme.aiko']],
    ['members in a team', { team: { id: 'acme' }, items: [{ memberId: 'ben' }] }, ['member:acme.ben']],
    ['a requester by id', { teamId: 'acme', requesterId: 'aiko' }, ['member:acme.aiko']],
    ['a requester with a name', { team: { id: 'acme' }, requester: { id: 'aiko' } }, ['member:acme.aiko']],
    ['a customer', { team: { id: 'acme' }, member: { id: 'aiko' } }, ['member:acme.aiko']],
    ['agents', { agentId: 'mia', assignedTo: 'kenji', assignee: { id: 'kenji' } }, ['agent:kenji', 'agent:mia']],
    ['an assigned agent with a name', { assignedTo: { id: 'kenji', name: 'Kenji' } }, ['agent:kenji']],
    ['a consultant', { consultantId: 'ren', consultant: { id: 'ren' } }, ['consultant:ren']],
    ['the author of a message', { author: { kind: 'agent', id: 'mia' } }, ['agent:mia']],
    ['the actor of an event', { metadata: { actor: { kind: 'member', id: 'acme.aiko' } } }, ['member:acme.aiko']],
    [
      'the stream of an event',
      [{ stream: 'member-acme.ben' }, { stream: 'agent-mia' }],
      ['agent:mia', 'member:acme.ben'],
    ],
    ['an account manager', { teamId: 'acme', accountManager: { name: 'Sumi' } }, ['account-manager:acme']],
    ['a record of the read audit', { subjects: ['member:acme.aiko', '*', 'Aiko Sato'] }, ['member:acme.aiko']],
  ])('has %s', (_, body, subjects) => {
    expect(shownIn(body).subjects).toEqual(subjects);
  });

  it('takes members that are named alone as those of the team in the path', () => {
    expect(shownIn({ items: [{ memberId: 'ben' }] }, { teamId: 'acme' }).subjects).toEqual(['member:acme.ben']);
  });

  it('has tickets, chats and callbacks, and which of them are shown without their requester', () => {
    const { resources, unowned } = shownIn(
      [
        { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' },
        { chatId: 'c-1' },
        { channel: 'callback', requestId: 'b-1' },
        { stream: 'ticket-t-2' },
      ],
      { ticketId: 't-3' },
    );
    expect(resources).toEqual(['callback:b-1', 'chat:c-1', 'team:acme', 'ticket:t-1', 'ticket:t-2', 'ticket:t-3']);
    expect(unowned).toEqual(['callback:b-1', 'chat:c-1', 'ticket:t-2', 'ticket:t-3']);
  });

  it('has the person that a request is about, also if it is refused', () => {
    expect(shownIn({ kind: 'consultant', id: 'ren' }, { kind: 'consultant', subjectId: 'ren' })).toMatchObject({
      subjects: ['consultant:ren'],
      resources: ['consultant:ren'],
    });
    expect(shownIn({}, { kind: 'member', subjectId: 'acme.aiko' }).resources).toEqual(['member:acme.aiko']);
  });

  it('has nothing that is no id, whatever a path or text contains', () => {
    const name = 'Aiko Sato';
    const body = { ticketId: name, memberId: name, teamId: name, agentId: name, stream: `member-${name}`, text: name };
    expect(shownIn(body, { ticketId: name, teamId: name, memberId: name })).toEqual({
      subjects: [],
      resources: [],
      unowned: [],
    });
    expect(shownIn('a text')).toEqual({ subjects: [], resources: [], unowned: [] });
    expect(shownIn({ kind: 'member', id: 7, channel: 'chat', requestId: null, accountManager: {} }).subjects).toEqual(
      [],
    );
  });
});
