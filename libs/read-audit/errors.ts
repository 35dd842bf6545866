import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';

/** Reads cannot be recorded at the moment. What was to be read must not be shown. */
export class ReadAuditUnavailable extends Error {
  readonly code = 'read-audit-unavailable';
  /** Code of the error that caused it, such as SQLITE_FULL. */
  readonly causeCode: string | undefined;
  constructor(cause: unknown) {
    super(`Reads cannot be recorded (${messageOf(cause)}). Check the disk or database of the read audit.`, { cause });
    this.causeCode = errorCodeOf(cause);
  }
}

/** The read audit is closed. */
export const auditClosed = (): ReadAuditUnavailable => new ReadAuditUnavailable('the read audit is closed');
