import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import type { SourceLead } from '../../kernel/delivery.ts';
import { clip, oneLine, tidy } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import type { Doubt } from './doubts.ts';
import { faultWords } from './fault-words.ts';
import type { Waiting } from './waiting.ts';

const mostInLine = 120;
const mostInQuote = 600;

/** What marketing reads of an enquiry that is not yet a lead: what is known of it, why it waits, and what can be done. */
export function waitingCard(waiting: Waiting, say: Say): Card {
  const { told, source, at, state, by, answeredAt, lead } = waiting;
  const open = state === 'open';
  return {
    title: say('waiting.card', { name: oneLine(told.name ?? told.email ?? told.phone ?? source, mostInLine) }),
    tone: open ? 'warning' : 'neutral',
    elements: [
      textElement(say('waiting.since', { source, at: time(at, 'since') })),
      textElement(reasonLine(waiting, say)),
      ...(told.message ? [{ kind: 'quote', text: plain(clip(tidy(told.message), mostInQuote)) } as const] : []),
      ...factsOf(told, say),
      ...(open
        ? [{ kind: 'buttons', buttons: buttonsOf(waiting, say) } as const]
        : [
            textElement(
              say(state === 'accepted' ? 'waiting.accepted' : 'waiting.no-lead', {
                who: by ? person(by) : 'Baton',
                at: time(answeredAt ?? at, 'since'),
                lead: String(lead ?? ''),
              }),
            ),
          ]),
    ],
  };
}

/** The waiting room: what waits, the oldest first. */
export function waitingListCard(
  { rows, inAll }: { readonly rows: readonly Waiting[]; readonly inAll: number },
  sources: readonly { readonly name: string; readonly kind: string; readonly last_at: number | null }[],
  say: Say,
): Card {
  return {
    title: say('waiting.title'),
    tone: inAll > 0 ? 'warning' : 'neutral',
    elements: [
      textElement(say('waiting.count', { count: inAll })),
      ...rows.map(
        (each): Element => ({
          kind: 'text',
          text: [
            ...plain(`${oneLine(each.told.name ?? each.told.email ?? each.told.phone ?? each.source, mostInLine)} · `),
            ...reasonLine(each, say),
          ],
          button: { action: 'waiting.open', id: each.id, label: say.label('waiting.open') },
        }),
      ),
      { kind: 'divider' },
      ...(sources.length === 0 ? [textElement(say('waiting.no-sources'))] : []),
      ...sources.map(({ name, kind, last_at }) =>
        textElement(
          last_at === null
            ? say('waiting.source.new', { name, kind })
            : say('waiting.source', { name, kind, at: time(last_at, 'since') }),
        ),
      ),
    ],
  };
}

function reasonLine({ reason, detail }: Waiting, say: Say): Text {
  if (reason !== 'doubtful') return say(`waiting.${reason}`, { why: faultWords(detail, say) });
  const doubts = detail.split(' ').map((doubt) => say.label(`doubt.${doubt as Doubt}`));
  return say('waiting.doubtful', { doubts: doubts.join('; ') });
}

function factsOf({ name, company, email, phone, handle, campaign, form }: SourceLead, say: Say): Element[] {
  const told = [
    [say.label('lead.name'), name],
    [say.label('lead.company'), company],
    [say.label('key.email'), email],
    [say.label('key.phone'), phone],
    [say.label('key.handle'), handle],
    [say.label('lead.campaign'), campaign],
    [say.label('waiting.form'), form],
  ] as const;
  const facts = told.flatMap(([label, value]): Fact[] =>
    value ? [{ label, value: plain(oneLine(value, mostInLine)) }] : [],
  );
  return facts.length > 0 ? [{ kind: 'facts', facts }] : [];
}

/** Whoever cannot be reached is to be mended first. */
function buttonsOf({ id, told, reason }: Waiting, say: Say): Button[] {
  const reached = reason !== 'unreachable' && (told.email || told.phone || told.handle);
  const fetch = reason === 'not-fetched' ? (['fetch'] as const) : [];
  const accept = reached ? (['accept'] as const) : [];
  return ([...fetch, ...accept, 'mend', 'drop'] as const).map((each, index) => ({
    action: `waiting.${each}`,
    id,
    label: say.label(`waiting.${each}`),
    ...(index === 0 ? { look: 'primary' } : {}),
  }));
}
