import { useTexts } from '../texts/language-context.js';
import { failureTexts } from './sign-in-notices.texts.js';
import { keepWantedPage, wantedPage } from './wanted-page.js';

/** Where the engine leads a browser whose sign-in by the identity provider failed, with a `code`. */
const FAILED_PATH = '/hub/sign-in-failed';
/** Failures of an account: it would fail again, and the provider would not ask for another one. */
const OF_ACCOUNT: readonly (string | null)[] = [
  'claims-missing',
  'service-refused',
  'member-not-active',
  'retired-agent',
];

/** The text for a code of the engine; undefined for one that this version does not know. */
export const textFor = (
  texts: Readonly<Record<string, string>>,
  code: string | null | undefined,
): string | undefined => (code !== null && code !== undefined && Object.hasOwn(texts, code) ? texts[code] : undefined);

/** The code of the failure after which this page was opened; undefined for a page that was opened otherwise. */
const failureCode = (): string | null | undefined =>
  location.pathname === FAILED_PATH ? new URLSearchParams(location.search).get('code') : undefined;

/** Why the sign-in failed after which this page was opened; undefined for a page that was opened otherwise. */
export const useSignInFailure = (): string | undefined => {
  const texts = useTexts(failureTexts);
  const code = failureCode();
  return code === undefined ? undefined : (textFor(texts, code) ?? texts.unavailable);
};

/** Returns true if another account is needed. */
export const needsOtherAccount = (): boolean => OF_ACCOUNT.includes(failureCode() ?? null);

/** The page to return to: this one or, after a failed sign-in, the one requested before it. */
const returnPage = (): string => (failureCode() === undefined ? location.pathname + location.search : wantedPage());

/** Keeps the page to return to in case the sign-in fails. */
export const keepReturnPage = (): void => keepWantedPage(returnPage());

/** Where one signs in by the identity provider, and comes back to this page. */
export const signInAddress = (): string => {
  const parameters = { returnTo: returnPage(), ...(needsOtherAccount() && { account: 'other' }) };
  return `/hub/sign-in?${String(new URLSearchParams(parameters))}`;
};
