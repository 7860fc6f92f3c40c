import type { Form, Input, Option } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import type { StageByHand } from '../stages/stages.ts';
import { type Duty, exitFields } from './duties.ts';

/** Another duty for a stage, to be proposed to both departments. */
export function dutyForm(stage: StageByHand, duty: Duty, say: Say): Form {
  const departments = (...more: ('both' | 'nobody')[]): Option[] =>
    (['marketing', 'sales', ...more] as const).map((value) => ({ value, label: say.label(`duty.is.${value}`) }));
  const choice = (name: 'handles' | 'warms' | 'introduces', options: Option[]): Input => ({
    kind: 'choice',
    name,
    label: say.label(`duty.${name}`),
    options,
    initial: duty[name] ?? 'nobody',
  });
  return {
    action: 'duties.propose.send',
    id: stage,
    title: say.label('duties.form', { stage: say.label(`stage.${stage}`) }),
    submit: say.label('duties.propose'),
    inputs: [
      choice('handles', departments('both')),
      choice('warms', departments('nobody')),
      choice('introduces', departments('nobody')),
      {
        kind: 'text',
        name: 'hours',
        label: say.label('duty.hours'),
        hint: say.label('duty.hours.hint'),
        initial: String(Math.round(duty.minutes / 60)),
        most: 4,
      },
      {
        kind: 'choices',
        name: 'exit',
        label: say.label('duty.exit'),
        options: exitFields.map((value) => ({ value, label: say.label(`field.${value}`) })),
        initial: duty.exit,
        optional: true,
      },
    ],
  };
}
