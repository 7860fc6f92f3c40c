import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { type Offered, offerInputs } from '../offers/inputs.ts';
import { listKinds } from './read-list.ts';

/** For so many hours whoever has a client may answer. */
export const answerHours = ['1', '4', '24', '48', '72'] as const;

/** A list that was handed over before its form was. */
export type Draft = { readonly id: string; readonly name: string; readonly size: number };

/** What marketing means to send, to whom, and what silence means; a list that is there already is not asked for. */
export function mailingForm(draft: Draft | undefined, offers: readonly Offered[], say: Say): Form {
  const list = [
    {
      kind: 'file',
      name: 'list',
      label: say.label('mailing.form.list'),
      hint: say.label('mailing.form.list.hint'),
      elsewhere: say.label('mailing.form.list.elsewhere'),
      kinds: listKinds,
      optional: true,
    },
    { kind: 'longText', name: 'pasted', label: say.label('mailing.form.pasted'), optional: true, most: 3000 },
  ] as const;
  return {
    action: 'mailing.new.send',
    id: draft?.id ?? 'new',
    title: say.label('mailing.new'),
    submit: say.label('mailing.form.submit'),
    inputs: [
      {
        kind: 'text',
        name: 'name',
        label: say.label('mailing.form.name'),
        ...(draft ? { hint: say.label('mailing.form.rows', { count: draft.size }), initial: draft.name } : {}),
        most: 200,
      },
      ...(draft ? [] : list),
      ...offerInputs(offers, say),
      {
        kind: 'choice',
        name: 'hours',
        label: say.label('mailing.form.hours'),
        options: answerHours.map((value) => ({
          value,
          label: say.label('mailing.form.hour', { count: Number(value) }),
        })),
        initial: '24',
      },
      {
        kind: 'choice',
        name: 'silence',
        label: say.label('mailing.form.silence'),
        options: (['drop', 'keep'] as const).map((value) => ({ value, label: say.label(`mailing.silence.${value}`) })),
        initial: 'drop',
      },
    ],
  };
}
