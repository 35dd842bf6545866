import { DECLARATIONS } from './settings-schema.js';

/**
 * The environment variables of a process that an engine starts: its own, such as the time zone and certificates,
 * without the settings. The process is sent those that it needs, and no other secrets.
 */
export const childEnvironment = (own: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(own).filter(([name]) => !DECLARATIONS.has(name)));
