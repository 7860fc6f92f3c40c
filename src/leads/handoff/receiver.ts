import type { Say } from '../../words/say.ts';
import { person, type Text } from '../../words/text.ts';
import type { Receiver } from '../hold.ts';

/** To whom a lead is offered, as text: a colleague, or all of a department. */
export function receiverText(to: Receiver, say: Say): Text {
  return 'id' in to ? [person(to)] : say(`handoff.all.${to.department}`);
}
