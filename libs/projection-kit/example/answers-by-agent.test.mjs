// @ts-check
import { anEvent, scenario } from '@ledgerdesk/projection-kit';
import { test } from 'node:test';
import answersByAgent from './answers-by-agent.mjs';

test('counts the answers of each agent', () =>
  scenario(answersByAgent)
    .given(anEvent('TicketAnswered', { agentId: 'kenji', teamId: 'acme' }))
    .when(
      anEvent('TicketAnswered', { agentId: 'mei', teamId: 'acme' }),
      anEvent('TicketAnswered', { agentId: 'kenji', teamId: 'blue' }, '2026-11-27T09:00:00.000Z'),
    )
    .thenRows({
      kenji: { answers: 2, teams: ['acme', 'blue'], lastAt: '2026-11-27T09:00:00.000Z' },
      mei: { answers: 1, teams: ['acme'], lastAt: '2026-11-27T07:31:00.000Z' },
    }));
