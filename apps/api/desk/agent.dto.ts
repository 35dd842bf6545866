import {
  AGENT_AVAILABILITIES,
  type AgentAvailability,
  LIVE_CHANNELS,
  type LiveChannel,
  SERVED_LANGUAGES,
  type ServedLanguage,
} from '@ledgerdesk/events';
import { BooleanField, EnumField, EnumListField, IdField, IdListField, NameField } from '../platform/http/fields.js';

export class RegisterAgentBody {
  @IdField({ example: 'kenji', description: 'Id of the agent.' }) agentId: string;
  @NameField({ example: 'Kenji Mori', description: 'Name of the agent.' }) name: string;
  @EnumListField(SERVED_LANGUAGES, { description: 'Languages that the agent supports.' }) languages: ServedLanguage[];
  @IdListField({ example: ['dropbox'], description: 'Products that the agent supports.' }) products: string[];
  @EnumListField(LIVE_CHANNELS, { optional: true, description: 'Live channels of the agent. Default: all.' })
  channels?: LiveChannel[];
}

/** Fields that are absent stay as they are. */
export class ChangeAgentBody {
  @NameField({ optional: true, example: 'Kenji Mori-Sato', description: 'Name of the agent.' }) name?: string;
  @EnumListField(SERVED_LANGUAGES, { optional: true, description: 'Languages that the agent supports.' })
  languages?: ServedLanguage[];
  @IdListField({ optional: true, example: ['dropbox'], description: 'Products that the agent supports.' })
  products?: string[];
  @BooleanField({
    optional: true,
    description:
      '`true` retires the agent, who gets no chats, calls or assignments from then on. `false` reinstates the agent.',
  })
  retired?: boolean;
}

export class AvailabilityBody {
  @EnumField(AGENT_AVAILABILITIES, { description: 'Whether the agent takes live requests.' })
  availability: AgentAvailability;
  @EnumListField(LIVE_CHANNELS, {
    optional: true,
    description: 'Live channels to take. Default: those of the registration.',
  })
  channels?: LiveChannel[];
}
