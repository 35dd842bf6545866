import { earlyAnswers } from './api/early-answers.js';
import { readPreference } from './app/preferences.js';
import { applyTheme } from './app/shown-theme.js';
import './design/base.css';
import './design/tokens.css';
import { hasLink } from './session/sign-in-link.js';
import { lastPerson } from './session/session-signal.js';
import { shownLanguage } from './texts/shown-language.js';

// Runs before the rest of the code is loaded, so it is small. Sets the theme and language, and sends the requests that
// every page needs.
applyTheme();
const language = shownLanguage(readPreference('language'));
document.documentElement.lang = language;
const isSignedIn = lastPerson() !== '';
// A sign-in link is exchanged for a session first.
if (!hasLink()) {
  earlyAnswers.ask('/hub/session', language);
  if (isSignedIn) for (const path of ['/v1/me', '/v1/time']) earlyAnswers.ask(path, language);
}
// The sign-in page has no header.
if (isSignedIn) document.getElementById('opening')?.removeAttribute('hidden');
void import('./main.js');
