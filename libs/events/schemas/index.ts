export type { FieldSchema } from './event-schema.js';
export { EVENT_SCHEMAS } from './event-schemas.js';
