import { CHAT_ENDINGS } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { namedId, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  enumOf,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { ChatUpdate, NamedChatUpdate, toChatEssentials, toNamedChat } from './chat.view.js';
import type { ChatUpdates } from './chat-reader.js';
import { queuePosition } from './queue-position.schemas.js';
import { requesterFields } from './request-parties.schemas.js';
import type { RequesterOfRequest } from './request-parties.js';

type ChatEssentials = ReturnType<typeof toChatEssentials>;
type NamedChat = ReturnType<typeof toNamedChat>;

const STATUSES = ['waiting', 'active', 'ended'] satisfies ChatEssentials['status'][];
const UPDATE_KINDS = [
  'message',
  'joined',
  'returned',
  'transferred',
  'language',
  'ended',
] satisfies ChatUpdate['kind'][];

const chatFields = {
  chatId: string('Id of the chat.', EXAMPLES.chatId),
  status: enumOf(STATUSES, 'Status of the chat.'),
  ...queuePosition,
  product: string('Product that the chat is about.', 'dropbox'),
  issueType: string('Issue type from the taxonomy.', 'sync_upload'),
  servedLanguage,
  startedAt: dateTime('Instant at which the chat was started.'),
  endsAt: nullable(dateTime(), 'Instant at which the chat ends automatically if nobody writes or joins.'),
  agentId: nullable(valueLike('kenji'), 'Id of the agent in the chat.'),
  ticketId: nullable(
    valueLike(EXAMPLES.ticketId),
    'Id of the ticket created from the transcript, once it exists.',
    null,
  ),
};

const namedFields = {
  ...chatFields,
  agent: nullable(namedId('The agent in the chat.', 'kenji', 'Kenji Mori'), 'Null if there is none.'),
};

const updates = arrayOf(
  objectOf<NamedChatUpdate>({
    kind: enumOf(UPDATE_KINDS, 'Kind of update.'),
    at: dateTime('Instant of the update.'),
    agentId: nullable(
      valueLike('kenji'),
      'Id of the agent. Null: the requester, or, if transferred, the front of the queue.',
    ),
    agent: nullable(namedId('The agent.', 'kenji', 'Kenji Mori'), 'The agent with the name. Null if `agentId` is.'),
    body: nullable(valueLike('Sync stopped this morning.'), 'Text of the message. Null once it is erased.'),
    erased: boolean('Whether the text of the message is erased.', false),
    reason: nullable(enumOf(CHAT_ENDINGS), 'Why the chat ended.', null),
    ticketId: nullable(
      valueLike(EXAMPLES.ticketId),
      'Id of the ticket created from the transcript, once it exists.',
      null,
    ),
    servedLanguage: nullable(servedLanguage, 'New language of support.', null),
  }),
  'A page of the messages and changes of the chat, oldest first.',
);

const next = string(
  'Cursor of the next page, and `Last-Event-ID` for the event stream. Absent on the last page.',
  EXAMPLES.position,
);

export const CHAT_SCHEMAS = defineSchemas({
  ChatEssentials: objectOf<ChatEssentials>(chatFields),
  ChatPage: pageOf(objectOf<NamedChat>(namedFields)),
  ChatWithUpdates: objectOf<NamedChat & ChatUpdates>({ ...namedFields, updates, next }, 'next'),
  ChatToAnswer: objectOf<NamedChat & ChatUpdates & RequesterOfRequest>(
    {
      ...namedFields,
      ...requesterFields,
      updates,
      next,
    },
    'next',
  ),
});
