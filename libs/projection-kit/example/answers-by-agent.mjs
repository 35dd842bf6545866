// @ts-check

/**
 * Answers by agent, and the teams that each has answered.
 * @typedef {{ readonly answers: number, readonly teams: readonly string[], readonly lastAt: string }} Answers
 */

/** @type {import('@ledgerdesk/projection-kit').OwnProjection<Answers, 'TicketAnswered'>} */
export default {
  name: 'answers-by-agent',
  version: 1,
  keysOf: ({ data }) => [data.agentId],
  on: {
    TicketAnswered: (row, { data, occurredAt }) => ({
      answers: (row?.answers ?? 0) + 1,
      teams: [...new Set([...(row?.teams ?? []), data.teamId])].sort(),
      lastAt: occurredAt,
    }),
  },
};
