import type { Form } from '../../chat/form.ts';
import type { Department } from '../../team/departments.ts';
import type { Say } from '../../words/say.ts';
import { lines, type Profile } from './profile.ts';

/** What a department knows of a client; what it wrote before stands in it. */
export function profileForm({ id, lines: known }: Profile, department: Department, say: Say): Form {
  return {
    action: department === 'sales' ? 'client.insight.send' : 'client.portrait.send',
    id,
    title: say.label(`profile.form.${department}`),
    submit: say.label('profile.submit'),
    inputs: lines[department].map((name) => {
      const words = known.find((line) => line.name === name)?.words;
      return {
        kind: 'text',
        name,
        label: say.label(`profile.line.${name}`),
        optional: true,
        most: 400,
        ...(words === undefined ? {} : { initial: words }),
      };
    }),
  };
}
