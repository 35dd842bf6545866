import {
  AGENT_AVAILABILITIES,
  type AgentAvailability,
  LIVE_CHANNELS,
  type LiveChannel,
  SERVED_LANGUAGES,
  type ServedLanguage,
} from '@ledgerdesk/events';
import { NoPastField } from '../platform/as-of/no-past.dto.js';
import { EnumField, IdField, TextField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

export class AgentsQuery extends PageQuery {
  @TextField(200, {
    optional: true,
    example: 'mori',
    description: 'Text in the name or id. Case and width of letters do not count.',
  })
  q?: string;
  @IdField({ optional: true, example: 'dropbox', description: 'Product that the agent supports.' }) product?: string;
  @EnumField(SERVED_LANGUAGES, { optional: true, example: 'ja', description: 'Language that the agent supports.' })
  language?: ServedLanguage;
  @EnumField(LIVE_CHANNELS, { optional: true, example: 'chat', description: 'Live channel of the registration.' })
  channel?: LiveChannel;
  @EnumField(AGENT_AVAILABILITIES, {
    optional: true,
    example: 'available',
    description: 'Whether the agent takes live requests.',
  })
  availability?: AgentAvailability;
  @NoPastField() asOf?: string;
}
