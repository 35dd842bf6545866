import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../../api/client.js';
import { useCommand } from '../../../api/command.js';
import { useResource } from '../../../api/resource.js';
import { type Draft, useDraft, useMoveDraft } from '../../../drafts/drafts.js';
import { SERVED_LANGUAGES, type ServedLanguage } from '../../../texts/served-languages.js';
import { customerResource } from '../desk-resources.js';
import { chosenProduct } from './chosen-product.js';

/** What is chosen for a new ticket, besides its requester. */
interface Choices {
  readonly product: string;
  readonly issueType: string;
  readonly language: ServedLanguage;
}

/** What is written for a new ticket. */
type Words = Readonly<Record<'subject' | 'body' | 'answer', Draft>>;
/** What a ticket cannot be opened without, in the order of the page. */
const NEEDED = ['team', 'requester', 'product', 'issueType', 'subject', 'body'] as const;
const WORDS = ['subject', 'body', 'answer'] as const;

/** A requester whose ticket is opened: parameters of the address. */
interface Requester {
  readonly team?: string | undefined;
  readonly requester?: string | undefined;
}

const draftName = (word: keyof Words, { team = '', requester = '' }: Requester): string =>
  `new.${word}.${team}.${requester}`;

/** What is written for a requester, kept until the ticket is opened. It comes along to another requester. */
const useWords = (of: Requester) => {
  const move = useMoveDraft();
  const words: Words = {
    subject: useDraft(draftName('subject', of)),
    body: useDraft(draftName('body', of)),
    answer: useDraft(draftName('answer', of)),
  };
  const take = (to: Requester): void => {
    for (const word of WORDS) move(draftName(word, of), draftName(word, to));
  };
  return { words, take };
};

/** The body of the command; what was left empty is left out. */
const bodyOf = (
  teamId: string,
  requesterId: string,
  { product, ...choices }: Choices,
  { subject, body, answer }: Words,
): Schemas['OpenTicketForRequesterBody'] => ({
  teamId,
  requesterId,
  ...choices,
  subject: subject.text,
  body: body.text,
  ...(product === '' ? {} : { product }),
  ...(answer.text.trim() === '' ? {} : { answer: { body: answer.text } }),
});

/** A ticket that is being opened in the name of a requester. */
export const useNewTicket = () => {
  const { team, requester } = useSearch({ from: '/desk/new' });
  const navigate = useNavigate();
  const { words, take } = useWords({ team, requester });
  const [chosen, setChosen] = useState<Partial<Choices>>({});
  const known = useResource(customerResource(team ?? '', requester ?? ''), {
    enabled: team !== undefined && requester !== undefined,
  });
  const spoken = SERVED_LANGUAGES.find((one) => one === known.data?.member.language);
  const choices: Choices = {
    issueType: '',
    language: spoken ?? 'en',
    ...chosen,
    product: chosenProduct(chosen.product ?? '', known.data?.team.products),
  };
  const open = useCommand(
    (body: Schemas['OpenTicketForRequesterBody'], options) => client.post('/v1/desk/tickets', { body, ...options }),
    ['tickets'],
  );
  const chooseRequester = (chosen: Requester): void => {
    take(chosen);
    const search = {
      ...(chosen.team === undefined ? {} : { team: chosen.team }),
      ...(chosen.requester === undefined ? {} : { requester: chosen.requester }),
    };
    void navigate({ to: '/desk/new', search, replace: true });
  };
  const given = {
    team: team !== undefined,
    requester: requester !== undefined,
    product: choices.product !== '' || (known.data?.team.products.length ?? 0) < 2,
    issueType: choices.issueType !== '',
    subject: words.subject.text.trim() !== '',
    body: words.body.text.trim() !== '',
  };
  const missing = NEEDED.filter((name) => !given[name]);
  const submit = async (): Promise<void> => {
    if (missing.length > 0 || team === undefined || requester === undefined) return;
    const answer = await open.send(bodyOf(team, requester, choices, words));
    if (!answer) return;
    for (const draft of Object.values(words)) draft.clear();
    void navigate({ to: '/desk/$ticketId', params: { ticketId: answer.data.ticketId }, search: {} });
  };
  return {
    team,
    requester,
    chooseRequester,
    words,
    choices,
    choose: (changes: Partial<Choices>) => setChosen((old) => ({ ...old, ...changes })),
    /** Products of the team of the requester; undefined until they are known. */
    products: known.data?.team.products,
    command: open,
    missing,
    submit,
    cancel: () => void navigate({ to: '/desk', search: {} }),
  };
};

/** What the parts of the page work on. */
export type NewTicket = ReturnType<typeof useNewTicket>;
