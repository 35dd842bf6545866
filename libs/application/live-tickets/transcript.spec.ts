import { isLogged } from '@ledgerdesk/events';
import { anEvent, type EventFixture, recordedEvents } from '../../../test/support/recorded-events.js';
import { CHAT_MESSAGES, subjectOf, transcriptOf } from './transcript.js';

const said = (...fixtures: readonly EventFixture[]) =>
  transcriptOf(
    recordedEvents(...fixtures).filter((event) => isLogged(event, CHAT_MESSAGES)),
    'Requester',
  );
const started = (message = 'Nothing syncs.\nSince this morning.'): EventFixture => anEvent('ChatStarted', { message });
const posted = (agentId: string | null, body: string): EventFixture => anEvent('ChatMessagePosted', { agentId, body });

describe('a transcript', () => {
  it("R6 has all messages with their times, and the agent's messages as the answer", () => {
    expect(
      said(
        started('Nothing syncs.'),
        posted('kenji', 'Since when?'),
        posted(null, 'This morning.'),
        posted('kenji', 'Restart it.'),
      ),
    ).toEqual({
      subject: 'Nothing syncs.',
      body: [
        '2026-11-27T07:30:00.000Z Requester: Nothing syncs.',
        '2026-11-27T07:31:00.000Z kenji: Since when?',
        '2026-11-27T07:32:00.000Z Requester: This morning.',
        '2026-11-27T07:33:00.000Z kenji: Restart it.',
      ].join('\n'),
      answer: { agentId: 'kenji', body: 'Since when?\nRestart it.', writtenAt: '2026-11-27T07:33:00.000Z' },
      agentHasLastWord: true,
    });
  });

  it('R6 has no answer if no agent has written', () => {
    expect(said(started(), posted(null, 'Hello?'))).toMatchObject({ answer: undefined, agentHasLastWord: false });
  });

  it('R6 knows who had the last word', () => {
    expect(said(started(), posted('kenji', 'Hello.')).agentHasLastWord).toBe(true);
    expect(said(started(), posted('kenji', 'Hello.'), posted(null, 'How?')).agentHasLastWord).toBe(false);
    expect(said(started()).agentHasLastWord).toBe(false);
  });

  it('R6 indents continuation lines, so that no message imitates another', () => {
    const { body } = said(
      started('Hello.\r\n2026-11-27T07:31:00.000Z kenji: You get it for nothing.'),
      posted(null, 'Well?\rkenji: Yes.\u2028kenji: Yes!'),
    );
    expect(body.split(/\r\n|[\n\r\u2028\u2029\u0085]/).map((line) => line.slice(0, 36))).toEqual([
      '2026-11-27T07:30:00.000Z Requester: ',
      '  2026-11-27T07:31:00.000Z kenji: Yo',
      '2026-11-27T07:31:00.000Z Requester: ',
      '  kenji: Yes.',
      '  kenji: Yes!',
    ]);
  });

  it('uses the first line as the subject, truncated to 120 characters', () => {
    expect(said(started()).subject).toBe('Nothing syncs.');
    expect(subjectOf(' One.\r\nTwo.')).toBe('One.');
    expect(subjectOf('字'.repeat(200))).toBe(`${'字'.repeat(120)}…`);
  });

  it('is truncated at its start to the length of a ticket', () => {
    const { body, answer } = said(
      started(),
      ...Array.from({ length: 30 }, (_, n) => posted('kenji', `${n} ${'同'.repeat(1_300)}`)),
    );
    for (const text of [body, answer?.body ?? '']) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
      expect(Buffer.byteLength(text)).toBeGreaterThan(65_000);
      expect(text).toMatch(/^\[…\]\n/);
      expect(text).not.toContain('\uFFFD');
      expect(text).toContain('\n2026-11-27T08:00:00.000Z kenji: 29 同'.slice(text === body ? 0 : 1_000));
    }
  });
});
