import { TicketCommandMessage, type TicketMerges } from '@ledgerdesk/application';
import type { Ticket } from '@ledgerdesk/domain';
import { isLogged, type LoggedEvent, ticketStream } from '@ledgerdesk/events';
import { accepted, anApplication, type Application, envelope, withAcme } from '../../../test/support/application.js';
import { ticketMerges } from './ticket-merges.js';

const requester = { teamId: 'acme', requesterId: 'aiko' };

describe('merges of tickets', () => {
  let app: Application;
  beforeEach(async () => {
    app = await withAcme(await anApplication());
    for (const ticketId of ['t-1', 't-2', 't-3']) await open(ticketId);
  });
  afterEach(() => app.close());

  const send = async (ticketId: string, input: TicketCommandMessage['input'], by = envelope()) =>
    accepted(await app.send(new TicketCommandMessage(by, ticketId, input)));
  const open = (ticketId: string) =>
    send(ticketId, {
      type: 'OpenTicket',
      ticketId,
      ...requester,
      product: 'dropbox',
      issueType: 'sync_upload',
      subject: 'Sync',
      body: 'Nothing syncs.',
      language: 'en',
    });
  const merge = (from: string, into: string, by = envelope()) =>
    send(from, { type: 'MergeTicket', agentId: 'kenji', into }, by);
  const typesOf = async (ticketId: string) => (await app.eventsOf(ticketStream(ticketId))).map(({ type }) => type);
  const stateOf = async (ticketId: string): Promise<Ticket | undefined> =>
    (await send(ticketId, { type: 'UnassignTicket', agentId: 'kenji' })).state;
  const mergeOf = async (ticketId: string): Promise<LoggedEvent<'TicketMerged'>> =>
    (await app.eventsOf(ticketStream(ticketId))).find((event) => isLogged(event, ['TicketMerged'])) ?? fail();

  /** Records a merge as an engine does that ends before it can tell the other ticket. */
  const mergeHalf = async (from: string, into: string): Promise<LoggedEvent<'TicketMerged'>> => {
    const interrupted = jest.spyOn(app.ticketMerges, 'complete').mockRejectedValueOnce(new Error('The engine ended.'));
    await expect(merge(from, into)).rejects.toThrow('The engine ended.');
    interrupted.mockRestore();
    return mergeOf(from);
  };
  const react = (event: LoggedEvent<'TicketMerged'>, merges: Pick<TicketMerges, 'complete'> = app.ticketMerges) =>
    ticketMerges(merges, 'test').react(event);

  it('are told to the other ticket at once, and once however often they are repeated', async () => {
    const by = envelope();
    const first = await merge('t-1', 't-2', by);
    const told = (await app.eventsOf(ticketStream('t-2'))).at(-1);
    expect(told).toMatchObject({ type: 'TicketMergeReceived', position: first.position });
    expect(told?.metadata.causationId).toBe((await mergeOf('t-1')).id);
    expect(await merge('t-1', 't-2', by)).toMatchObject({ repeated: true, position: first.position });
    await react(await mergeOf('t-1'));
    expect((await typesOf('t-2')).filter((type) => type === 'TicketMergeReceived')).toHaveLength(1);
    expect(await stateOf('t-2')).toMatchObject({ status: 'open', mergedFrom: ['t-1'], mergedInto: null });
  });

  it('that a crash interrupted are completed by the process, as of the merge', async () => {
    const event = await mergeHalf('t-1', 't-2');
    expect(await typesOf('t-2')).not.toContain('TicketMergeReceived');
    await react(event);
    const told = (await app.eventsOf(ticketStream('t-2'))).find(({ type }) => type === 'TicketMergeReceived');
    expect(told).toMatchObject({ occurredAt: event.occurredAt, data: { from: 't-1', agentId: 'kenji' } });
  });

  it('go on in the ticket into which the other was merged in the meantime, also if repeated', async () => {
    const half = await mergeHalf('t-1', 't-2');
    await merge('t-2', 't-3');
    await react(half);
    await react(half);
    expect(await stateOf('t-3')).toMatchObject({ mergedFrom: ['t-2', 't-1'] });
    expect(await typesOf('t-2')).not.toContain('TicketMergeReceived');
    const whole = await open('t-4').then(() => merge('t-4', 't-3'));
    expect(whole.state).toMatchObject({ mergedInto: 't-3' });
  });

  it('are not told to a third ticket if the other knew before it was merged itself', async () => {
    await merge('t-1', 't-2');
    await merge('t-2', 't-3');
    await react(await mergeOf('t-1'));
    expect(await stateOf('t-3')).toMatchObject({ mergedFrom: ['t-2'] });
  });

  it('into each other at the same time close one of the tickets only', async () => {
    const outcomes = await Promise.allSettled([merge('t-1', 't-2'), merge('t-2', 't-1')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect([await stateOf('t-1'), await stateOf('t-2')]).toMatchObject([{ status: 'closed' }, { status: 'open' }]);
  });
});
