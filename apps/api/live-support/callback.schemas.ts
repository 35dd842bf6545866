import type { CallbackStatus } from '@ledgerdesk/domain';
import { CALLBACK_CANCELLATIONS } from '@ledgerdesk/events';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  boolean,
  dateTime,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toCallbackEssentials } from './callback.view.js';
import { queuePosition } from './queue-position.schemas.js';
import { requesterFields } from './request-parties.schemas.js';
import type { RequesterOfRequest } from './request-parties.js';

type CallbackEssentials = ReturnType<typeof toCallbackEssentials>;

const STATUSES = ['waiting', 'taken', 'completed', 'cancelled', 'given-up'] satisfies CallbackStatus[];

const callbackFields = {
  callbackId: string('Id of the callback.', EXAMPLES.callbackId),
  status: enumOf(STATUSES, 'Status of the callback.'),
  cancelledFor: nullable(enumOf(CALLBACK_CANCELLATIONS), 'Why the callback was cancelled. Null if it was not.', null),
  ...queuePosition,
  product: string('Product that the callback is about.', 'dropbox'),
  issueType: nullable(valueLike('sync_upload'), 'Issue type from the taxonomy. Null if none was named.'),
  servedLanguage,
  requestedAt: dateTime('Instant of the request.'),
  attempts: integer('Unanswered calls.', 0),
  ticketId: nullable(valueLike(EXAMPLES.ticketId), 'Id of the ticket of the callback.'),
};

export const CALLBACK_SCHEMAS = defineSchemas({
  CallbackEssentials: objectOf<CallbackEssentials>(callbackFields),
  CallbackPage: pageOf(objectOf<CallbackEssentials>(callbackFields)),
  CallbackToMake: objectOf<
    CallbackEssentials &
      RequesterOfRequest & {
        readonly phone: string | null;
        readonly erased: boolean;
        readonly reason: string | null;
      }
  >({
    ...callbackFields,
    ...requesterFields,
    phone: nullable(valueLike('+81312345678'), 'Phone number to call (E.164). Null once it is erased.'),
    erased: boolean('Whether phone number and reason are erased.', false),
    reason: nullable(valueLike('Nobody can sign in.'), 'Reason given by the requester, null if none was given.'),
  }),
});
