/** The live read models. */
export const ROWS = Symbol('RowReader');
/** Queries read models as of an earlier position or instant. */
export const AS_OF_READER = Symbol('AsOfReader');
/** Mails and webhook deliveries. */
export const OUTBOX = Symbol('Outbox');
/** Last heartbeat of each agent. */
export const PRESENCE = Symbol('Presence');
/** Reads pages of the log. */
export const PAGES = Symbol('PageReader');
/** The attachment store. */
export const ATTACHMENTS = Symbol('AttachmentStore');
/** Key from which webhook secrets are derived. */
export const WEBHOOK_KEY = Symbol('WebhookKey');
/** Timers on the engine's clock. */
export const TIMERS = Symbol('Timers');
/** Limit of the open event streams. */
export const STREAM_LIMIT = Symbol('StreamLimit');
/** Positions up to which the live read models have read the log. */
export const PROGRESS = Symbol('ReadModelProgress');
/** The simulated clock, which operators may move: a `SandboxClock`, or null on any other clock. */
export const SANDBOX_CLOCK = Symbol('SandboxClock');
/** Where the engine's time comes from: a function that returns a `TimeSource`. */
export const TIME_SOURCE = Symbol('TimeSource');
/** Records what staff and services read. */
export const READ_RECORDER = Symbol('ReadRecorder');
/** Who has read what. */
export const READ_AUDIT = Symbol('ReadAudit');
/** The tree of the log in its current epoch: `StoredTree`. */
export const LEDGER_TREE = Symbol('LedgerTree');
/** The trees of all epochs of the log: `TreeStore`. */
export const LEDGER_TREES = Symbol('LedgerTrees');
/** Opens the sealed box of a stored event: an `OpenContents`. */
export const OPEN_CONTENTS = Symbol('OpenContents');
/** The whole log as it is stored, with sealed fields: `ReadableLog`. */
export const STORED_LOG = Symbol('StoredLog');
/** Returns the backups of keys that erased people may still be in: an array of `UnreachedKeyBackup`. */
export const UNREACHED_KEY_BACKUPS = Symbol('UnreachedKeyBackups');
/** Signs checkpoints of the read audit. */
export const READ_CHECKPOINTS = Symbol('ReadCheckpoints');
/** What the sessions of the hub need of the engine: a `HubSessionConfig`. */
export const HUB_SESSION_CONFIG = Symbol('HubSessionConfig');
/** A `WhatIfRunner` that answers each question in a child process. */
export const WHAT_IF_RUNNER = Symbol('WhatIfRunner');
