import { availabilityEnds } from './availability-ends.js';

const change = (agentId: string, revision: number, hour: number, available = true) => ({
  kind: 'availability' as const,
  agentId,
  revision,
  at: `2026-11-27T0${hour}:00:00.000Z`,
  available,
});

describe('the ends of availability', () => {
  it("K4 are the agent's next changes, by revision, and none for the last", () => {
    const changes = [change('kenji', 10, 3), change('kenji', 9, 2), change('mia', 2, 1), change('kenji', 1, 0, false)];
    const ends = availabilityEnds(changes);
    expect(changes.map((one) => ends.get(one))).toEqual([null, changes[0]?.at, null, changes[1]?.at]);
  });

  it('stay as they are where a change has its end', () => {
    const ended = { ...change('kenji', 1, 0), until: '2026-11-27T00:30:00.000Z' };
    const lasting = { ...change('mia', 1, 0), until: null };
    expect([...availabilityEnds([ended, lasting, change('kenji', 2, 4)]).values()]).toEqual(
      expect.arrayContaining([ended.until, null]),
    );
    expect(availabilityEnds([ended]).get(ended)).toBe(ended.until);
  });
});
