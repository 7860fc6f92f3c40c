import { oneLine } from '../../kernel/text.ts';
import type { Say, WordKey } from '../../words/say.ts';

const mostInLine = 120;

/** What is wrong with a body, or with fetching one, in words: by its code (`bad-json`, `answered 404`), else as it was said. */
export function faultWords(detail: string, say: Say): string {
  const [code = '', more = ''] = detail.split(' ');
  const known = say.has(`fault.${code}`);
  return known ? say.label(`fault.${code}` as WordKey, { status: more }) : oneLine(detail, mostInLine);
}
