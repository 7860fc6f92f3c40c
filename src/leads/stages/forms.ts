import type { Form, Input } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import type { ExitField } from '../duties/duties.ts';
import { type LostReason, lostReasons, type RecycleReason, recycleReasons } from '../reasons.ts';
import { stagesByHand } from './stages.ts';

/** Asks in which stage a lead is, and what its present stage wants to know before it goes on. */
export function stageForm(
  { number, stage }: { readonly number: number; readonly stage: string },
  exit: readonly ExitField[],
  known: ReadonlyMap<string, string>,
  say: Say,
): Form {
  const at = stagesByHand.find((each) => each === stage);
  return {
    action: 'lead.stage.send',
    id: String(number),
    title: say.label('stage.title', { number: String(number) }),
    submit: say.label('stage.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'stage',
        label: say.label('stage.which'),
        hint: say.label('stage.hint'),
        options: stagesByHand.map((value) => ({ value, label: say.label(`stage.${value}`) })),
        ...(at ? { initial: at } : {}),
      },
      ...exit.map((field): Input => exitInput(field, known.get(field), say)),
    ],
  };
}

function exitInput(field: ExitField, initial: string | undefined, say: Say): Input {
  return {
    kind: field === 'need' ? 'longText' : 'text',
    name: field,
    label: say.label(`field.${field}`),
    hint: say.label('field.hint'),
    optional: true,
    most: field === 'need' ? 1000 : 300,
    ...(initial === undefined ? {} : { initial }),
  };
}

/** Asks what was sold, and for how much. */
export function winForm(number: number, currency: string, known: ReadonlyMap<string, string>, say: Say): Form {
  const amount = known.get('amount');
  return {
    action: 'lead.win.send',
    id: String(number),
    title: say.label('win.title', { number: String(number) }),
    submit: say.label('win.submit'),
    inputs: [
      {
        kind: 'text',
        name: 'amount',
        label: say.label('win.amount', { currency }),
        hint: say.label('win.amount.hint'),
        most: 30,
        ...(amount === undefined ? {} : { initial: amount.slice(0, 30) }),
      },
      { kind: 'text', name: 'product', label: say.label('win.product'), most: 200 },
    ],
  };
}

/** Asks why a lead was lost. */
export function loseForm(number: number, say: Say): Form {
  const words = {
    title: say.label('lose.title', { number: String(number) }),
    submit: say.label('lose.submit'),
    reason: say.label('lose.reason'),
    note: say.label('lose.note'),
  };
  return reasoned('lead.lose.send', number, words, lostReasons, say);
}

/** Asks why a lead goes back to marketing; the reason decides what becomes of it. */
export function recycleForm(number: number, say: Say): Form {
  const words = {
    title: say.label('recycle.title', { number: String(number) }),
    submit: say.label('recycle.submit'),
    reason: say.label('recycle.reason'),
    note: say.label('recycle.note'),
  };
  return reasoned('lead.recycle.send', number, words, recycleReasons, say);
}

function reasoned(
  action: string,
  number: number,
  { title, submit, reason, note }: Readonly<Record<'title' | 'submit' | 'reason' | 'note', string>>,
  reasons: readonly (LostReason | RecycleReason)[],
  say: Say,
): Form {
  const options = reasons.map((value) => ({ value, label: say.label(`reason.${value}`) }));
  return {
    action,
    id: String(number),
    title,
    submit,
    inputs: [
      { kind: 'choice', name: 'reason', label: reason, options },
      { kind: 'longText', name: 'note', label: note, optional: true, most: 1000 },
    ],
  };
}
