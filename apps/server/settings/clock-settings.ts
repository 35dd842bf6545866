import { ID_PATTERN } from '@ledgerdesk/kernel';
import { Type } from '@sinclair/typebox';
import { checkedText, integer, oneOf } from './setting-types.js';

/** The clock of the engine, and the environment in which it runs. */
export const CLOCK_SETTINGS = {
  CLOCK_START: Type.Optional(
    checkedText({
      expected: 'an instant such as 2026-11-27T07:30:00Z',
      format: 'instant',
      description:
        'instant at which a simulated clock starts, which operators move ([sandbox.md](sandbox.md)); a log that is ' +
        'already past it continues at its last event. Refused when `NODE_ENV=production`',
    }),
  ),
  SCENARIO: Type.Optional(
    checkedText({
      expected: '1 to 64 letters, digits, "_" or "-"',
      pattern: ID_PATTERN.source,
      description:
        'name of the scenario that plays on the simulated clock, recorded in the `simulation` of every event; ' +
        'requires `CLOCK_START`',
    }),
  ),
  CLOCK_STEP_SECONDS: integer(1, 86_400, {
    default: 300,
    description:
      'a forward step of the system clock beyond this many seconds holds timers, charges and mails until ' +
      '`ledgerdesk clock accept` ([clock.md](clock.md)); simulated clocks are exempt',
  }),
  CLOCK_SPEED: Type.Number({
    expected: 'a number above 0, up to 1000000',
    exclusiveMinimum: 0,
    maximum: 1_000_000,
    default: 1,
    description: 'simulated seconds per second; other than `1` refused when `NODE_ENV=production`',
  }),
  NODE_ENV: oneOf(['development', 'production', 'test'], {
    default: 'development',
    description:
      '`production` requires `JWKS_URL` with https, `LEDGER_KEY`, `MASTER_KEY` or `MASTER_KEY_FILE`, and `QUOTE_KEY` ' +
      'and `WEBHOOK_KEY` if `EVENTSTORE_URL` or `DATABASE_URL` is set',
  }),
};
