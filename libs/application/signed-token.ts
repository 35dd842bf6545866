import { Ajv, type ValidateFunction } from 'ajv';
import { CompactSign, compactVerify } from 'jose';

/** Signs a JSON value as a compact JWS with HMAC-SHA256. `type` keeps tokens of different kinds apart. */
export const signToken = (payload: object, key: Uint8Array, type?: string): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'HS256', ...(type !== undefined && { typ: type }) })
    .sign(key);

const ajv = new Ajv({ meta: false, validateSchema: false });

/** Returns a guard for values that match a JSON Schema, which must describe T. Compiles it on first use. */
export const matching = <T>(schema: object): ((value: unknown) => value is T) => {
  let validate: ValidateFunction<T> | undefined;
  return (value): value is T => (validate ??= ajv.compile<T>(schema))(value);
};

/**
 * The payload of a token that was signed with this key and type, if it has the shape of T; undefined for any other
 * string. The shape may differ if another version of the engine signed the token.
 */
export const verifiedPayload = async <T>(
  token: string,
  key: Uint8Array,
  hasShape: (value: unknown) => value is T,
  type?: string,
): Promise<T | undefined> => {
  try {
    const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['HS256'] });
    if (protectedHeader.typ !== type) return undefined;
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return hasShape(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
