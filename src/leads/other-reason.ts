import type { Form } from '../chat/form.ts';
import type { Reply } from '../chat/reply.ts';
import type { Say } from '../words/say.ts';

/** Whether a reason says nothing without words: another one. */
export function wantsWords({ reason, note }: { readonly reason: string; readonly note?: string | undefined }): boolean {
  return reason === 'other' && !note;
}

/** Asks for the words in the form in which they are missing. */
export function askWords(form: Form, say: Say): Reply {
  return { kind: 'errors', errors: { note: say.label('reason.words') }, form };
}
