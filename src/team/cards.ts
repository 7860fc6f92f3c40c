import { type Button, type Card, textElement } from '../chat/card.ts';
import type { Person } from '../chat/directory.ts';
import type { Say } from '../words/say.ts';
import { departments } from './departments.ts';

/** Asks a colleague for the department, and shows the answer. */
export function departmentCard(who: Person, say: Say): Card {
  const answered = who.department !== null;
  const buttons = departments
    .filter((department) => department !== who.department)
    .map(
      (department): Button => ({
        action: 'person.department',
        id: department,
        label: say.label(`department.${department}`),
        ...(answered ? {} : { look: 'primary' as const }),
      }),
    );
  const text =
    who.department === null
      ? say('department.ask')
      : say('department.is', { department: say(`department.${who.department}`) });
  return {
    title: say('department.title', { name: who.name }),
    tone: answered ? 'good' : 'neutral',
    elements: [
      textElement(text),
      { kind: 'buttons', buttons },
      { kind: 'note', text: say(answered ? 'department.change' : 'department.note') },
    ],
  };
}
