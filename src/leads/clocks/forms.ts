import type { Form, Input } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';
import { limits, type Numbers, numberNames } from './numbers.ts';

/** Until which day the client is waited for. */
export function pauseForm(number: number, on: string, say: Say): Form {
  return {
    action: 'lead.pause.send',
    id: String(number),
    title: say.label('pause.title', { number: String(number) }),
    submit: say.label('pause.submit'),
    inputs: [
      { kind: 'date', name: 'until', label: say.label('pause.until'), hint: say.label('pause.hint'), initial: on },
    ],
  };
}

/** How long things may take. */
export function numbersForm(version: number, values: Numbers, hours: string, say: Say): Form {
  return {
    action: 'clocks.change.send',
    id: String(version),
    title: say.label('clocks.title'),
    submit: say.label('clocks.submit'),
    inputs: [
      ...numberNames.map(
        (name): Input => ({
          kind: 'text',
          name,
          label: say.label(`clocks.${name}`),
          hint: say.label('clocks.hint', { least: limits[name][0], most: limits[name][1] }),
          initial: String(values[name]),
          most: 6,
        }),
      ),
      {
        kind: 'text',
        name: 'hours',
        label: say.label('clocks.hours'),
        hint: say.label('hours.hint'),
        initial: hours,
        most: 200,
      },
    ],
  };
}
