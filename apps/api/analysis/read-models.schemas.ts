import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { anyObject, pageOf } from '../platform/openapi/schema.js';

export const READ_MODEL_SCHEMAS = defineSchemas({ ReadModelPage: pageOf(anyObject()) });
