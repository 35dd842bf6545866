import { TIME_BASES } from '@ledgerdesk/kernel';
import { type TSchema, Type } from '@sinclair/typebox';
import { Ajv, type ValidateFunction } from 'ajv';
import { type Manifest, MANIFEST_FORMAT, QUESTION_KINDS } from './manifest.js';
import { MAX_POLICIES } from './used-policies.js';

/** A text that is not a manifest, or one of a later version. */
class InvalidManifest extends Error {
  readonly code = 'invalid-manifest';
}

/** Bytes of the manifest of an answer. A larger file is none. */
export const MAX_MANIFEST_BYTES = 1_048_576;

const TEXT = Type.String({ minLength: 1, maxLength: 1_000 });
const SHA256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const WHOLE = Type.Integer({ minimum: 0 });
const oneOf = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const exactly = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const MANIFEST = exactly({
  format: Type.Literal(MANIFEST_FORMAT),
  question: exactly({
    kind: oneOf(QUESTION_KINDS),
    name: TEXT,
    parameters: Type.Record(Type.String(), Type.Unknown()),
  }),
  questionSha256: SHA256,
  questionParts: Type.Optional(
    Type.Record(Type.String({ maxLength: 200 }), Type.String({ pattern: '^[0-9a-f]{16}$' })),
  ),
  log: exactly({ id: TEXT, epoch: WHOLE, position: Type.String({ pattern: '^(0|[1-9][0-9]{0,18})$' }) }),
  by: oneOf(TIME_BASES),
  at: Type.Optional(TEXT),
  code: exactly({ version: TEXT, build: orNull(SHA256) }),
  projections: Type.Array(exactly({ name: TEXT, version: WHOLE, sha256: orNull(SHA256) }), {
    maxItems: 1_000,
  }),
  policies: Type.Array(exactly({ file: TEXT, version: TEXT, sha256: SHA256 }), { maxItems: MAX_POLICIES }),
  timeZoneData: TEXT,
  rows: exactly({ count: WHOLE, sha256: SHA256 }),
  masked: Type.Optional(Type.Literal(true)),
  checkpoint: Type.Optional(
    exactly({ origin: TEXT, size: WHOLE, root: TEXT, note: Type.String({ maxLength: 100_000 }) }),
  ),
});

let compiled: ValidateFunction<Manifest> | undefined;

/** Compiled on first use: every thread of an engine loads this file, and most of them meet no manifest. */
const validator = (): ValidateFunction<Manifest> =>
  (compiled ??= new Ajv({ meta: false, validateSchema: false }).compile<Manifest>(MANIFEST));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidManifest(
      'The manifest is not JSON. Use the member `manifest` of an answer, or its header, decoded.',
    );
  }
};

/** Checks a value that should be a manifest. Throws InvalidManifest, which names what is wrong. */
export const asManifest = (value: unknown): Manifest => {
  const validate = validator();
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  const place = error?.instancePath === undefined || error.instancePath === '' ? 'The manifest' : error.instancePath;
  throw new InvalidManifest(
    `${place} ${error?.message ?? 'is malformed'}. This version reads manifests of the format ${MANIFEST_FORMAT}.`,
  );
};

/** Parses the JSON text of a manifest. Throws InvalidManifest. */
export const parseManifest = (text: string): Manifest => {
  if (Buffer.byteLength(text) > MAX_MANIFEST_BYTES)
    throw new InvalidManifest(`A manifest has at most ${MAX_MANIFEST_BYTES} bytes. Use the manifest of one answer.`);
  return asManifest(parsed(text));
};
