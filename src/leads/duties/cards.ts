import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import type { InForce } from '../../team/settings.ts';
import type { Say } from '../../words/say.ts';
import { person, type Text, time } from '../../words/text.ts';
import { type StageByHand, stagesByHand } from '../stages/stages.ts';
import type { Duties, Duty } from './duties.ts';
import { awaited, changedStages, type Proposal } from './proposal.ts';

/** Whose move it is in every stage, with a way to propose another. */
export function dutiesCard({ value, by }: InForce<Duties>, say: Say): Card {
  return {
    title: say('duties.title'),
    tone: 'neutral',
    elements: [
      ...stagesByHand.map(
        (stage): Element => ({
          kind: 'text',
          text: dutyLine(stage, value[stage], say),
          button: { action: 'duties.propose', id: stage, label: say.label('duties.propose') },
        }),
      ),
      { kind: 'note', text: by ? say('duties.by', { at: time(by.at, 'since') }) : say('duties.ours') },
    ],
  };
}

/** A proposal as both departments read it: what is, what would be, who has said yes. */
export function proposalCard(proposal: Proposal, before: Duties, say: Say): Card {
  const { id, by, duties, state, yes } = proposal;
  const open = state === 'open';
  const answers: Button[] = [
    { action: 'duties.yes', id, label: say.label('duties.yes'), look: 'primary' },
    { action: 'duties.no', id, label: say.label('duties.no') },
  ];
  return {
    title: say('duties.proposal'),
    tone: open ? 'warning' : state === 'agreed' ? 'good' : 'neutral',
    elements: [
      textElement(say('duties.proposed', { who: person(by) })),
      ...changedStages(before, duties).flatMap(({ stage, before: was, after }) => [
        textElement([...say('duties.was'), ...dutyLine(stage, was, say)]),
        textElement([...say('duties.would'), ...dutyLine(stage, after, say)]),
      ]),
      ...yes.map(({ department, who }) =>
        textElement(say('duties.said', { who: person(who), department: say.label(`department.${department}`) })),
      ),
      ...(open
        ? [
            textElement(
              say('duties.awaited', {
                who: awaited(proposal)
                  .map((each) => say.label(`department.${each}`))
                  .join(', '),
              }),
            ),
            { kind: 'buttons', buttons: answers } as const,
          ]
        : [textElement(say(`duties.state.${state}`))]),
    ],
  };
}

function dutyLine(stage: StageByHand, duty: Duty, say: Say): Text {
  const asks = duty.exit.map((field) => say.label(`field.${field}`));
  return [
    ...whoDoes(stage, duty, say),
    ...say('duty.more', { hours: Math.round(duty.minutes / 60), count: asks.length, asks: asks.join(', ') }),
  ];
}

/** Who handles, warms up and introduces in a stage, as a sentence. */
export function whoDoes(stage: StageByHand, { handles, warms, introduces }: Duty, say: Say): Text {
  const named = (each: Duty['handles'] | null) => say.label(`duty.is.${each ?? 'nobody'}`);
  return say('duty.line', {
    stage: say.label(`stage.${stage}`),
    handles: named(handles),
    warming: warms ?? 'nobody',
    warms: named(warms),
    introducing: introduces ?? 'nobody',
    introduces: named(introduces),
  });
}
