import type { ChatUpdate } from '@ledgerdesk/client';
import { isLeftBy, isLost } from './left-chat.js';

const update = (kind: ChatUpdate['kind'], agentId: string | null = null): ChatUpdate => ({
  kind,
  agentId,
  agent: null,
  body: null,
  erased: false,
  servedLanguage: null,
  reason: null,
  ticketId: null,
  at: '2026-11-27T07:30:00.000Z',
});
const joined = update('joined', 'kenji');

describe('a chat is left by its agent', () => {
  it.each([
    ['that joined it', [joined], false],
    ['that wrote since', [joined, update('message', 'kenji')], false],
    ['when it went back to the queue', [joined, update('returned', 'kenji'), update('message')], true],
    ['when it was handed over', [joined, update('transferred', 'yuki')], true],
    ['when it was handed to the queue', [joined, update('transferred')], true],
    ['when it has ended', [joined, update('ended')], true],
    ['that joined it again', [joined, update('returned', 'kenji'), joined], false],
  ] as const)('%s', (_, updates, isLeft) => {
    expect(isLeftBy(updates, 'kenji')).toBe(isLeft);
  });
});

describe('a request is lost', () => {
  it.each([
    ['not before the engine knows that the agent has it', undefined, undefined, false],
    ['not while the agent has it', 'r-1', 'r-1', false],
    ['once the agent has nothing', 'r-1', undefined, true],
    ['once the agent has another one', 'r-1', 'r-2', true],
    ['not for an earlier one', 'r-0', undefined, false],
  ])('%s', (_, seen, engagedWith, lost) => {
    expect(isLost('r-1', seen, engagedWith)).toBe(lost);
  });
});
