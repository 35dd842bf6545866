import { nullable } from '../platform/openapi/schema.js';

/** K4: position of a live request in its queue. */
export const queuePosition = {
  position: nullable({ type: 'integer', minimum: 1 }, 'Position in the queue, from 1. Null if not waiting.'),
  expectedWaitSeconds: nullable(
    { type: 'integer', minimum: 0 },
    'Mean wait of the last ten requests of the queue. Null if none was served yet or the request is not waiting.',
  ),
};
