import { TICKET, withAcme } from './api/acme.js';
import type { Caller } from './api/caller.js';
import { TestEngine } from './api/test-engine.js';

describe('the desk over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let agents: readonly Caller[];

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko } = await withAcme(engine));
    agents = await Promise.all(['kenji', 'yuki', 'tom'].map((subject) => engine.as({ kind: 'agent', subject })));
  });
  afterAll(() => engine.close());

  const opened = async (): Promise<string> => String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);

  it('gives a ticket to one of those who claim it at once, and tells the others who has it', async () => {
    const ticketId = await opened();
    const replies = await Promise.all(agents.map((agent) => agent.post(`/v1/desk/tickets/${ticketId}/claim`)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const owner = replies.find(({ status }) => status === 201)?.body['assignedTo'];
    for (const { body } of replies.filter(({ status }) => status === 409)) expect(body).toMatchObject({ type: 'urn:ledgerdesk:problem:ticket-claimed', assignedTo: owner });
  });

  it('V3 closes a solved ticket two weeks later by itself, and one that was reopened not', async () => {
    const [kenji] = agents;
    const [left, reopened] = [await opened(), await opened()];
    for (const ticketId of [left, reopened]) await kenji?.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Done.' });
    await kenji?.post(`/v1/desk/tickets/${reopened}/reopening`);
    await engine.restart('2026-12-11T07:30:00.000Z');
    expect((await aiko.get(`/v1/tickets/${left}`)).body).toMatchObject({ status: 'closed' });
    expect((await aiko.get(`/v1/tickets/${reopened}`)).body).toMatchObject({ status: 'open' });
    expect((await kenji?.post(`/v1/desk/tickets/${left}/reopening`))?.body).toMatchObject({ status: 409, rule: 'V3' });
  });
});
