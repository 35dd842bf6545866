export { checkLog, type LogRun } from './check-log.js';
export * from './finding.js';
export { FINDING_MEANINGS } from './finding-meanings.js';
export * from './findings.js';
export { AttachmentHashes } from './log/attachment-hashes.js';
export type { CheckedEvent, LogCheck } from './log-check.js';
export { logChecks } from './log-checks.js';
export { checkRows, type RowsCheck } from './rows/check-rows.js';
export { type RowSample, WHOLE } from './rows/row-sample.js';
