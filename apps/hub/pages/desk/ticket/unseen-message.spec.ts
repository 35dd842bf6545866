import type { ThreadMessage } from '../../../tickets/thread-message.js';
import { unseenAmong } from './unseen-message.js';

const message = (body: string, id = 'yuki', at = '2026-11-30T09:00:00Z'): ThreadMessage => ({
  author: { kind: id === 'aiko' ? 'member' : 'agent', id, name: null },
  body,
  erased: false,
  attachments: [],
  at,
  audience: 'public',
});

describe('what others have written since an agent saw a ticket', () => {
  const request = message('Nothing syncs.', 'aiko');
  const answer = message('Please sign in again.');

  it('is nothing while the newest message is the one that they saw, also if it has been erased since', () => {
    expect(unseenAmong([answer, request], answer, 'kenji')).toBeUndefined();
    expect(unseenAmong([{ ...answer, body: null, erased: true }, request], answer, 'kenji')).toBeUndefined();
  });

  it('is a message of the same moment, and of the same author too', () => {
    const second = message('Then restart.');
    expect(unseenAmong([answer, request], request, 'kenji')).toBe(answer);
    expect(unseenAmong([second, answer, request], answer, 'kenji')).toBe(second);
  });

  it('is not what the agent has written', () => {
    const note = message('Seen before.', 'kenji');
    expect(unseenAmong([note, request], request, 'kenji')).toBeUndefined();
    expect(unseenAmong([note, answer, request], request, 'kenji')).toBe(answer);
  });

  it('is any message if the one that they saw is no longer among the newest', () => {
    expect(unseenAmong([answer], message('Long ago', 'aiko', '2026-11-29T09:00:00Z'), 'kenji')).toBe(answer);
    expect(unseenAmong([answer], undefined, 'kenji')).toBe(answer);
  });
});
