import { ID_PATTERN } from '@ledgerdesk/kernel';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { checkedText, oneOf, port, text } from './setting-types.js';

/** The project's `config` folder. */
const CONFIG = dirname(createRequire(import.meta.url).resolve('#config/policy.json'));

const ROLE_NAMES = ['http', 'projections', 'deadlines', 'processes', 'store'] as const;
export type Role = (typeof ROLE_NAMES)[number];

/** Where the engine listens and keeps its files, and what runs in the process. */
export const PROCESS_SETTINGS = {
  PORT: port({ default: 3000, description: 'port to listen on; `0` takes any free port' }),
  HOST: text({ default: '127.0.0.1', description: 'address to listen on' }),
  DATA_DIR: text({
    default: 'data',
    description:
      'data folder: the log (`events.db`), the read models (`read.db`), the outbox (`outbox.db`), ' +
      'heartbeats of agents (`presence.db`), the read audit (`reads.db`), persistent subscriptions over `ESDB_PORT` ' +
      '(`subscriptions.db`), the tree of the log (`ledger.db`, `checkpoint`), attachments (`attachments/`), keys, ' +
      'the taxonomy in use',
  }),
  CONFIG_DIR: text({
    default: CONFIG,
    shownDefault: '`config` of this project',
    description: 'policy files: policy, prices, calendars, taxonomy, catalogue, features, texts, mails',
  }),
  ROLES: checkedText({
    expected: `one or more of ${ROLE_NAMES.join(', ')}, separated by commas`,
    pattern: `^(${ROLE_NAMES.join('|')})(,(${ROLE_NAMES.join('|')}))*$`,
    default: 'http,projections,deadlines,processes',
    description:
      'parts that run in this process; `processes` reacts to events and delivers mails and webhooks; ' +
      '`store` serves the embedded log to other processes and does nothing else. Health and metrics are ' +
      'served in every role',
  }),
  TENANT: checkedText({
    expected: '1 to 64 letters, digits, "_" or "-"',
    pattern: ID_PATTERN.source,
    default: 'main',
    description: "tenant, recorded in every event's metadata",
  }),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`',
  }),
};
