import { AGENT_AVAILABILITIES, LIVE_CHANNELS } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  enumOf,
  integer,
  nullable,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toAgent } from './agent.view.js';

type Agent = ReturnType<typeof toAgent>;

const liveRequest = objectOf<NonNullable<Agent['engaged']>>({
  channel: enumOf(LIVE_CHANNELS, 'Live channel.'),
  requestId: string('Id of the chat or callback.', EXAMPLES.chatId),
});

export const AGENT_SCHEMAS = defineSchemas({
  Agent: objectOf<Agent>({
    agentId: string('Id of the agent.', 'kenji'),
    retired: boolean('Whether the agent gets no chats, calls or assignments any more.', false),
    languages: arrayOf(servedLanguage, 'Languages that the agent supports.'),
    products: arrayOf(valueLike('dropbox'), 'Products that the agent supports.'),
    channels: arrayOf(enumOf(LIVE_CHANNELS), 'Live channels of the registration.'),
    availability: enumOf(AGENT_AVAILABILITIES, 'Whether the agent takes live requests.'),
    takes: arrayOf(enumOf(LIVE_CHANNELS), 'Live channels that the agent currently takes.'),
    engaged: nullable(liveRequest, 'Live request that the agent is working on.'),
    heartbeatSeconds: integer('Maximum number of seconds between two heartbeats.', 90),
  }),
});
