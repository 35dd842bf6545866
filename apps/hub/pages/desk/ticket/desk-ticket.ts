import type { Schemas } from '@ledgerdesk/client';

/** A ticket at the desk. */
export type DeskTicket = Schemas['DeskTicket'];
