import type { KnownBlock, RichTextSection, Button as SlackButton } from '@slack/types';
import type { Button, Card, Element, Fact, Tone } from '../chat/card.ts';
import { cutter } from '../chat/cutter.ts';
import { summaryOf } from '../chat/summary.ts';
import type { Say } from '../words/say.ts';
import type { Text } from '../words/text.ts';
import { limits } from './limits.ts';
import { contextElements, escaped, type Mention, type Pen, richText } from './spans.ts';

/** A card as Slack takes it, and the names of what had to be cut. */
export type Drawn = { readonly blocks: KnownBlock[]; readonly text: string; readonly cuts: readonly string[] };

/** Slack wants every action_id of a block to differ; ours name the action, so two of one kind get a number behind. */
const twinMark = '#';

/** The action that a button's action_id names. */
export function actionOf(actionId: string): string {
  return actionId.split(twinMark, 1)[0] ?? '';
}

const marks: Record<Tone, string> = { neutral: '', good: '🟢 ', warning: '🟡 ', bad: '🔴 ' };

/** Goes with every message: nothing in it is to be parsed, pinged or unfurled. */
export const inert = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Draws a card as Block Kit, within Slack's limits. `text` is what notifications and screen readers get. */
export function drawCard(card: Card, say: Say, mention: Mention): Drawn {
  const cut = cutter(limits.messageText);
  const pen: Pen = { say, mention, cut };
  const title = `${marks[card.tone]}${say.flat(card.title)}`;
  // Somebody may be called nothing at all.
  const shown = cut.text(cut.body(title, 'title'), limits.header, 'title').trim() || '…';
  const header: KnownBlock = { type: 'header', text: { type: 'plain_text', text: shown, emoji: false } };
  const blocks = cut.list(
    [header, ...card.elements.flatMap((element) => drawElement(element, pen))],
    limits.blocks,
    'blocks',
  );
  return {
    blocks,
    text: escaped(cut.text(summaryOf(card, say), limits.fallback, 'fallback')).trim() || '…',
    cuts: cut.cuts,
  };
}

function drawElement(element: Element, pen: Pen): KnownBlock[] {
  switch (element.kind) {
    case 'text': {
      if (element.button) return [drawLine(element.text, element.button, pen)];
      const elements = richText(element.text, pen);
      return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
    }
    case 'quote': {
      const elements = richText(element.text, pen);
      return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] }];
    }
    case 'facts':
      return element.facts.length === 0 ? [] : [{ type: 'rich_text', elements: [drawFacts(element.facts, pen)] }];
    case 'note': {
      const elements = contextElements(element.text, pen);
      return elements.length === 0 ? [] : [{ type: 'context', elements }];
    }
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons': {
      const buttons = pen.cut.list(element.buttons, limits.buttons, 'buttons');
      return buttons.length === 0
        ? []
        : [
            {
              type: 'actions',
              elements: buttons.map((button, index) => drawButton(button, `${button.action}${twinMark}${index}`, pen)),
            },
          ];
    }
    default:
      return element satisfies never;
  }
}

/** Only a section can have a button at its side, and of a section only plain text is safe for everybody's words. */
function drawLine(text: Text, button: Button, pen: Pen): KnownBlock {
  const line = pen.cut.text(pen.cut.body(pen.say.flat(text), 'text'), limits.line, 'text');
  return {
    type: 'section',
    text: { type: 'plain_text', text: line || '…', emoji: false },
    accessory: drawButton(button, button.action, pen),
  };
}

function drawFacts(facts: readonly Fact[], pen: Pen): RichTextSection {
  const lines = facts.map(({ label, value }) => [{ kind: 'strong', text: `${label}: ` } as const, ...value]);
  const elements = lines.flatMap((line, index) =>
    index === 0 ? richText(line, pen) : [{ type: 'text', text: '\n' } as const, ...richText(line, pen)],
  );
  return { type: 'rich_text_section', elements };
}

function drawButton({ id, label, look }: Button, actionId: string, { cut }: Pen): SlackButton {
  return {
    type: 'button',
    action_id: cut.text(actionId, limits.id, 'action'),
    value: cut.text(id, limits.buttonValue, 'id'),
    text: { type: 'plain_text', text: cut.text(label, limits.buttonText, 'button'), emoji: false },
    ...(look === undefined ? {} : { style: look }),
  };
}
