import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Member } from '@ledgerdesk/domain';
import type { LiveRequest } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { accepted, anApplication, type Application, envelope, withAcme } from '../../test/support/application.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { RemoteStore } from '../../test/support/remote-store.js';
import {
  AddOnCommandMessage,
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
} from './command-messages.js';

const requester = { teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'en' };
const aiko = { memberId: 'aiko' };

/** Two engines on one log; the server has not delivered to the first what the second one records. */
describe('what another engine has recorded a moment ago', () => {
  let here: Application;
  let there: Application;
  let connection: RemoteStore;
  let connections: readonly RemoteStore[];

  const delivered = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  };
  const setRoles = (memberId: string, roles: Member['roles']) =>
    there.done(
      new MemberCommandMessage(envelope(), 'acme', memberId, {
        type: 'AssignAdminRoles',
        teamId: 'acme',
        memberId,
        roles,
      }),
    );
  const addMember = (memberId: string) =>
    there.done(
      new MemberCommandMessage(envelope(), 'acme', memberId, {
        type: 'AddMember',
        teamId: 'acme',
        memberId,
        name: memberId,
        email: `${memberId}@acme.example`,
        language: 'en',
        roles: [],
      }),
    );
  const buy = async (app: Application) => {
    const request = { id: 'q-1', product: 'dropbox', edition: 'essentials' as const, at: app.clock.now() };
    const quote = accepted(await app.quotes.quote('acme', aiko, request));
    await app.done(new AddOnCommandMessage(envelope(), 'acme', 'dropbox', aiko, { type: 'PurchaseAddOn', quote }));
  };

  beforeEach(async () => {
    const [store, time] = [new MemoryEventStore(), new ManualTime()];
    connection = new RemoteStore(store, time);
    connections = [connection, new RemoteStore(store, time)];
    here = await anApplication({ store, connection });
    there = await anApplication({ store, connection: connections[1] ?? store });
    await withAcme(there, { aiko: ['team_admin'], ben: [] });
    await delivered();
  });
  afterEach(async () => {
    await here.close();
    await there.close();
    for (const each of connections) await each.close();
  });
  /** What is recorded from now on is not delivered. */
  const holdUp = () => (connection.isConnected = false);

  it('E2 opens what is refused to those who are no members', async () => {
    expect(await here.access.activeMember('acme', 'cho')).toMatchObject({ code: 'member-not-active' });
    holdUp();
    await addMember('cho');
    expect(await here.access.activeMember('acme', 'cho')).toMatchObject({ active: true });
    expect(connection.calls.reads).toBeGreaterThan(0);
  });

  it('is not read for what is allowed', async () => {
    expect(await here.access.activeMember('acme', 'aiko')).toMatchObject({ active: true });
    const { reads } = connection.calls;
    expect(await here.access.activeMember('acme', 'aiko')).toMatchObject({ active: true });
    expect(connection.calls.reads).toBe(reads);
  });

  it('P6 H1 H2 H7 opens billing, the hub and premium support', async () => {
    const { policies } = here.executor.factReader(here.clock.now());
    const answers = () =>
      Promise.all([
        here.access.billingRefusal('acme', 'ben', policies),
        here.access.hubRefusal('acme', 'ben', here.clock.now()),
      ]);
    for (const refusal of await answers()) expect(refusal).toMatchObject({ refused: true });
    holdUp();
    await setRoles('ben', ['team_admin']);
    await buy(there);
    expect(await answers()).toEqual([undefined, undefined]);
  });

  it('P7 P8 counts for quotes, offers and previews of removals', async () => {
    const request = { id: 'q-2', product: 'dropbox', edition: 'essentials' as const, at: here.clock.now() };
    const answers = async () => [
      await here.quotes.quote('acme', aiko, request),
      await here.removals.preview('acme', 'dropbox', aiko, here.clock.now()),
    ];
    expect((await answers()).map(isRefusal)).toEqual([false, true]);
    holdUp();
    await buy(there);
    expect((await answers()).map(isRefusal)).toEqual([true, false]);
    expect(isRefusal(await here.quotes.offers('acme', { memberId: 'ben' }, ['dropbox'], here.clock.now()))).toBe(false);
  });

  const chat = (chatId: string) =>
    here.send(
      new ChatCommandMessage(envelope(), chatId, {
        type: 'StartChat',
        chatId,
        ...requester,
        issueType: 'sync_upload',
        message: 'M',
      }),
    );

  it('K4 leaves room for another chat in line', async () => {
    await buy(there);
    await delivered();
    accepted(await chat('ch-1'));
    expect(await chat('ch-2')).toMatchObject({ refused: true });
    await delivered();
    holdUp();
    await there.done(
      new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker: { kind: 'requester', ...requester } }),
    );
    expect(isRefusal(await chat('ch-3'))).toBe(false);
  });

  it('K4 is assigned, and who is engaged is known', async () => {
    await buy(there);
    const callback: LiveRequest = { channel: 'callback', requestId: 'c-1' };
    await there.done(
      new CallbackCommandMessage(envelope(), 'c-1', {
        type: 'RequestCallback',
        callbackId: 'c-1',
        ...requester,
        phone: '+81312345678',
        reason: 'R',
      }),
    );
    const first = accepted(await there.engagements.assignNext(envelope({ commandId: 'e-1' }), 'yuki', [callback]));
    await delivered();
    expect(isRefusal(await here.engagements.assignNext(envelope(), 'kenji', [callback]))).toBe(true);
    expect(first.request).toMatchObject(callback);
    holdUp();
    await there.engagements.release(envelope(), 'yuki', 'e-1', 'refused');
    await there.engagements.requeue(envelope(), { engagementId: 'e-1', ...callback });
    const second = envelope({ commandId: 'e-2' });
    expect(accepted(await here.engagements.assignNext(second, 'kenji', [callback])).request).toMatchObject(callback);
    expect(await here.engagements.isCurrent('kenji', 'e-2')).toBe(true);
  });

  it('K4 engages an agent whose engagement is asked for', async () => {
    expect(await here.engagements.isCurrent('yuki', 'e-1')).toBe(false);
    holdUp();
    await there.done(
      new AgentCommandMessage(envelope({ commandId: 'e-1' }), 'yuki', {
        type: 'EngageAgent',
        agentId: 'yuki',
        engagementId: 'e-1',
        request: { channel: 'callback', requestId: 'c-9' },
        pushed: false,
      }),
    );
    expect(await here.engagements.isCurrent('yuki', 'e-1')).toBe(true);
  });
});
