import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import { oneLine } from '../../kernel/text.ts';
import { type Department, departments } from '../../team/departments.ts';
import type { Say } from '../../words/say.ts';
import { plain, time } from '../../words/text.ts';
import { clientName, standingLine } from '../cards.ts';
import { type Line, lines, type Profile, writes } from './profile.ts';

const mostInLine = 400;
const mostLeads = 3;

/** What marketing believes of a client beside what sales heard, where the client stands, and who else is there. */
export function profileCard(
  profile: Profile,
  more: readonly Element[],
  who: Parameters<typeof writes>[0],
  say: Say,
): Card {
  const { standings, account, colleagues } = profile;
  return {
    title: clientName(profile),
    tone: 'neutral',
    elements: [
      ...standings.slice(0, mostLeads).map((standing) => textElement(standingLine(standing, say))),
      ...departments.flatMap((department) => linesElements(profile, department, say)),
      ...more,
      ...(account && colleagues.length > 0
        ? [{ kind: 'divider' } as const, textElement(say('profile.account', { account: oneLine(account, mostInLine) }))]
        : []),
      ...colleagues.map(
        (colleague): Element => ({
          kind: 'text',
          text: plain(oneLine(colleague.name, mostInLine)),
          button: { action: 'client.show', id: colleague.id, label: say.label('client.list.pick') },
        }),
      ),
      { kind: 'buttons', buttons: buttonsOf(profile, who, say) },
    ],
  };
}

function buttonsOf({ id }: Profile, who: Parameters<typeof writes>[0], say: Say): Button[] {
  return [
    ...departments
      .filter((department) => writes(who, department))
      .map((department) => ({
        action: `client.${forms[department]}`,
        id,
        label: say.label(`profile.write.${department}`),
      })),
    { action: 'client.show', id, label: say.label('client.open') },
  ];
}

const forms = { marketing: 'portrait', sales: 'insight' } as const satisfies Record<Department, string>;

function linesElements(profile: Profile, department: Department, say: Say): Element[] {
  const known = lines[department].flatMap((name) => profile.lines.find((line) => line.name === name) ?? []);
  return [
    { kind: 'divider' },
    textElement(say(`profile.title.${department}`)),
    ...(known.length === 0 ? [textElement(say('profile.nothing'))] : known.map((line) => lineElement(line, say))),
  ];
}

function lineElement({ name, words, by, at }: Line, say: Say): Element {
  const params = {
    what: say.label(`profile.line.${name}`),
    words: oneLine(words, mostInLine),
    by,
    at: time(at, 'since'),
  };
  return textElement(say('profile.known', params));
}
