import type { Button, Card, Element, Fact, Tone } from '../chat/card.ts';
import { cutter } from '../chat/cutter.ts';
import { summaryOf } from '../chat/summary.ts';
import { tidy } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import type { Text } from '../words/text.ts';
import { limits } from './limits.ts';
import { type Pen, type RichText, richText, type Style } from './spans.ts';

/** What a button of ours sends back: the opaque id, the key of the post it stands on, and the drawing of the form. */
export type Data = { readonly baton: { readonly id: string; readonly post?: string; readonly form?: string } };
export type Execute = {
  type: 'Action.Execute';
  title: string;
  verb: string;
  data: Data;
  style?: 'positive' | 'destructive';
  associatedInputs?: 'none';
};
type Item =
  | RichText
  | { type: 'Container'; style?: string; bleed?: true; separator?: true; spacing?: string; items: Item[] }
  | { type: 'ColumnSet'; separator?: true; columns: { type: 'Column'; width: 'stretch' | 'auto'; items: Item[] }[] }
  | { type: 'ActionSet'; separator?: true; actions: Execute[] }
  | { type: `Input.${string}`; id: string; [property: string]: unknown };

/** An Adaptive Card 1.5 as Teams takes it. */
export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  fallbackText: string;
  msteams: { width: 'Full' };
  body: Item[];
};
export type { Item };

/** A card as Teams takes it, what notifications show, and the names of what had to be cut. */
export type Drawn = { readonly card: AdaptiveCard; readonly summary: string; readonly cuts: readonly string[] };

const styles: Record<Tone, string | undefined> = {
  neutral: 'emphasis',
  good: 'good',
  warning: 'warning',
  bad: 'attention',
};

/** Draws a card as an Adaptive Card, within Teams' limits. `post` is the key of the post it stands on, if it is one. */
export function drawCard(card: Card, say: Say, post?: string, shared = false): Drawn {
  const cut = cutter(limits.text);
  const pen: Pen = { say, cut, shared };
  const items = separated(card.elements).flatMap(({ element, separator }): Item[] => {
    const [first, ...rest] = drawElement(element, pen, post);
    return first ? [separator ? ({ ...first, separator: true } as Item) : first, ...rest] : [];
  });
  return whole([drawTitle(card, pen), ...items], shortly(card, say), pen);
}

/** Puts a body into a card, and leaves out of its middle what does not fit. */
function whole(body: readonly Item[], summary: string, { cut }: Pick<Pen, 'cut'>): Drawn {
  const kept = [...body];
  while (kept.length > 2 && Buffer.byteLength(JSON.stringify(cardOf(kept, summary))) > limits.bytes) {
    // The last is the row of buttons.
    const last = kept.pop();
    kept.splice(0, kept.length, ...cut.list(kept, kept.length - 1, 'elements'), ...(last ? [last] : []));
  }
  return { card: cardOf(kept, summary), summary, cuts: cut.cuts };
}

/** A body as a card. */
export function cardOf(body: readonly Item[], summary: string): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    msteams: { width: 'Full' },
    body: [...body],
  };
}

/** A card's title on the colour of its tone. */
export function drawTitle({ title, tone }: Pick<Card, 'title' | 'tone'>, { say, cut }: Pen): Item {
  const text = cut.text(cut.body(say.flat(title), 'title'), limits.title, 'title').trim() || '…';
  const style = styles[tone];
  return {
    type: 'Container',
    bleed: true,
    ...(style ? { style } : {}),
    items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'Bolder', size: 'Medium' }] }],
  };
}

/** A divider is no element in Teams, but a line above the next one. */
function separated(elements: readonly Element[]): { element: Element; separator: boolean }[] {
  return elements.flatMap((element, index) =>
    element.kind === 'divider' ? [] : [{ element, separator: elements[index - 1]?.kind === 'divider' }],
  );
}

function drawElement(element: Element, pen: Pen, post: string | undefined): Item[] {
  switch (element.kind) {
    case 'text':
      return element.button ? drawLine(element.text, element.button, pen, post) : drawText(element.text, pen);
    case 'quote':
      return drawText(element.text, pen, { italic: true }).map((item) => ({
        type: 'Container',
        style: 'emphasis',
        items: [item],
      }));
    case 'facts':
      return element.facts.flatMap((fact, index) => drawFact(fact, index, pen));
    case 'note':
      return drawText(element.text, pen, { isSubtle: true, size: 'Small' });
    case 'divider':
      return [];
    case 'buttons':
      return drawButtons(element.buttons, pen, post);
    default:
      return element satisfies never;
  }
}

function drawText(text: Text, pen: Pen, style: Style = {}): Item[] {
  const drawn = richText(text, pen, style);
  return drawn ? [{ ...drawn, ...(style.size === 'Small' ? { spacing: 'Small' } : {}) }] : [];
}

/** Facts are lines of runs: Teams reads a fact of its own as markup. */
function drawFact({ label, value }: Fact, index: number, pen: Pen): Item[] {
  const drawn = richText([{ kind: 'strong', text: `${label}: ` }, ...value], pen);
  return drawn ? [{ ...drawn, ...(index > 0 ? { spacing: 'None' } : {}) }] : [];
}

function drawLine(text: Text, button: Button, pen: Pen, post: string | undefined): Item[] {
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', items: drawText(text, pen) },
        { type: 'Column', width: 'auto', items: drawButtons([button], pen, post) },
      ],
    },
  ];
}

function drawButtons(buttons: readonly Button[], { cut }: Pen, post: string | undefined): Item[] {
  const drawn = buttons.map(
    ({ action, id, label, look }): Execute => ({
      type: 'Action.Execute',
      title: cut.text(tidy(label), limits.button, 'button'),
      verb: action,
      data: { baton: { id, ...(post === undefined ? {} : { post }) } },
      ...(look === undefined ? {} : { style: look === 'primary' ? 'positive' : 'destructive' }),
    }),
  );
  const rows = Array.from({ length: Math.ceil(drawn.length / limits.buttonsInRow) }, (_, row) =>
    drawn.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow),
  );
  return rows.map((actions) => ({ type: 'ActionSet', actions }));
}

/** What notifications show of a card, and what stands below one as a line. */
export function shortly(card: Pick<Card, 'title' | 'elements'>, say: Say): string {
  return tidy(summaryOf(card, say)).slice(0, limits.summary).trim() || '…';
}
