/**
 * The processes whose messages leave the engine: those with `sendsTo`. After an accepted loss of events each waits
 * until an operator decides where it continues.
 */
export const SENDERS: readonly string[] = [
  'webhooks',
  'webhook-replays',
  'answer-mails',
  'appointment-mails',
  'digest-mails',
];
