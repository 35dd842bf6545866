export { type Certificate, parsePem } from './certificate.js';
export { InvalidTimeStamp } from './invalid-time-stamp.js';
export { NONCE_BYTES, timeStampRequest } from './time-stamp-request.js';
export { readTimeStamp, type TimeStamp } from './read-time-stamp.js';
export { parseTimeStampDocument, stampedText, type TimeStampDocument } from './stamped-checkpoint.js';
