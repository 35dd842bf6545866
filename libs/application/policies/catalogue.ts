import { type Catalogue, RESOURCE_KINDS } from '@ledgerdesk/domain';
import { httpsLink, id, objectOf, text, translated } from './schemas.js';
import { requireUniqueIds, validate, validatorFor } from './validate.js';

const ids = { type: 'array', items: id, uniqueItems: true };
const resource = objectOf({
  id,
  kind: { enum: RESOURCE_KINDS },
  title: translated(text),
  link: httpsLink,
  issueTypes: ids,
  products: ids,
  popularity: { type: 'number', minimum: 0 },
});
const validator = validatorFor<Catalogue>(
  objectOf({ version: text, resources: { type: 'array', items: resource, minItems: 1 } }),
);

/**
 * Parses config/catalogue.json. Issue types and products that the taxonomy lacks are allowed: nothing refers to them.
 * Throws PolicyFileError.
 */
export const parseCatalogue = (file: unknown): Catalogue => {
  const catalogue = validate('catalogue', file, validator);
  requireUniqueIds('catalogue', catalogue.resources);
  return catalogue;
};
