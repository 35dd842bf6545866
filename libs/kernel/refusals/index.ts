import { BILLING_REFUSALS } from './billing-refusals.js';
import { CLOCK_REFUSALS } from './clock-refusals.js';
import type { RefusalDeclaration } from './declaration.js';
import { DIRECTORY_REFUSALS } from './directory-refusals.js';
import type { IMPORT_REFUSALS } from './import-refusals.js';
import { LIVE_REFUSALS } from './live-refusals.js';
import { PRIVACY_REFUSALS } from './privacy-refusals.js';
import { PROGRAMME_REFUSALS } from './programme-refusals.js';
import { REQUEST_REFUSALS } from './request-refusals.js';
import { TICKET_REFUSALS } from './ticket-refusals.js';

export type { RefusalDeclaration, RefusalReason } from './declaration.js';

/** Every refusal of a request by its code. A code that is declared in none of these files does not compile. */
export const REFUSALS = {
  ...REQUEST_REFUSALS,
  ...DIRECTORY_REFUSALS,
  ...TICKET_REFUSALS,
  ...LIVE_REFUSALS,
  ...BILLING_REFUSALS,
  ...PROGRAMME_REFUSALS,
  ...CLOCK_REFUSALS,
  ...PRIVACY_REFUSALS,
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;

type Declared = typeof REFUSALS & typeof IMPORT_REFUSALS;

/** Code of a refusal. */
export type RefusalCode = keyof Declared;

/** Reason of the refusal with a code. */
export type ReasonOf<Code extends RefusalCode> = Declared[Code]['reason'];
