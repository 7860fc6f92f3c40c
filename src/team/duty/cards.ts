import { type Card, type Element, textElement } from '../../chat/card.ts';
import type { Person } from '../../chat/directory.ts';
import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { person, plain } from '../../words/text.ts';
import type { Department } from '../departments.ts';
import { peopleOptions } from '../options.ts';
import type { Rota } from './duty.ts';

type Named = { readonly id: string; readonly name: string };

/** Who is on duty for a department now, and who is in turn. */
export type OnDuty = {
  readonly department: Department;
  readonly now: Named | undefined;
  readonly line: readonly Named[];
  readonly rota: Rota;
};

/** Who is responsible for what nobody has claimed, for each department. */
export function dutyCard(all: readonly OnDuty[], mayChange: boolean, say: Say): Card {
  return {
    title: say('duty.title'),
    tone: 'neutral',
    elements: [
      ...all.flatMap(({ department, now, line, rota }): Element[] => [
        {
          kind: 'text',
          text: now
            ? say('duty.now', { department: say.label(`department.${department}`), who: person(now) })
            : say('duty.nobody', { department: say.label(`department.${department}`) }),
          ...(mayChange
            ? { button: { action: 'duty.change', id: department, label: say.label('duty.change') } as const }
            : {}),
        },
        line.length > 0
          ? textElement(
              say(`duty.turn.${rota.turn}`, {
                line: line.flatMap((each, at) => [...(at > 0 ? plain(' → ') : []), person(each)]),
              }),
            )
          : { kind: 'note', text: say('duty.no-rota') },
      ]),
    ],
  };
}

/** Who is on duty in turn, for how long, and who when nobody else can be. */
export function rotaForm(
  department: Department,
  version: number,
  rota: Rota,
  people: readonly Person[],
  say: Say,
): Form {
  const known = peopleOptions(people, say);
  return {
    action: 'duty.change.send',
    id: `${department}/${version}`,
    title: say.label('duty.title'),
    submit: say.label('duty.submit'),
    inputs: [
      {
        kind: 'people',
        name: 'people',
        label: say.label('duty.people'),
        hint: say.label('duty.people.hint'),
        known,
        initial: rota.people,
      },
      {
        kind: 'choice',
        name: 'turn',
        label: say.label('duty.turn'),
        options: (['day', 'week'] as const).map((value) => ({ value, label: say.label(`duty.every.${value}`) })),
        initial: rota.turn,
      },
      {
        kind: 'person',
        name: 'fallback',
        label: say.label('duty.fallback'),
        hint: say.label('duty.fallback.hint'),
        known,
        ...(rota.fallback === null ? {} : { initial: [rota.fallback] }),
        optional: true,
      },
    ],
  };
}
