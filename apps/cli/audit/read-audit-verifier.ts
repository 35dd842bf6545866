import type { NoteVerifier } from '@ledgerdesk/ledger';

/** Returns what verifies checkpoints of the read audit; undefined while no key of the ledger is configured. */
export const readAuditVerifier = (): ((origin: string) => NoteVerifier) | undefined => undefined;
