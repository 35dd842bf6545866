/** The read models that queries read. */
export const ROWS = Symbol('RowReader');
/** The read models as they were. */
export const AS_OF_READER = Symbol('Past');
/** What is to leave the house. */
export const OUTBOX = Symbol('Outbox');
/** Which agents have been seen when. */
export const PRESENCE = Symbol('Presence');
/** What goes with messages. */
export const ATTACHMENTS = Symbol('AttachmentStore');
/** From which the secrets of webhooks are derived. */
export const WEBHOOK_KEY = Symbol('WebhookKey');
/** How far those read models have come. */
export const PROGRESS = Symbol('Progress');
