import { ADMIN_ROLES, AGENT_AVAILABILITIES, CHAMPION_LEVELS, LIVE_CHANNELS, MEMBER_STATUSES } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { edition, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  type Schema,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import { ticketStatus } from '../tickets/ticket.schemas.js';
import type { toAgentDetails, toCustomer, toLiveDesk, toOwnState, toPresentAgent } from './desk-directory.view.js';

type AgentDetails = ReturnType<typeof toAgentDetails>;
type PresentAgent = ReturnType<typeof toPresentAgent>;
type OwnAgent = ReturnType<typeof toOwnState>;
type LiveDesk = ReturnType<typeof toLiveDesk>;
type Customer = ReturnType<typeof toCustomer>;
type CustomerTicket = Customer['tickets']['items'][number];

interface Named {
  readonly id: string;
  readonly name: string | null;
}
const named = (what: string, id: string, name: string): Schema =>
  objectOf<Named>({
    id: string(`Id of the ${what}.`, id),
    name: nullable(valueLike(name), `Name of the ${what}. Null if it is not known.`),
  });
const product = named('product', 'dropbox', 'Dropbox');
const ofTeam = named('team', 'acme', 'Acme KK');
const ofRequester = named('requester', 'aiko', 'Aiko Sato');

const requestId = string('Id of the chat or callback.', EXAMPLES.chatId);
const channel = enumOf(LIVE_CHANNELS, 'Live channel.');
const availability = enumOf(AGENT_AVAILABILITIES, 'Whether the agent takes live requests.');

const skills = {
  agentId: string('Id of the agent.', 'kenji'),
  name: nullable(valueLike('Kenji Mori'), 'Name of the agent. Null without a registration, or once it is erased.'),
  erased: boolean('Whether the name of the agent is erased.', false),
  retired: boolean('Whether the agent gets no chats, calls or assignments any more.', false),
  registered: boolean(
    'Whether the agent is registered. Other agents answer tickets, but are offered no live requests.',
  ),
  languages: arrayOf(servedLanguage, 'Languages that the agent supports.'),
  products: arrayOf(valueLike('dropbox'), 'Products that the agent supports.'),
  channels: arrayOf(channel, 'Live channels of the registration.'),
  availability,
  takes: arrayOf(channel, 'Live channels that the agent takes at present. Empty while away.'),
};
const lastSeenAt = nullable(dateTime(), 'Last heartbeat of the agent. Null if there is none.');

const agentDetails = {
  ...skills,
  engaged: nullable(
    objectOf<NonNullable<AgentDetails['engaged']>>({ channel, requestId }),
    'Live request that the agent is working on.',
  ),
  engagedSince: nullable(dateTime(), 'Since when the agent is working on it.'),
};

const ownEngagement = objectOf<NonNullable<OwnAgent['engaged']>>({
  channel,
  requestId,
  product: nullable(valueLike('dropbox'), 'Product of the request.'),
  servedLanguage: nullable(servedLanguage, 'Language in which it is served.'),
  team: nullable(ofTeam, 'Team of the requester.'),
  requester: nullable(ofRequester, 'Who made the request.'),
});

const count = (description: string): Schema => ({ ...integer(description, 2), minimum: 0 });

const queue = objectOf<LiveDesk['queues'][number]>({
  channel,
  product: described('Product that the requests are about.', product),
  servedLanguage,
  waiting: count('Requests that wait.'),
  premium: count('Of those that wait, how many have premium terms. They are served first.'),
  standard: count('Of those that wait, how many have standard terms (L7).'),
  withheld: count('Of those that wait, how many agents cannot take now: outside the hours, or in a pause (L6, K4).'),
  oldestRequestedAt: nullable(dateTime(), 'When the oldest request that waits was made.'),
  expectedWaitSeconds: nullable(
    { ...valueLike(120), minimum: 0 },
    'Seconds that a request made now would wait, at the pace of the last ten served. Null if none has been served.',
  ),
  held: count('Requests that agents are working on.'),
  idleAgents: count('Agents who are available, not engaged, and serve this queue.'),
});

const customerTicket = objectOf<CustomerTicket>({
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  subject: nullable(valueLike('Sync has stopped'), 'Subject of the ticket. Null once it is erased.'),
  erased: boolean('Whether the texts and files of the ticket are erased.', false),
  status: ticketStatus,
  product: described('Product that the ticket is about.', product),
  issueType: string('Issue type.', 'sync_upload'),
  openedAt: dateTime('When the ticket was opened.'),
  updatedAt: dateTime('When the ticket last changed for its requester.'),
  assignedTo: nullable(named('agent', 'kenji', 'Kenji Mori'), 'Agent to whom the ticket is assigned.'),
});

const customerTeam = objectOf<Customer['team']>({
  id: string('Id of the team.', 'acme'),
  name: string('Name of the team.', 'Acme KK'),
  timeZone: string('IANA time zone.', 'Asia/Tokyo'),
  products: arrayOf(product, 'Products in use (R2).'),
  addOns: arrayOf(
    objectOf<Customer['team']['addOns'][number]>({
      product: described('Product of the add-on.', product),
      edition,
      state: enumOf(['active', 'removal-scheduled', 'ended'], 'State of the add-on. Ended ones are left out.'),
    }),
    'Add-ons of the team.',
  ),
});

const customerMember = objectOf<Customer['member']>({
  id: string('Id of the member.', 'aiko'),
  name: nullable(valueLike('Aiko Sato'), 'Name of the member. Null once it is erased.'),
  email: nullable(valueLike('aiko@acme.example'), 'E-mail address of the member. Null once it is erased.'),
  erased: boolean('Whether the personal data of the member is erased.', false),
  language: string('Language (BCP 47).', 'ja'),
  status: enumOf([...MEMBER_STATUSES, 'deactivated'], 'Status. Only active members have support (E2).'),
  roles: arrayOf(enumOf(ADMIN_ROLES), 'Admin roles. Empty: not an admin.'),
  champion: nullable(
    objectOf<NonNullable<Customer['member']['champion']>>({
      level: enumOf(CHAMPION_LEVELS, 'Champion level.'),
      addOn: nullable(valueLike('dropbox'), 'Product of the personal add-on. Null without Premium Support (C1).'),
    }),
    'Champion level of the member.',
  ),
});

export const DESK_DIRECTORY_SCHEMAS = defineSchemas({
  OwnAgent: objectOf<OwnAgent>({
    ...skills,
    engaged: nullable(ownEngagement, 'Chat or callback that you work on.'),
    heartbeatSeconds: integer('Maximum number of seconds between two heartbeats.', 90),
    lastSeenAt,
  }),
  AgentDetails: objectOf<AgentDetails>(agentDetails),
  AgentPage: pageOf(objectOf<PresentAgent>({ ...agentDetails, lastSeenAt })),
  LiveDesk: objectOf<LiveDesk>({
    queues: arrayOf(queue, 'Queues in which a request waits or is worked on, by channel, product and language.'),
    truncated: boolean('Whether more than 5,000 requests wait. The oldest 5,000 are counted.', false),
    idleAgents: count('Agents who are available and not engaged.'),
  }),
  Customer: objectOf<Customer>({
    team: described('Team of the member.', customerTeam),
    member: described('The member.', customerMember),
    tickets: described('Tickets of the member, newest first.', pageOf(customerTicket)),
  }),
});
