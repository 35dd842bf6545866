import { TextField } from '../platform/http/fields.js';

/** The token of a sign-in link. */
export class SignInByLink {
  @TextField(2_000, { description: 'What follows `#token=` in the link.', example: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln' })
  token: string;
}
