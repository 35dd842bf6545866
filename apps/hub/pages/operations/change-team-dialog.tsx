import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField } from '../../design/check-field.js';
import { SelectField, TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { teamsTexts } from './teams.texts.js';

type Team = Schemas['TeamDetails'];
type TermsChange = Parameters<typeof client.patch<'/v1/teams/{teamId}'>>[1]['body'];

/** What differs between the form and the team; undefined if nothing does. */
const changeOf = (team: Team, form: Required<TermsChange>): TermsChange | undefined => {
  const change: TermsChange = {
    ...(form.name === team.name ? {} : { name: form.name }),
    ...(form.selfServe === team.selfServe ? {} : { selfServe: form.selfServe }),
    ...(form.timeZone === team.timeZone ? {} : { timeZone: form.timeZone }),
    ...(form.seats === team.billing.seats ? {} : { seats: form.seats }),
    ...(form.interval === team.billing.interval ? {} : { interval: form.interval }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
};

/** Changes a team's name and terms (P4, P8–P10), unless they have changed since. Mount it anew for each opening. */
export const ChangeTeamDialog = ({
  team,
  etag,
  onClose,
}: {
  readonly team: Team;
  readonly etag: string | null;
  readonly onClose: () => void;
}) => {
  const t = useTexts(teamsTexts);
  const [name, setName] = useState(team.name);
  const [timeZone, setTimeZone] = useState(team.timeZone);
  const [seats, setSeats] = useState(String(team.billing.seats));
  const [interval, setInterval] = useState(team.billing.interval);
  const [selfServe, setSelfServe] = useState(team.selfServe);
  const command = useCommand(
    (body: TermsChange, options) =>
      client.patch('/v1/teams/{teamId}', {
        path: { teamId: team.teamId },
        body,
        ...options,
        ...(etag === null ? {} : { ifMatch: etag }),
      }),
    ['directory', 'billing'],
  );
  const { fieldErrors } = command;
  const save = async (): Promise<void> => {
    const change = changeOf(team, { name, timeZone, interval, selfServe, seats: Number(seats) });
    if (!change || (await command.send(change))) onClose();
  };
  return (
    <FormDialog
      title={t.changeTitle(team.name)}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.save}
      onSubmit={() => void save()}
    >
      <TextField
        label={t.name}
        required
        autoFocus
        error={fieldErrors['name']}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t.timeZone}
        hint={t.timeZoneHint}
        required
        error={fieldErrors['timeZone']}
        value={timeZone}
        onChange={({ target }) => setTimeZone(target.value)}
      />
      <CheckField label={t.selfServe} checked={selfServe} onChange={({ target }) => setSelfServe(target.checked)} />
      <TextField
        label={t.seats}
        type="number"
        min={1}
        required
        error={fieldErrors['seats']}
        value={seats}
        onChange={({ target }) => setSeats(target.value)}
      />
      <SelectField
        label={t.interval}
        error={fieldErrors['interval']}
        value={interval}
        onChange={({ target }) => setInterval(target.value === 'year' ? 'year' : 'month')}
      >
        <option value="month">{t.intervals.month}</option>
        <option value="year">{t.intervals.year}</option>
      </SelectField>
    </FormDialog>
  );
};
