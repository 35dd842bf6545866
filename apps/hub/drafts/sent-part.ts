/** Between a text that is being sent and what is typed meanwhile. */
const BETWEEN = '\n\n';

/**
 * What is left of a draft once its beginning is sent: as it was typed, if the field did not show the beginning
 * meanwhile, else without the space between them.
 */
export const partAfter = (draft: string, sent: string): string => {
  const rest = draft.slice(sent.length);
  return rest.startsWith(BETWEEN) ? rest.slice(BETWEEN.length) : rest.trimStart();
};

/** What a field shows of a draft that begins with a text that is being sent. */
export const unsentPart = (draft: string, sent: string | undefined): string => {
  if (sent === undefined || !draft.startsWith(sent)) return draft;
  const rest = draft.slice(sent.length);
  return rest.startsWith(BETWEEN) ? rest.slice(BETWEEN.length) : rest;
};

/** The draft of which a field shows a text: until what is being sent has arrived, it stays before it. */
export const withSentPart = (shown: string, sent: string | undefined): string =>
  sent === undefined ? shown : shown === '' ? sent : sent + BETWEEN + shown;
