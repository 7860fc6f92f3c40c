import type { Say } from '../words/say.ts';
import { person, plain, type Text } from '../words/text.ts';
import { isColleague, type Named } from './clearance/facts.ts';

/** Whoever acted: a colleague is mentioned, a program is named, and a list is a list. */
export function whoText(who: Named, say: Say): Text {
  if (isColleague(who)) return [person(who)];
  return who.id.startsWith('import:') ? say('agenda.list') : plain(who.name);
}
