import { DIGEST_FEATURES, type Features } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES } from '@ledgerdesk/events';
import { httpsLink, id, objectOf, objectWith, text } from './schemas.js';
import { requireUniqueIds, validate, validatorFor } from './validate.js';

const translated = objectWith(SERVED_LANGUAGES, text);
const products = { type: 'array', items: id, minItems: 1, uniqueItems: true };
const feature = objectOf({ id, products, name: translated, explanation: translated, link: httpsLink }, ['products']);
const validator = validatorFor<Features>(
  objectOf({ version: text, features: { type: 'array', items: feature, minItems: DIGEST_FEATURES } }),
);

/** Q2: parses config/features.json, which holds enough features for a digest. Throws PolicyFileError. */
export const parseFeatures = (file: unknown): Features => {
  const features = validate('features', file, validator);
  requireUniqueIds('features', features.features);
  return features;
};
