import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useShortcuts } from '../../app/shortcuts.js';
import { defineTexts } from '../../texts/catalogue.js';
import { useTexts } from '../../texts/language-context.js';
import buttonStyles from '../../design/button.module.css';
import { classes } from '../../design/classes.js';

const texts = defineTexts({
  en: { contact: 'Contact support' },
  ja: { contact: 'サポートに問い合わせる' },
  de: { contact: 'Support kontaktieren' },
});

/** Leads to the page on which one contacts support, as does the key `c`. */
export const NewRequestLink = () => {
  const t = useTexts(texts);
  const navigate = useNavigate();
  useShortcuts(useMemo(() => ({ c: () => void navigate({ to: '/contact' }) }), [navigate]));
  return (
    <Link to="/contact" className={classes(buttonStyles['button'], buttonStyles['primary'])}>
      <Plus size={16} aria-hidden />
      {t.contact}
    </Link>
  );
};
