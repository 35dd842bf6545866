import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';

/** A channel of live support. */
export type Channel = 'chat' | 'callback';
/** The chat or call that an agent works on. */
export type Engaged = NonNullable<Schemas['OwnAgent']['engaged']>;

/** The reader as an agent: availability, and what they work on. */
export const ownAgentResource = resource(['agents', 'me'], (options) => client.get('/v1/desk/me', options));

/** How many requests wait, and how many agents are free for them. */
export const liveQueuesResource = resource(['live', 'queues'], (options) => client.get('/v1/desk/live', options));
