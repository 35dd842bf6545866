import { CompactSign, compactVerify } from 'jose';

/** Signs a JSON value as a compact JWS with HMAC-SHA256. `type` keeps tokens of different kinds apart. */
export const signToken = (payload: object, key: Uint8Array, type?: string): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'HS256', ...(type !== undefined && { typ: type }) })
    .sign(key);

/** The payload of a token that was signed with this key and type; undefined for any other string. */
export const verifiedPayload = async (token: string, key: Uint8Array, type?: string): Promise<unknown> => {
  try {
    const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['HS256'] });
    return protectedHeader.typ === type ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
  } catch {
    return undefined;
  }
};
