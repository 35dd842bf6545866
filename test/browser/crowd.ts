import { chatStream, type ChatEvent } from '@ledgerdesk/events';
import type { EventStore } from '@ledgerdesk/event-store';
import { addMillis, DAY, type Instant } from '@ledgerdesk/kernel';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import type { Environment } from '../../apps/server/settings.js';
import { STORY_START } from '../../apps/cli/sandbox/tell-story.js';
import { benchEvents, fillTicketsOf } from '../bench/big-log.js';

const OWNER = { teamId: 'acme', requesterId: 'aiko' } as const;
const OPENED: Instant = addMillis(STORY_START, -DAY);
/** Nothing ends the chat. */
const IN_A_YEAR: Instant = addMillis(STORY_START, 365 * DAY);

/** What a log has besides the story of the sandbox. All of it is of the administrator of acme. */
export interface Crowd {
  /** Open tickets. */
  readonly tickets: number;
  /** Messages of the first of these tickets. */
  readonly messages: number;
  /** Messages of a chat. */
  readonly chatMessages: number;
}

/** Ids of a crowd. */
export const CROWDED = { ticketId: 't0', chatId: 'long-chat' } as const;

const chatEvents = (messages: number): readonly ChatEvent[] => {
  const key = { ...OWNER, chatId: CROWDED.chatId };
  const engaged = { agentId: 'kenji', engagementId: 'long-engagement' };
  return [
    {
      type: 'ChatStarted',
      data: {
        ...key,
        product: 'dropbox',
        issueType: 'sync_upload',
        message: 'Nothing syncs.',
        language: 'en',
        servedLanguage: 'en',
        terms: 'premium',
        timeZone: null,
        endsAt: IN_A_YEAR,
      },
    },
    { type: 'ChatJoined', data: { ...key, ...engaged, endsAt: IN_A_YEAR } },
    ...Array.from({ length: messages - 1 }, (_, n): ChatEvent => ({
      type: 'ChatMessagePosted',
      data: { ...key, agentId: n % 2 === 0 ? 'kenji' : null, body: `Line ${n + 1} of the chat.`, endsAt: IN_A_YEAR },
    })),
  ];
};

/** Appends a long chat, a part at a time: an append has a size limit. */
const fillChat = async (store: EventStore, messages: number): Promise<void> => {
  const events = benchEvents(chatEvents(messages), 'long-chat', OPENED);
  for (let at = 0; at < events.length; at += 100)
    await store.append(chatStream(CROWDED.chatId), at === 0 ? 'no-stream' : at - 1, events.slice(at, at + 100));
};

/** Writes a crowd to the log of an environment, before the story of the sandbox is told. */
export const fillCrowd = async (
  environment: Environment,
  { tickets, messages, chatMessages }: Crowd,
): Promise<void> => {
  const engine = await openEngine(settingsFrom({ ...environment, ROLES: 'http', LOG_LEVEL: 'silent' }), {
    workerThreads: false,
  });
  try {
    await fillTicketsOf(engine.store, { ...OWNER, tickets, messages, openedAt: Date.parse(OPENED) });
    await fillChat(engine.store, chatMessages);
  } finally {
    await engine.close();
  }
};
