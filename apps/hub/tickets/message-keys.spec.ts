import { keyed } from './message-keys.js';

const message = (at: string, id = 'aiko') => ({ at, author: { id } });
const keysOf = (messages: Parameters<typeof keyed>[0]) => keyed(messages).map(([key]) => key);

describe('keys of messages', () => {
  it('stay when earlier and later messages are loaded', () => {
    const shown = [message('2026-11-30T09:00:00Z'), message('2026-11-30T09:05:00Z', 'kenji')];
    const more = [message('2026-11-30T08:00:00Z'), ...shown, message('2026-11-30T10:00:00Z')];
    expect(keysOf(more).slice(1, 3)).toEqual(keysOf(shown));
  });

  it('differ for messages of one moment', () => {
    const same = message('2026-11-30T09:00:00Z');
    expect(new Set(keysOf([same, same, message(same.at, 'kenji')])).size).toBe(3);
  });
});
