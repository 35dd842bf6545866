import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { CLOCK_SETTINGS } from './settings/clock-settings.js';
import { KEY_SETTINGS } from './settings/key-settings.js';
import { LEDGER_SETTINGS } from './settings/ledger-settings.js';
import { PROCESS_SETTINGS } from './settings/process-settings.js';
import { REQUEST_SETTINGS } from './settings/request-settings.js';
import { SENDING_SETTINGS } from './settings/sending-settings.js';
import { SIGN_IN_SETTINGS } from './settings/sign-in-settings.js';
import { STORE_SETTINGS } from './settings/store-settings.js';
import type { Declaration } from './settings/setting-types.js';

export { DEFAULT_METRICS_PORT } from './settings/request-settings.js';
export type { Role } from './settings/process-settings.js';

/** Every setting: its type, check, default and description. `npm run settings` writes docs/settings.md from this. */
export const SETTINGS = Type.Object({
  ...PROCESS_SETTINGS,
  ...REQUEST_SETTINGS,
  ...SIGN_IN_SETTINGS,
  ...STORE_SETTINGS,
  ...KEY_SETTINGS,
  ...LEDGER_SETTINGS,
  ...SENDING_SETTINGS,
  ...CLOCK_SETTINGS,
});

/** The settings of the engine, from its environment. */
export type Settings = Readonly<Static<typeof SETTINGS>>;

/** The declaration of each setting, by name. */
export const DECLARATIONS = new Map(Object.entries<TSchema>(SETTINGS.properties));

/** What of a setting's value is secret; undefined if nothing is. */
export const secretIn = (setting: string): Declaration['secret'] => {
  const declared: unknown = DECLARATIONS.get(setting)?.secret;
  return declared === true || declared === 'in-url' ? declared : undefined;
};
