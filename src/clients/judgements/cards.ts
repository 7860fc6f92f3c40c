import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { clientName, keyFacts } from '../cards.ts';
import type { Question, Side } from './read-question.ts';

/** Are these two one person? Both side by side, why it is asked, and the answer once there is one. */
export function questionCard(question: Question, say: Say): Card {
  const { sides, answer } = question;
  return {
    title: say('same.title'),
    tone: answer ? 'good' : 'warning',
    elements: [
      textElement(answer ? answerLine(answer, say) : reasonLine(question.why, say)),
      ...sides.flatMap((side) => sideElements(side, say)),
      { kind: 'divider' },
      { kind: 'buttons', buttons: buttonsOf(question, say) },
    ],
  };
}

function buttonsOf({ id, answer }: Question, say: Say): Button[] {
  const same: Button = { action: 'client.same', id, label: say.label('same.yes'), look: 'primary' };
  const different: Button = { action: 'client.different', id, label: say.label('same.no') };
  if (!answer) return [same, different];
  if (answer.verdict === 'different') return [{ ...same, look: 'danger' }];
  return answer.by === '' ? [] : [{ ...different, label: say.label('same.part'), look: 'danger' }];
}

/** Somebody insists where there was a reason to stop. */
export function insistCard(id: string, why: Text, say: Say): Card {
  return {
    title: say('same.title'),
    tone: 'bad',
    elements: [
      textElement(why),
      {
        kind: 'buttons',
        buttons: [
          { action: 'client.compare', id, label: say.label('same.back') },
          { action: 'client.same-anyway', id, label: say.label('same.anyway'), look: 'danger' },
        ],
      },
    ],
  };
}

function answerLine({ verdict, by, at }: NonNullable<Question['answer']>, say: Say): Text {
  const params = { who: by, at: time(at, 'since') };
  if (by === '') return say('same.by-way');
  return say(verdict === 'same' ? 'same.said' : 'same.denied', params);
}

/** Why it is asked, in words: what agrees, and what speaks against it. */
function reasonLine({ evidence, guard }: Question['why'], say: Say): Text {
  const because = evidence.map((each) => say.label(`evidence.${each}`));
  if (because.length === 0 && !guard) return say('same.asked');
  const agree = because.length > 0 ? say('same.why', { why: because.join(', ') }) : [];
  const but = guard ? say(`guard.${guard}`) : [];
  return [...agree, ...(agree.length > 0 && but.length > 0 ? plain(' ') : []), ...but];
}

function sideElements({ standings, keys, ...client }: Side, say: Say): Element[] {
  const owner = standings.find((standing) => standing.owner);
  return [
    { kind: 'divider' },
    {
      kind: 'text',
      text: clientName(client),
      button: { action: 'client.open', id: client.id, label: say.label('client.open') },
    },
    ...(keys.length > 0 ? [{ kind: 'facts', facts: keyFacts(keys, say) } as const] : []),
    textElement(
      owner?.owner
        ? say('client.held', {
            lead: String(owner.lead),
            stage: say.label(`stage.${owner.stage as 'new'}`),
            owner: person(owner.owner),
            since: time(owner.since, 'since'),
          })
        : say('same.nobody'),
    ),
  ];
}
