import { CHAT_ENDINGS } from '@ledgerdesk/events';
import type { toChatEssentials, ChatUpdate } from './chat.view.js';
import { instant, listOf, objectOf, oneOf, orNull, text } from '../platform/openapi/schema.js';
import { placeInLine, servedLanguage } from '../platform/openapi/domain-schemas.js';

type Essentials = ReturnType<typeof toChatEssentials>;

const essentials = {
  chatId: text,
  status: oneOf(['waiting', 'active', 'ended'] satisfies Essentials['status'][]),
  ...placeInLine,
  product: text,
  issueType: text,
  servedLanguage,
  startedAt: instant,
  endsAt: orNull({ ...instant, description: 'When it ends by itself unless somebody writes, or joins.' }),
  agentId: orNull(text),
  ticketId: orNull(text),
};

const updates = listOf(
  objectOf<ChatUpdate>({
    kind: oneOf(['message', 'joined', 'returned', 'ended'] satisfies ChatUpdate['kind'][]),
    at: instant,
    agentId: orNull({ type: 'string', description: 'null: the requester.' }),
    body: orNull(text),
    reason: orNull(oneOf(CHAT_ENDINGS)),
    ticketId: orNull(text),
  }),
);

/** What routes on chats answer. */
export const CHAT_SCHEMAS = {
  ChatEssentials: objectOf<Essentials>(essentials),
  ChatWithUpdates: objectOf<Essentials & { readonly updates: unknown }>({ ...essentials, updates }),
  ChatToAnswer: objectOf<
    Essentials & { readonly teamId: string; readonly requesterId: string; readonly updates: unknown }
  >({ ...essentials, teamId: text, requesterId: text, updates }),
};
