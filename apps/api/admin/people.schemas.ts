import type { Team } from '@ledgerdesk/domain';
import {
  ADMIN_ROLES,
  AGENT_AVAILABILITIES,
  type Billing,
  BILLING_INTERVALS,
  CHAMPION_LEVELS,
  LIVE_CHANNELS,
} from '@ledgerdesk/events';
import type { toAgent } from '../desk/agent.view.js';
import type { toMember } from './member.view.js';
import { date, flag, listOf, objectOf, oneOf, orNull, text, whole } from '../platform/openapi/schema.js';
import { servedLanguage } from '../platform/openapi/domain-schemas.js';

type Member = ReturnType<typeof toMember>;
type Agent = ReturnType<typeof toAgent>;

const channels = listOf(oneOf(LIVE_CHANNELS));

/** What routes on teams, members and agents answer. */
export const PEOPLE_SCHEMAS = {
  Team: objectOf<Team>({
    teamId: text,
    name: text,
    timeZone: text,
    products: listOf(text),
    selfServe: flag,
    accountManager: orNull(text),
    billing: objectOf<Billing>({ currency: text, interval: oneOf(BILLING_INTERVALS), periodStart: date, seats: whole }),
    inquiries: listOf(text),
  }),
  Member: objectOf<Member>({
    teamId: text,
    memberId: text,
    language: text,
    active: flag,
    roles: listOf(oneOf(ADMIN_ROLES)),
    champion: orNull(objectOf<NonNullable<Member['champion']>>({ level: oneOf(CHAMPION_LEVELS), addOn: text })),
  }),
  Agent: objectOf<Agent>({
    agentId: text,
    languages: listOf(servedLanguage),
    products: listOf(text),
    channels,
    availability: oneOf(AGENT_AVAILABILITIES),
    takes: channels,
    engaged: orNull(objectOf<NonNullable<Agent['engaged']>>({ channel: oneOf(LIVE_CHANNELS), requestId: text })),
    heartbeatSeconds: { type: 'integer', description: 'Give a sign of life more often than this.' },
  }),
};
