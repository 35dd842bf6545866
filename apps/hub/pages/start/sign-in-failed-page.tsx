import { Link } from '@tanstack/react-router';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useSignInFailure } from '../../session/sign-in-failure.js';
import { defineTexts } from '../../texts/catalogue.js';
import { useTexts } from '../../texts/language-context.js';

const texts = defineTexts({
  en: {
    title: 'The sign-in has failed',
    still: (name: string) => `You are still signed in as ${name}.`,
    home: 'Go to the start page',
  },
  ja: {
    title: 'サインインできませんでした',
    still: (name) => `引き続き ${name} としてサインインしています。`,
    home: 'トップページへ',
  },
  de: {
    title: 'Die Anmeldung ist fehlgeschlagen',
    still: (name) => `Sie sind weiterhin als ${name} angemeldet.`,
    home: 'Zur Startseite',
  },
});

/** Says why a sign-in failed to a reader who was signed in before, and still is. */
export const SignInFailedPage = () => {
  const t = useTexts(texts);
  const { name, id } = useSelf();
  return (
    <Page title={t.title}>
      <p role="alert">{useSignInFailure()}</p>
      <p>{t.still(name ?? id)}</p>
      <Link to="/">{t.home}</Link>
    </Page>
  );
};
