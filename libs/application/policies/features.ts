import { DIGEST_FEATURES, type Features } from '@ledgerdesk/domain';
import { httpsLink, id, objectOf, text, translated } from './schemas.js';
import { requireUniqueIds, validate, validatorFor } from './validate.js';

const products = { type: 'array', items: id, minItems: 1, uniqueItems: true };
const feature = objectOf({ id, products, name: translated(text), explanation: translated(text), link: httpsLink }, [
  'products',
]);
const validator = validatorFor<Features>(
  objectOf({ version: text, features: { type: 'array', items: feature, minItems: DIGEST_FEATURES } }),
);

/** Q2: parses config/features.json, which holds enough features for a digest. Throws PolicyFileError. */
export const parseFeatures = (file: unknown): Features => {
  const features = validate('features', file, validator);
  requireUniqueIds('features', features.features);
  return features;
};
