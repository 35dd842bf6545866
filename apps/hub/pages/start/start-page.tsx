import { Navigate } from '@tanstack/react-router';
import { useNavigation } from '../../app/navigation.js';
import { Page } from '../../design/page.js';
import { defineTexts } from '../../texts/catalogue.js';
import { useTexts } from '../../texts/language-context.js';

const texts = defineTexts({
  en: {
    title: 'No pages available',
    hint: 'You are signed in, but you have no access to any page of the hub. Ask the administrator of your account.',
  },
  ja: {
    title: 'ご利用いただけるページがありません',
    hint: 'サインインしていますが、ご利用いただけるページがありません。アカウントの管理者にお問い合わせください。',
  },
  de: {
    title: 'Keine Seiten verfügbar',
    hint: 'Sie sind angemeldet, haben aber auf keine Seite Zugriff. Wenden Sie sich an die Verwaltung Ihres Kontos.',
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
