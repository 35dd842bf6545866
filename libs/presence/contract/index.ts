import type { Presence } from '../port.js';
import { TICKETS_PER_AGENT, type TicketActivity } from '../ticket-viewers.js';

const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;

const heartbeats = (presence: () => Presence): void => {
  it('keeps the latest heartbeat, regardless of the order of arrival', async () => {
    await presence().recordHeartbeat('kenji', T(2));
    await presence().recordHeartbeat('kenji', T(1));
    expect(await presence().lastSeen('kenji')).toBe(T(2));
  });

  it('has the last heartbeats of several agents at once', async () => {
    await presence().recordHeartbeat('kenji', T(1));
    await presence().recordHeartbeat('yuki', T(2));
    await presence().recordHeartbeat('mia', T(3));
    expect(await presence().lastSeenOf(['kenji', 'mia', 'nobody'])).toEqual(
      new Map([
        ['kenji', T(1)],
        ['mia', T(3)],
      ]),
    );
    expect(await presence().lastSeenOf([])).toEqual(new Map());
  });

  it('lists heartbeats from the oldest, page by page', async () => {
    for (const [agentId, minute] of [
      ['kenji', 3],
      ['yuki', 1],
      ['mia', 1],
      ['noor', 2],
    ] as const)
      await presence().recordHeartbeat(agentId, T(minute));
    const first = await presence().oldestHeartbeats(3);
    expect(first.map(({ agentId }) => agentId)).toEqual(['mia', 'yuki', 'noor']);
    expect(await presence().oldestHeartbeats(3, first[2])).toEqual([{ agentId: 'kenji', seenAt: T(3) }]);
  });

  it('deletes a heartbeat, unless a later one was recorded', async () => {
    await presence().recordHeartbeat('kenji', T(1));
    await presence().recordHeartbeat('kenji', T(2));
    await presence().delete({ agentId: 'kenji', seenAt: T(1) });
    expect(await presence().lastSeen('kenji')).toBe(T(2));
    await presence().delete({ agentId: 'kenji', seenAt: T(2) });
    expect(await presence().oldestHeartbeats(9)).toEqual([]);
  });
};

const viewers = (presence: () => Presence): void => {
  const show = (ticketId: string, agentId: string, minute: number, activity: TicketActivity = 'viewing') =>
    presence().showViewer({ ticketId, agentId, activity, since: T(minute), expiresAt: T(minute + 2) });
  const shownAt = async (minute: number, ticketId?: string): Promise<readonly string[]> =>
    (await presence().viewersAt(T(minute), 99, ticketId)).map((one) =>
      [one.ticketId, one.agentId, one.activity, one.since.slice(14, 16)].join(' '),
    );

  it('shows agents on tickets, by ticket and agent, until they expire', async () => {
    await show('t-2', 'kenji', 10);
    await show('t-1', 'yuki', 10);
    await show('t-1', 'kenji', 11, 'writing');
    expect(await shownAt(11)).toEqual(['t-1 kenji writing 11', 't-1 yuki viewing 10', 't-2 kenji viewing 10']);
    expect(await shownAt(11, 't-2')).toEqual(['t-2 kenji viewing 10']);
    expect(await presence().viewersAt(T(11), 1)).toHaveLength(1);
    expect(await shownAt(12)).toEqual(['t-1 kenji writing 11']);
    expect(await shownAt(13)).toEqual([]);
  });

  it('shows since when an agent does the same on a ticket without a break', async () => {
    await show('t-1', 'kenji', 10);
    await show('t-1', 'kenji', 11);
    expect(await shownAt(12)).toEqual(['t-1 kenji viewing 10']);
    await show('t-1', 'kenji', 12, 'writing');
    expect(await shownAt(13)).toEqual(['t-1 kenji writing 12']);
    await show('t-1', 'kenji', 20, 'writing');
    expect(await shownAt(20)).toEqual(['t-1 kenji writing 20']);
  });

  it('removes an agent from a ticket, once', async () => {
    await show('t-1', 'kenji', 10);
    await show('t-2', 'kenji', 10);
    await presence().removeViewer('t-1', 'kenji');
    await presence().removeViewer('t-1', 'kenji');
    expect(await shownAt(10)).toEqual(['t-2 kenji viewing 10']);
  });

  it('shows an agent on the tickets shown last, and no more than these', async () => {
    for (let n = 0; n <= TICKETS_PER_AGENT; n += 1)
      await presence().showViewer({
        ticketId: `t-${n}`,
        agentId: 'kenji',
        activity: 'viewing',
        since: T(10),
        expiresAt: T(20 + n),
      });
    await show('t-0', 'yuki', 10);
    const shown = await presence().viewersAt(T(10), 99);
    expect(shown.filter(({ agentId }) => agentId === 'kenji')).toHaveLength(TICKETS_PER_AGENT);
    expect(await shownAt(10, 't-0')).toEqual(['t-0 yuki viewing 10']);
  });
};

/** Jest suite that every presence store must pass. `open` also reopens a store that was closed. */
export const presenceContract = (
  name: string,
  make: () => Promise<{ open: () => Promise<Presence>; dispose: () => Promise<void> }>,
): void => {
  describe(name, () => {
    let storage: Awaited<ReturnType<typeof make>>;
    let presence: Presence;
    beforeEach(async () => {
      storage = await make();
      presence = await storage.open();
    });
    afterEach(async () => {
      await presence.close();
      await storage.dispose();
    });

    it('keeps the last heartbeat of an agent when closed', async () => {
      expect(await presence.lastSeen('kenji')).toBeUndefined();
      await presence.recordHeartbeat('kenji', T(1));
      await presence.recordHeartbeat('kenji', T(2));
      await presence.close();
      presence = await storage.open();
      expect(await presence.lastSeen('kenji')).toBe(T(2));
    });

    heartbeats(() => presence);
    viewers(() => presence);
  });
};
