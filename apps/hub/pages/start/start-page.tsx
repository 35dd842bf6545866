import { Navigate } from '@tanstack/react-router';
import { useNavigation } from '../../app/navigation.js';
import { Page } from '../../design/page.js';
import { defineTexts } from '../../texts/catalogue.js';
import { useTexts } from '../../texts/language-context.js';

const texts = defineTexts({
  en: {
    title: 'There is nothing for you here',
    hint: 'You are signed in, but no page of the hub is for you. Ask whoever administers your account.',
  },
  ja: {
    title: 'ご利用いただけるページがありません',
    hint: 'サインインしていますが、ご利用いただけるページがありません。アカウントの管理者にお問い合わせください。',
  },
  de: {
    title: 'Hier gibt es nichts für Sie',
    hint: 'Sie sind angemeldet, aber keine Seite ist für Sie bestimmt. Fragen Sie, wer Ihr Konto verwaltet.',
  },
});

/** Leads to the first page that the reader may enter. */
export const StartPage = () => {
  const t = useTexts(texts);
  const [first] = useNavigation();
  if (first) return <Navigate to={first.to} replace />;
  return (
    <Page title={t.title}>
      <p>{t.hint}</p>
    </Page>
  );
};
