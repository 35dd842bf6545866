import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { STILL_OPEN, ticketFlow } from './definition.js';

const at = (hour: number): string => `2026-11-27T${String(hour).padStart(2, '0')}:00:00.000Z`;
const flowAfter = (...fixtures: readonly EventFixture[]) =>
  rowsAfter(ticketFlow, anEvent('TicketOpened', { followUpOf: null }, at(8)), ...fixtures).get('t-1');
const turn = (hour: number, state: string) => ({ at: at(hour), state });

describe('the flow of a ticket', () => {
  it('V3 waits for support until an answer, and again from a reply on', () => {
    expect(
      flowAfter(
        anEvent('TicketReplied', {}, at(9)),
        anEvent('TicketAnswered', {}, at(10)),
        anEvent('TicketAnswered', {}, at(11)),
        anEvent('TicketReplied', {}, at(12)),
      ),
    ).toMatchObject({
      openedAt: at(8),
      overAt: STILL_OPEN,
      turns: [turn(8, 'support'), turn(10, 'requester'), turn(12, 'support')],
    });
  });

  it('is held from a hold to its end, and waits for whoever has the next word then', () => {
    const held = [anEvent('TicketAnswered', {}, at(9)), anEvent('TicketHeld', {}, at(10))];
    expect(flowAfter(...held, anEvent('TicketResumed', {}, at(11)))).toMatchObject({
      turns: [turn(8, 'support'), turn(9, 'requester'), turn(10, 'held'), turn(11, 'requester')],
    });
    expect(
      flowAfter(...held, anEvent('TicketReplied', {}, at(11)), anEvent('TicketResumed', { by: 'reply' }, at(11))),
    ).toMatchObject({ turns: [{}, {}, turn(10, 'held'), turn(11, 'support')] });
  });

  it('is over from the solution on, keeps the first one, and waits for support once it is reopened', () => {
    const solved = [
      anEvent('TicketSolved', { agentId: 'kenji' }, at(9)),
      anEvent('TicketReopened', {}, at(10)),
      anEvent('TicketSolved', { agentId: 'maria' }, at(11)),
    ];
    expect(flowAfter(...solved.slice(0, 2))).toMatchObject({ overAt: STILL_OPEN, solvedAt: at(9), solvedBy: 'kenji' });
    expect(flowAfter(...solved, anEvent('TicketClosed', {}, at(12)))).toMatchObject({
      solvedAt: at(9),
      solvedBy: 'kenji',
      overAt: at(12),
      turns: [turn(8, 'support'), turn(9, 'solved'), turn(10, 'support'), turn(11, 'solved'), turn(12, 'closed')],
    });
  });

  it('ends with a merge, without a solution', () => {
    expect(flowAfter(anEvent('TicketMerged', {}, at(9)))).toMatchObject({
      merged: true,
      solvedAt: null,
      overAt: at(9),
      turns: [turn(8, 'support'), turn(9, 'closed')],
    });
  });

  it('names the agent to whom it is assigned, from when on', () => {
    expect(
      flowAfter(
        anEvent('TicketUnassigned', {}, at(8)),
        anEvent('TicketAssigned', { agentId: 'kenji' }, at(9)),
        anEvent('TicketAssigned', { agentId: 'kenji' }, at(10)),
        anEvent('TicketUnassigned', {}, at(11)),
      ),
    ).toMatchObject({
      hands: [
        { at: at(9), agentId: 'kenji' },
        { at: at(11), agentId: null },
      ],
    });
  });

  it('has the product and issue type of its last reclassification, and the channel that it came of', () => {
    expect(flowAfter()).toMatchObject({
      product: 'dropbox',
      channel: 'web',
      level: 'essentials',
      edition: 'essentials',
      language: 'ja',
    });
    expect(
      flowAfter(
        anEvent('LiveSupportLinked', { channel: 'callback' }),
        anEvent('TicketReclassified', { product: 'dash', issueType: 'how_to' }),
      ),
    ).toMatchObject({ product: 'dash', issueType: 'how_to', channel: 'callback' });
  });

  it('E10 takes over the level of a ticket that is merged into it, if it has none', () => {
    const standard = anEvent('TicketOpened', { entitlement: null });
    const other = { addOn: 'dropbox', source: 'champion', level: 'epic', targetMinutes: 60 } as const;
    const merged = anEvent('TicketMergeReceived', { entitlement: other });
    expect(rowsAfter(ticketFlow, standard).get('t-1')).toMatchObject({ level: null, edition: null });
    expect(rowsAfter(ticketFlow, standard, merged).get('t-1')).toMatchObject({ level: 'epic', edition: null });
    expect(flowAfter(merged)).toMatchObject({ level: 'essentials' });
  });

  it('V3 names the ticket that it follows up', () => {
    const followUp = anEvent('TicketOpened', { ticketId: 't-2', followUpOf: 't-1' }, at(12));
    expect(flowAfter(followUp)).toMatchObject({ openedAt: at(8), followUpOf: null });
    expect(rowsAfter(ticketFlow, followUp).get('t-2')).toMatchObject({ followUpOf: 't-1' });
  });
});
