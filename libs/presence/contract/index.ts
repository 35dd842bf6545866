import type { Presence } from '../port.js';

const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;

/** What every presence must do, as a Jest suite. `open` opens the same one again after it was closed. */
export const presenceContract = (
  name: string,
  make: () => Promise<{ open: () => Promise<Presence>; dispose: () => Promise<void> }>,
): void => {
  describe(`${name} keeps the presence contract`, () => {
    let place: Awaited<ReturnType<typeof make>>;
    let presence: Presence;
    beforeEach(async () => {
      place = await make();
      presence = await place.open();
    });
    afterEach(async () => {
      await presence.close();
      await place.dispose();
    });

    it('knows who was seen last when, also after it was closed', async () => {
      expect(await presence.lastSeen('kenji')).toBeUndefined();
      await presence.recordHeartbeat('kenji', T(1));
      await presence.recordHeartbeat('kenji', T(2));
      await presence.close();
      presence = await place.open();
      expect(await presence.lastSeen('kenji')).toBe(T(2));
    });

    it('never goes back, in whatever order signs of life come in', async () => {
      await presence.recordHeartbeat('kenji', T(2));
      await presence.recordHeartbeat('kenji', T(1));
      expect(await presence.lastSeen('kenji')).toBe(T(2));
    });

    it('lists the longest unseen first, a page at a time', async () => {
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

    it('forgets nobody who has been seen since', async () => {
      await presence.recordHeartbeat('kenji', T(1));
      await presence.recordHeartbeat('kenji', T(2));
      await presence.delete({ agentId: 'kenji', seenAt: T(1) });
      expect(await presence.lastSeen('kenji')).toBe(T(2));
      await presence.delete({ agentId: 'kenji', seenAt: T(2) });
      expect(await presence.oldestHeartbeats(9)).toEqual([]);
    });
  });
};
