import { DECLARATIONS } from '../../server/settings-schema.js';
import type { Environment } from '../../server/settings.js';
import { STORY_START } from './tell-story.js';

/**
 * The settings of the environment that a sandbox follows. All others are those of another engine, perhaps one in
 * production: with its log, database, mail server or keys, the story would be recorded and mailed there.
 */
const FOLLOWED: readonly string[] = [
  'HOST',
  'CONFIG_DIR',
  'CLOCK_SPEED',
  'CORS_ORIGINS',
  'WEBHOOK_PRIVATE_ADDRESSES',
  'METRICS_PORT',
  'METRICS_HOST',
  'SHUTDOWN_SECONDS',
];

/** The environment of the engine of a sandbox, which keeps everything in its own folder. */
export const sandboxEnvironment = (environment: Environment, folder: string): Environment => ({
  ...Object.fromEntries(
    Object.entries(environment).filter(([name]) => !DECLARATIONS.has(name) || FOLLOWED.includes(name)),
  ),
  DATA_DIR: folder,
  CLOCK_START: STORY_START,
  NODE_ENV: 'development',
  RATE_LIMIT: '0',
});
