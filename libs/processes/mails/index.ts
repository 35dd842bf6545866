export * from './answer-mails.js';
export * from './channel.js';
export * from './mail.js';
export { shownAddress } from './recipient.js';
