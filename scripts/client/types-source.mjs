import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Generated from docs/api/openapi.json by `npm run client:types`.\n';

/** The source of the types of the client, from an OpenAPI document in a file. */
export const typesSource = async (file) => {
  const document = JSON.parse(await readFile(file, 'utf8'));
  return HEADER + astToString(await openapiTS(document, { immutable: true }));
};
