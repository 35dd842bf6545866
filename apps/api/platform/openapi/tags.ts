import type { OpenAPIObject } from '@nestjs/swagger';

/** The groups of routes in the OpenAPI document, in its order: who needs them, and for what. */
export const TAGS: NonNullable<OpenAPIObject['tags']> = [
  {
    name: 'requester',
    description:
      'What a team member does to get support: tickets, attachments, chats, callbacks, and how to reach support.',
  },
  {
    name: 'hub',
    description: 'What administrators see of the support of their team: dashboard, recommendations and programme.',
  },
  {
    name: 'billing',
    description: 'Add-ons of a team: quotes, purchases, removals, charges, and inquiries to sales.',
  },
  { name: 'agent', description: 'The desk of support agents: queue, tickets, chats and calls.' },
  { name: 'programme', description: 'Consultations, root-cause sessions and feature usage, for staff.' },
  { name: 'caller', description: 'Who the caller is, what it may do, and the time of the engine.' },
  { name: 'directory', description: 'Teams and their members, for staff to look up.' },
  { name: 'operator', description: 'Teams, their members, and mails, for those who run the service.' },
  { name: 'webhooks', description: 'Events that services are sent, with deliveries, retries and replays.' },
  { name: 'analyst', description: 'The log, read models and reports, for analysts and auditors.' },
  { name: 'auditor', description: 'Who has read what, for auditors.' },
  { name: 'operations', description: 'Health of the engine, for supervisors and load balancers.' },
];
