/** The folder of a backup cannot be used as given. */
export class InvalidTarget extends Error {
  readonly code = 'invalid-target';
}

/** There is no backup where one was named. */
export class BackupNotFound extends Error {
  readonly code = 'invalid-backup';
}

/** Another process writes to the folder of backups. */
export class BackupRunning extends Error {
  readonly code = 'backup-running';
  constructor(folder: string) {
    super(`Another process writes a backup to ${folder}. Wait until it has ended, and try again.`);
  }
}

/** The folder has backups of another log, or of events that this log does not contain. */
export class BackupOfOtherLog extends Error {
  readonly code = 'backup-of-other-log';
}

/** A backup is not as it was written: a file was changed, exchanged, or is missing. */
export class BackupDamaged extends Error {
  readonly code = 'backup-damaged';
  constructor(
    readonly file: string,
    reason: string,
    remedy = 'Restore from another backup',
  ) {
    super(`${file}: ${reason}. ${remedy}.`);
  }
}

/** A backup that the expected key did not sign. */
export class BackupNotTrusted extends Error {
  readonly code = 'backup-not-trusted';
}

/** A file that is to be saved cannot be read, or is not what its name says. */
export class SourceUnreadable extends Error {
  readonly code = 'source-unreadable';
  constructor(file: string, reason: string) {
    super(`${file} cannot be saved: ${reason}. Run "ledgerdesk doctor", and repair the file first.`);
  }
}
