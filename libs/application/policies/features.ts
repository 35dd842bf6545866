import { DIGEST_FEATURES, type Features } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES } from '@ledgerdesk/events';
import { checked, checkFor, PolicyFileError } from './validate.js';
import { everyOne, id, record, text } from './schemas.js';

const texts = everyOne(SERVED_LANGUAGES, text);
const feature = record({
  id,
  name: texts,
  explanation: texts,
  link: { type: 'string', pattern: '^https://[^\\s<>"]+$' },
});
const isFeatures = checkFor<Features>(
  record({ version: text, features: { type: 'array', items: feature, minItems: DIGEST_FEATURES } }),
);

/** config/features.json, checked: enough for a digest (Q2), each with its id once. Throws PolicyFileError. */
export const featuresFrom = (file: unknown): Features => {
  const features = checked('features', file, isFeatures);
  const ids = features.features.map((one) => one.id);
  const twice = ids.find((one, index) => ids.indexOf(one) !== index);
  if (twice !== undefined)
    throw new PolicyFileError(`The features file cannot be used: the id ${twice} stands in it twice.`);
  return features;
};
