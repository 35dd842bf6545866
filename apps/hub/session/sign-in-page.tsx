import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import type { Session } from './session.js';
import { keepReturnPage, needsOtherAccount, signInAddress, textFor, useSignInFailure } from './sign-in-failure.js';
import { DataFolderHint, SignInCommand } from './sign-in-command.js';
import { endedTexts } from './sign-in-notices.texts.js';
import styles from './sign-in-page.module.css';

const texts = defineTexts({
  en: {
    title: 'Sign in',
    welcome: 'Premium Support for your team: requests with a promised response time.',
    ended: 'Your session has ended. Drafts are kept in this browser.',
    provider: 'Sign in with your organisation',
    otherAccount: 'Sign in with another account',
    link:
      'Open a sign-in link. The operator of this engine prints one with this command. ' +
      'It works once, on this computer, for ten minutes:',
    first: 'On a new engine, begin as the operator: the first page leads on.',
    member: 'Once a team is registered, its members sign in with:',
    sandbox: 'With npm run sandbox, an engine with people and tickets starts, and prints a link for each of them.',
    none:
      'Nobody can sign in yet: an operator sets up an identity provider (OIDC_ISSUER), ' +
      'as docs/hub-sign-in.md describes.',
  },
  ja: {
    title: 'サインイン',
    welcome: 'チームのためのプレミアムサポート。応答時間をお約束します。',
    ended: 'セッションが終了しました。下書きはこのブラウザーに保存されています。',
    provider: '組織のアカウントでサインイン',
    otherAccount: '別のアカウントでサインイン',
    link: 'サインイン用リンクを開いてください。サーバーの運用担当者が次のコマンドで発行します。このコンピューターで1回だけ、10分間有効です。',
    first: '新しいエンジンでは、まず運用担当者としてサインインしてください。最初のページで次の手順を案内します。',
    member: 'チームを登録した後、メンバーは次のコマンドのリンクでサインインします。',
    sandbox:
      'npm run sandbox を実行すると、利用者とチケットを備えたエンジンが起動し、利用者ごとのリンクが表示されます。',
    none: 'まだサインインできません。運用担当者が docs/hub-sign-in.md に従ってIDプロバイダー（OIDC_ISSUER）を設定する必要があります。',
  },
  de: {
    title: 'Anmelden',
    welcome: 'Premium-Support für Ihr Team: Anfragen mit zugesagter Antwortzeit.',
    ended: 'Ihre Sitzung ist beendet. Entwürfe bleiben in diesem Browser erhalten.',
    provider: 'Mit Ihrer Organisation anmelden',
    otherAccount: 'Mit einem anderen Konto anmelden',
    link:
      'Öffnen Sie einen Anmeldelink. Der Betreiber dieses Systems erzeugt ihn mit diesem Befehl. ' +
      'Er gilt einmal, auf diesem Rechner, zehn Minuten lang:',
    first: 'Beginnen Sie auf einem neuen System als Betreiber: Die erste Seite führt weiter.',
    member: 'Ist ein Team registriert, melden sich seine Mitglieder so an:',
    sandbox: 'Mit npm run sandbox startet ein System mit Personen und Tickets und gibt für jede einen Link aus.',
    none:
      'Noch kann sich niemand anmelden: Der Betreiber richtet einen Identitätsanbieter ein (OIDC_ISSUER), ' +
      'wie docs/hub-sign-in.md beschreibt.',
  },
});

/** Why one has to sign in, or could not. */
const Notices = ({ endedBecause, linkFailure }: Session) => {
  const t = useTexts(texts);
  const ended = useTexts(endedTexts);
  const failure = useSignInFailure() ?? linkFailure;
  return (
    <>
      {Boolean(endedBecause) && <p role="status">{textFor(ended, endedBecause) ?? t.ended}</p>}
      {failure !== undefined && <p role="alert">{failure}</p>}
    </>
  );
};

const HowToSignIn = ({ signIn }: Pick<Session, 'signIn'>) => {
  const t = useTexts(texts);
  if (signIn === 'none') return <p>{t.none}</p>;
  if (signIn === 'oidc')
    return (
      <a className={styles['button']} href={signInAddress()} onClick={keepReturnPage}>
        {needsOtherAccount() ? t.otherAccount : t.provider}
      </a>
    );
  return (
    <>
      <p>{t.link}</p>
      <SignInCommand person={{ kind: 'operator' }} />
      <p>{t.first}</p>
      <p>{t.member}</p>
      <SignInCommand person={{ kind: 'member', team: 'acme', id: 'aiko' }} />
      <DataFolderHint />
      <p>{t.sandbox}</p>
    </>
  );
};

/** The page on which one signs in: with an identity provider, or, in development, with a link. */
export const SignInPage = ({ session }: { readonly session: Session }) => {
  const t = useTexts(texts);
  return (
    <main className={styles['page']}>
      <title>{`${t.title} · Premium Support`}</title>
      <div className={styles['card']}>
        <h1>{t.title}</h1>
        <p>{t.welcome}</p>
        <Notices {...session} />
        <HowToSignIn signIn={session.signIn} />
      </div>
    </main>
  );
};
