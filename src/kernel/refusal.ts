import type { Params, WordKey } from '../words/say.ts';

/** The codes of all refusals: the keys under `refusal.` in the words. */
export type RefusalCode = WordKey extends infer Key ? (Key extends `refusal.${infer Code}` ? Code : never) : never;

/** A typed "no". Its words are `refusal.<code>` filled with the parameters; never a sentence, never thrown. */
export type Refusal = { readonly refused: RefusalCode; readonly params: Params };

/** Says no, with the parameters its sentence needs. */
export function refuse(code: RefusalCode, params: Params = {}): Refusal {
  return { refused: code, params };
}

/** Whether a result is a refusal. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result && 'params' in result;
}
