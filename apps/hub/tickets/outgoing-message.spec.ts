import type { ThreadMessage } from './thread-message.js';
import { baselineIn, hasArrived, type OutgoingMessage } from './outgoing-message.js';

const kenji = { kind: 'agent', id: 'kenji' } as const;
const message = (body: string | null, at: string, changes: Partial<ThreadMessage> = {}): ThreadMessage => ({
  author: { ...kenji, name: 'Kenji' },
  body,
  erased: body === null,
  attachments: [],
  at,
  audience: 'public',
  ...changes,
});
const outgoing = (body: string, thread: readonly ThreadMessage[], before: readonly OutgoingMessage[] = []) => {
  const sent = { ticketId: 't', author: kenji, audience: 'public', body } as const;
  return { ...sent, ...baselineIn(thread, before, sent), id: before.length, files: [], isSent: false };
};

describe('a message that is being sent', () => {
  const thread = [message('Thanks', '2026-11-02T09:00:00.000Z'), message('Other', '2026-11-02T09:05:00.000Z')];

  it('has arrived once the thread has one more with its words', () => {
    const sent = outgoing('Thanks', thread);
    expect(hasArrived(sent, thread)).toBe(false);
    expect(hasArrived(sent, [...thread, message('Thanks', '2026-11-02T09:06:00.000Z')])).toBe(true);
  });

  it('has not arrived with the same words of somebody else, of a note, or of an earlier page', () => {
    const sent = outgoing('Thanks', thread);
    const at = '2026-11-02T09:06:00.000Z';
    const others = [
      message('Thanks', at, { author: { kind: 'agent', id: 'yuki', name: null } }),
      message('Thanks', at, { audience: 'desk' }),
      message('Thanks', '2026-11-01T09:00:00.000Z'),
    ];
    expect(hasArrived(sent, [...thread, ...others])).toBe(false);
  });

  it('is told from an equal one that was sent before it, also where the clock stands still', () => {
    const at = '2026-11-02T09:05:00.000Z';
    const first = outgoing('Other', thread);
    const second = outgoing('Other', thread, [first]);
    const withOne = [...thread, message('Other', at)];
    expect([hasArrived(first, withOne), hasArrived(second, withOne)]).toEqual([true, false]);
    expect(hasArrived(second, [...withOne, message('Other', at)])).toBe(true);
  });

  it('has arrived in a thread that was empty, and if its text is erased at once', () => {
    const sent = outgoing('First', []);
    expect(hasArrived(sent, [message(null, '2026-11-02T09:00:00.000Z')])).toBe(true);
  });
});
