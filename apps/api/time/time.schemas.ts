import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { dateTime, enumOf, objectOf } from '../platform/openapi/schema.js';
import type { toTime } from './time.view.js';

export const TIME_SCHEMAS = defineSchemas({
  Time: objectOf<ReturnType<typeof toTime>>({
    now: { ...dateTime('The current time of the engine.'), example: '2026-11-27T07:30:00.000Z' },
    source: enumOf(
      ['machine', 'simulated'],
      'Clock of the machine, or a simulated one for demos and tests (`CLOCK_START`, `CLOCK_SPEED`).',
    ),
    speed: {
      type: 'number',
      minimum: 0,
      example: 1,
      description: "Seconds of the engine's time per real second.",
    },
    state: enumOf(
      ['ok', 'held', 'ahead'],
      "`held`: the machine's clock has stepped forward, and timers wait for an operator. `ahead`: the engine's time " +
        "is ahead of the machine's and slower until that has caught up.",
    ),
  }),
});
