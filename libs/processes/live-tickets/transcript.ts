import type { LoggedEvent } from '@ledgerdesk/events';

/** The longest text of a ticket, in bytes. */
const LONGEST = 65_536;
const CUT = '[…]\n  ';

/** The end of a text where all of it would be too long: what was said last is what counts. */
const fitting = (text: string): string => {
  const bytes = Buffer.from(text);
  if (bytes.length <= LONGEST) return text;
  const end = new TextDecoder().decode(bytes.subarray(bytes.length - LONGEST + Buffer.byteLength(CUT) + 3));
  return CUT + end.replace(/^\uFFFD+/, '');
};

interface Line {
  readonly agentId: string | null;
  readonly at: string;
  readonly body: string;
}

/** What is said in a chat. */
export const CHAT_MESSAGES = ['ChatStarted', 'ChatMessagePosted'] as const;
type Said = LoggedEvent<(typeof CHAT_MESSAGES)[number]>;

const lineOf = ({ type, data, occurredAt: at }: Said): Line =>
  type === 'ChatStarted' ? { agentId: null, at, body: data.message } : { agentId: data.agentId, at, body: data.body };

/** What was said in a chat, as the parts of a ticket. */
export interface Transcript {
  readonly subject: string;
  readonly body: string;
  /** The agent's part; undefined where no agent has said anything. */
  readonly answer: { readonly agentId: string; readonly body: string } | undefined;
}

const SUBJECT = 120;

const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Set in, so that nothing that somebody has written looks like the beginning of another line. */
const setIn = (text: string): string => text.split(BREAK).join('\n  ');

/** The first line of a text, or as much of it as a subject holds. */
export const subjectOf = (text: string): string => {
  const characters = [...(text.trim().split(BREAK)[0] ?? '')];
  return characters.length > SUBJECT ? `${characters.slice(0, SUBJECT).join('')}…` : characters.join('');
};

/** R6: everything that both have said, with the times, and what the agent has answered; `requester` is what they are called in it. */
export const transcriptOf = (events: readonly Said[], requester: string): Transcript => {
  const lines = events.map(lineOf);
  const answers = lines.filter(({ agentId }) => agentId !== null);
  const agentId = answers.at(-1)?.agentId;
  return {
    subject: subjectOf(lines[0]?.body ?? ''),
    body: fitting(lines.map((line) => `${line.at} ${line.agentId ?? requester}: ${setIn(line.body)}`).join('\n')),
    answer:
      typeof agentId === 'string' ? { agentId, body: fitting(answers.map(({ body }) => body).join('\n')) } : undefined,
  };
};
