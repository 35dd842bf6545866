import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from docs/api/openapi.json by `npm run client:types`.\n';

/** A document without examples, which would be half of the types. The published document has them. */
const withoutExamples = (part) => {
  if (Array.isArray(part)) return part.map(withoutExamples);
  if (typeof part !== 'object' || part === null) return part;
  const { example: _example, ...kept } = part;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, withoutExamples(value)]));
};

/** The source of the types of the client, from an OpenAPI document in a file. */
export const typesSource = async (file) => {
  const document = JSON.parse(await readFile(file, 'utf8'));
  return HEADER + astToString(await openapiTS(withoutExamples(document), { immutable: true }));
};
