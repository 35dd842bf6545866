import type { ChatAnswer } from '@ledgerdesk/domain';
import type { LoggedEvent } from '@ledgerdesk/events';

/** Maximum length of a ticket's text, in bytes. */
const MAX_BYTES = 65_536;
const ELLIPSIS = '[…]\n  ';

/** Truncates a text at its start, so that the latest messages are kept. */
const truncate = (text: string): string => {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_BYTES) return text;
  const end = new TextDecoder().decode(bytes.subarray(bytes.length - MAX_BYTES + Buffer.byteLength(ELLIPSIS) + 3));
  return ELLIPSIS + end.replace(/^\uFFFD+/, '');
};

interface Line {
  readonly agentId: string | null;
  readonly at: string;
  readonly body: string;
}

/** Events that are messages of a chat. */
export const CHAT_MESSAGES = ['ChatStarted', 'ChatMessagePosted'] as const;
type ChatMessage = LoggedEvent<(typeof CHAT_MESSAGES)[number]>;

const lineOf = ({ type, data, occurredAt: at }: ChatMessage): Line =>
  type === 'ChatStarted' ? { agentId: null, at, body: data.message } : { agentId: data.agentId, at, body: data.body };

/** A chat as the parts of a ticket. */
interface Transcript {
  readonly subject: string;
  readonly body: string;
  /** The agents' messages, with the last agent's ID and the time of the last one; undefined if no agent has written. */
  readonly answer: ChatAnswer | undefined;
  /** True if an agent wrote the last message. */
  readonly agentHasLastWord: boolean;
}

const MAX_SUBJECT_LENGTH = 120;

const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Indents continuation lines, so that no message can imitate the start of another. */
const indent = (text: string): string => text.split(BREAK).join('\n  ');

/** The first line of a text, truncated to 120 characters. */
export const subjectOf = (text: string): string => {
  const characters = [...(text.trim().split(BREAK)[0] ?? '')];
  return characters.length > MAX_SUBJECT_LENGTH
    ? `${characters.slice(0, MAX_SUBJECT_LENGTH).join('')}…`
    : characters.join('');
};

/** R6: all messages with their times, and the agents' messages as the answer. `requester` is their displayed name. */
export const transcriptOf = (events: readonly ChatMessage[], requester: string): Transcript => {
  const lines = events.map(lineOf);
  const answers = lines.filter(({ agentId }) => agentId !== null);
  const { agentId, at: writtenAt } = answers.at(-1) ?? {};
  return {
    subject: subjectOf(lines[0]?.body ?? ''),
    body: truncate(lines.map((line) => `${line.at} ${line.agentId ?? requester}: ${indent(line.body)}`).join('\n')),
    answer:
      typeof agentId === 'string' && writtenAt !== undefined
        ? { agentId, body: truncate(answers.map(({ body }) => body).join('\n')), writtenAt }
        : undefined,
    agentHasLastWord: (lines.at(-1)?.agentId ?? null) !== null,
  };
};
