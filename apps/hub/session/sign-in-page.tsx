import { useEffect, useState } from 'react';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { type Session, signInWithLink, useSession } from './session.js';
import styles from './sign-in-page.module.css';

const texts = defineTexts({
  en: {
    title: 'Sign in',
    welcome: 'Premium Support for your team: requests with a promised response time.',
    ended: 'Your session has ended. Drafts are kept in this browser.',
    provider: 'Sign in with your organisation',
    link:
      'Open a sign-in link. Whoever runs this engine prints one with this command. ' +
      'It works once, on this machine, for ten minutes:',
    sandbox: 'With npm run sandbox, an engine with people and tickets starts, and prints a link for each of them.',
    signingIn: 'Signing in …',
  },
  ja: {
    title: 'サインイン',
    welcome: 'チームのためのプレミアムサポート。応答時間をお約束します。',
    ended: 'セッションが終了しました。下書きはこのブラウザーに保存されています。',
    provider: '組織のアカウントでサインイン',
    link: 'サインイン用リンクを開いてください。エンジンの運用担当者が次のコマンドで発行します。このマシン上で一度だけ、10分間有効です。',
    sandbox: 'npm run sandbox を実行すると、利用者とチケットを備えたエンジンが起動し、それぞれのリンクが表示されます。',
    signingIn: 'サインインしています…',
  },
  de: {
    title: 'Anmelden',
    welcome: 'Premium-Support für Ihr Team: Anfragen mit zugesagter Antwortzeit.',
    ended: 'Ihre Sitzung ist beendet. Entwürfe bleiben in diesem Browser erhalten.',
    provider: 'Mit Ihrer Organisation anmelden',
    link:
      'Öffnen Sie einen Anmeldelink. Wer dieses System betreibt, erzeugt ihn mit diesem Befehl. ' +
      'Er gilt einmal, auf diesem Rechner, zehn Minuten lang:',
    sandbox: 'Mit npm run sandbox startet ein System mit Personen und Tickets und gibt für jede einen Link aus.',
    signingIn: 'Sie werden angemeldet …',
  },
});

const LINK = /^#token=(.+)$/;
const COMMAND = 'npx ledgerdesk hub-link --kind member --team acme --subject aiko';

/** Signs in with the token in the address of a development link, which it removes from there first. */
const useLink = () => {
  const { reload } = useSession();
  const [failure, setFailure] = useState<Error>();
  const [isSigningIn, setSigningIn] = useState(() => LINK.test(location.hash));
  useEffect(() => {
    const token = LINK.exec(location.hash)?.[1];
    if (token === undefined) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    signInWithLink(token)
      .then(reload, setFailure)
      .finally(() => setSigningIn(false));
    // Once: the token is valid for one request.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { failure, isSigningIn };
};

/** The page on which one signs in: with an identity provider, or, in development, with a link. */
export const SignInPage = ({ session }: { readonly session: Session }) => {
  const t = useTexts(texts);
  const { failure, isSigningIn } = useLink();
  const here = location.pathname + location.search;
  return (
    <main className={styles['page']}>
      <title>{`${t.title} · Premium Support`}</title>
      <div className={styles['card']}>
        <h1>{t.title}</h1>
        <p>{t.welcome}</p>
        {Boolean(session.endedBecause) && <p role="status">{t.ended}</p>}
        {failure && <p role="alert">{failure.message}</p>}
        {isSigningIn && <p role="status">{t.signingIn}</p>}
        {session.signIn === 'oidc' ? (
          <a className={styles['button']} href={`/hub/sign-in?returnTo=${encodeURIComponent(here)}`}>
            {t.provider}
          </a>
        ) : (
          <>
            <p>{t.link}</p>
            <code className={styles['command']}>{COMMAND}</code>
            <p>{t.sandbox}</p>
          </>
        )}
      </div>
    </main>
  );
};
