export * from './answer-mails.js';
export * from './channel.js';
export * from './digest-mails.js';
export * from './mail.js';
export { shownAddress } from './recipient.js';
