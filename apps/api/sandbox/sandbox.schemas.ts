import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { dateTime, enumOf, nullable, objectOf, string } from '../platform/openapi/schema.js';
import type { toClockMove, toSandboxClock } from './sandbox-clock.view.js';

const MOVE = defineSchemas({
  ClockMove: objectOf<ReturnType<typeof toClockMove>>({
    moveId: string('Id of the move.', '8a51a2b1-1a0e-5b4e-8a0e-4d1f0b7c2a90'),
    state: {
      ...enumOf(['moving', 'done'], '`moving`: the clock stands, except for the steps on the way. `done`: it runs on.'),
      example: 'done',
    },
    from: { ...dateTime('Time of the clock at the start.'), example: '2026-11-27T07:30:00.000Z' },
    to: { ...dateTime('Time to move to.'), example: '2026-12-01T00:00:00.000Z' },
    reached: {
      ...nullable(
        dateTime(),
        'Time of the clock at the end: `to`, or up to 100 ms later if something falls due at that moment. Null while ' +
          'the clock moves.',
      ),
      example: '2026-12-01T00:00:00.100Z',
    },
  }),
});

export const SANDBOX_SCHEMAS = {
  ...MOVE,
  ...defineSchemas({
    SandboxClock: objectOf<ReturnType<typeof toSandboxClock>>({
      now: { ...dateTime('The current time of the engine.'), example: '2026-12-01T00:00:03.250Z' },
      latestMove: nullable(MOVE.ClockMove, 'The last move of the clock. Null before the first.'),
    }),
  }),
};
