import { useState } from 'react';
import { useResource } from '../../../api/resource.js';
import { TextField } from '../../../design/field.js';
import { RadioList, type RadioOption } from '../../../design/radio-list.js';
import { useSelf } from '../../../session/self.js';
import { useLanguageName } from '../../../texts/language-names.js';
import { useTexts } from '../../../texts/language-context.js';
import { agentsResource } from '../desk-resources.js';
import { ticketTexts } from './ticket.texts.js';

/** Agents who can take a ticket, the reader first. */
const useAgentOptions = (current: string | null): readonly RadioOption[] => {
  const t = useTexts(ticketTexts);
  const self = useSelf();
  const languageName = useLanguageName();
  const { data } = useResource(agentsResource);
  const others = (data?.items ?? []).filter(
    ({ agentId, retired, registered }) => registered && !retired && agentId !== self.id && agentId !== current,
  );
  return [
    ...(self.id === current ? [] : [{ value: self.id, name: t.me, detail: self.name ?? self.id }]),
    ...others.map(({ agentId, name, languages }) => ({
      value: agentId,
      name: name ?? agentId,
      detail: languages.map(languageName).join(', '),
    })),
  ];
};

const matching = (options: readonly RadioOption[], typed: string): readonly RadioOption[] => {
  const text = typed.trim().toLowerCase();
  return options.filter(({ name, detail = '' }) => `${name} ${detail}`.toLowerCase().includes(text));
};

/** Chooses an agent by a part of the name: the first who matches, unless another one is chosen. */
export const AgentChoice = ({
  value,
  current = null,
  onChange,
}: {
  readonly value: string | undefined;
  /** Who has the ticket already, and is not offered. */
  readonly current?: string | null;
  readonly onChange: (agentId: string | undefined) => void;
}) => {
  const t = useTexts(ticketTexts);
  const [typed, setTyped] = useState('');
  const options = useAgentOptions(current);
  const search = (changed: string): void => {
    setTyped(changed);
    // What is not in sight is not chosen.
    onChange(matching(options, changed)[0]?.value);
  };
  return (
    <>
      <TextField label={t.findAgent} value={typed} autoFocus onChange={({ target }) => search(target.value)} />
      <RadioList
        label={t.findAgent}
        options={matching(options, typed)}
        value={value}
        none={t.noMatch}
        onChange={onChange}
      />
    </>
  );
};
