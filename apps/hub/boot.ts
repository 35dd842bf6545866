import { earlyAnswers } from './api/early-answers.js';
import { readPreference } from './app/preferences.js';
import { applyTheme } from './app/shown-theme.js';
import './design/base.css';
import './design/tokens.css';
import { hasLink } from './session/sign-in-link.js';
import { lastPerson } from './session/session-signal.js';
import { shownLanguage } from './texts/shown-language.js';

// The first script of a page, and small. It gives the page its theme and language, and sends the requests that every
// page needs while the rest of the code is loaded.
applyTheme();
const language = shownLanguage(readPreference('language'));
document.documentElement.lang = language;
const isSignedIn = lastPerson() !== '';
// A link signs in first.
if (!hasLink()) {
  earlyAnswers.ask('/hub/session', language);
  if (isSignedIn) for (const path of ['/v1/me', '/v1/time']) earlyAnswers.ask(path, language);
}
// The page on which one signs in has no header.
if (isSignedIn) document.getElementById('opening')?.removeAttribute('hidden');
void import('./main.js');
