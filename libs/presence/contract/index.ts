import type { Presence } from '../port.js';

const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;

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

    it('keeps the latest heartbeat, regardless of the order of arrival', async () => {
      await presence.recordHeartbeat('kenji', T(2));
      await presence.recordHeartbeat('kenji', T(1));
      expect(await presence.lastSeen('kenji')).toBe(T(2));
    });

    it('has the last heartbeats of several agents at once', async () => {
      await presence.recordHeartbeat('kenji', T(1));
      await presence.recordHeartbeat('yuki', T(2));
      await presence.recordHeartbeat('mia', T(3));
      expect(await presence.lastSeenOf(['kenji', 'mia', 'nobody'])).toEqual(
        new Map([
          ['kenji', T(1)],
          ['mia', T(3)],
        ]),
      );
      expect(await presence.lastSeenOf([])).toEqual(new Map());
    });

    it('lists heartbeats from the oldest, page by page', async () => {
      for (const [agentId, minute] of [
        ['kenji', 3],
        ['yuki', 1],
        ['mia', 1],
        ['noor', 2],
      ] as const)
        await presence.recordHeartbeat(agentId, T(minute));
      const first = await presence.oldestHeartbeats(3);
      expect(first.map(({ agentId }) => agentId)).toEqual(['mia', 'yuki', 'noor']);
      expect(await presence.oldestHeartbeats(3, first[2])).toEqual([{ agentId: 'kenji', seenAt: T(3) }]);
    });

    it('deletes a heartbeat, unless a later one was recorded', async () => {
      await presence.recordHeartbeat('kenji', T(1));
      await presence.recordHeartbeat('kenji', T(2));
      await presence.delete({ agentId: 'kenji', seenAt: T(1) });
      expect(await presence.lastSeen('kenji')).toBe(T(2));
      await presence.delete({ agentId: 'kenji', seenAt: T(2) });
      expect(await presence.oldestHeartbeats(9)).toEqual([]);
    });
  });
};
