import { LIVE_CHANNELS, type LiveRequest } from '@ledgerdesk/events';
import { ACTOR_KINDS } from '@ledgerdesk/kernel';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toDeskHistoryEvent, toPublicHistoryEvent } from './ticket-history.answer.js';
import type { ClockChange } from './ticket-history.view.js';

type DeskEvent = ReturnType<typeof toDeskHistoryEvent>;
type PublicEvent = ReturnType<typeof toPublicHistoryEvent>;

const actorKind = enumOf(ACTOR_KINDS, 'Kind of actor. `engine`: a timer or process of the engine.');

const deskActor = objectOf<DeskEvent['actor']>({
  kind: actorKind,
  id: string('Member id within the team, or id of the actor.', 'kenji'),
  name: nullable(valueLike('Kenji Mori'), 'Name of a member or agent. Null if none is known.'),
});

const changeFields = {
  type: string('Event type, such as `TicketAssigned`.', 'TicketAssigned'),
  at: dateTime('Instant at which it happened.'),
  status: nullable(
    enumOf(['open', 'on-hold', 'solved', 'closed']),
    'Status of the ticket from then on. Null if the event does not set it.',
  ),
  agent: nullable(
    objectOf<NonNullable<DeskEvent['agent']>>({
      id: string('Id of the agent.', 'kenji'),
      name: nullable(valueLike('Kenji Mori'), 'Name of the agent. Null if none is known.'),
    }),
    'Agent to whom the ticket was assigned, or from whom it was taken.',
  ),
  clock: nullable(
    objectOf<ClockChange>({
      number: integer('Number of the response clock, from 1.', 1),
      dueAt: nullable(dateTime(undefined, EXAMPLES.dueAt), 'Instant by which the response is or was due.'),
      outcome: nullable(
        enumOf(['answered', 'solved-unanswered', 'merged']),
        'Why the clock stopped. Null unless it did.',
      ),
      inTime: nullable(boolean(), 'Whether the clock stopped in time. Null unless it stopped.'),
    }),
    'What the event did to the response clock. Null for other events.',
    null,
  ),
  request: nullable(
    objectOf<LiveRequest>({
      channel: enumOf(LIVE_CHANNELS, 'Live channel.'),
      requestId: string('Id of the chat or callback.', EXAMPLES.chatId),
    }),
    'Chat or callback that the ticket was created from.',
    null,
  ),
};

export const TICKET_HISTORY_SCHEMAS = defineSchemas({
  TicketHistory: pageOf(
    objectOf<PublicEvent>({
      ...changeFields,
      actor: described(
        'Who did it.',
        objectOf<PublicEvent['actor']>({
          kind: actorKind,
          id: nullable(valueLike('kenji'), 'Your own member id or the id of an agent. Null for others.'),
          name: nullable(valueLike('Kenji Mori'), 'Your own name or that of an agent. Null if none is known.'),
        }),
      ),
    }),
  ),
  DeskTicketHistory: pageOf(
    objectOf<DeskEvent>({
      id: string('Id of the event.', 'kenji'),
      position: string('Position in the log.', EXAMPLES.position),
      ...changeFields,
      recordedAt: dateTime('Instant at which it was recorded.'),
      audience: enumOf(['public', 'desk'], '`desk`: the requester does not see it.'),
      actor: described('Who did it.', deskActor),
      onBehalfOf: nullable(deskActor, 'Member that the actor acted for.', null),
      reason: nullable(
        valueLike('Waiting for the vendor.'),
        'Why the ticket is on hold, or was moved to another product or issue type.',
        null,
      ),
      closesAt: nullable(dateTime(), 'Instant at which the solved ticket closes automatically.', null),
    }),
  ),
});
