import { type Catalogue, RESOURCE_KINDS } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES } from '@ledgerdesk/events';
import { checked, checkFor, PolicyFileError } from './validate.js';
import { everyOne, id, record, text } from './schemas.js';

const ids = { type: 'array', items: id, uniqueItems: true };
const resource = record({
  id,
  kind: { enum: RESOURCE_KINDS },
  title: everyOne(SERVED_LANGUAGES, text),
  link: { type: 'string', pattern: '^https://[^\\s<>"]+$' },
  issueTypes: ids,
  products: ids,
  popularity: { type: 'number', minimum: 0 },
});
const isCatalogue = checkFor<Catalogue>(
  record({ version: text, resources: { type: 'array', items: resource, minItems: 1 } }),
);

/** config/catalogue.json, checked: each resource once. What it is about may be unknown to a taxonomy of one's own: nobody asks about that. Throws PolicyFileError. */
export const catalogueFrom = (file: unknown): Catalogue => {
  const catalogue = checked('catalogue', file, isCatalogue);
  const names = catalogue.resources.map((one) => one.id);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw new PolicyFileError(`The catalogue file cannot be used: the id ${twice} stands in it twice.`);
  return catalogue;
};
