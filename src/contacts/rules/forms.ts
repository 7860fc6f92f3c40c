import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import type { Values } from '../clearance/values.ts';
import { hours, most, names } from './numbers.ts';

/** The numbers of the rules, to be tried before they are put into force. */
export function rulesForm(version: number, values: Values, say: Say): Form {
  return {
    action: 'rules.try.send',
    id: String(version),
    title: say.label('rules.title'),
    submit: say.label('rules.try'),
    inputs: names.map((name) => ({
      kind: 'text',
      name,
      label: say.label(`rule.${name}`),
      hint: hours.includes(name) ? say.label('rules.hint.hour') : say.label('rules.hint', { most: most[name] }),
      initial: String(values[name]),
      most: 3,
    })),
  };
}
