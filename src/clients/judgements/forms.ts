import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';

/** Which other client is the same person. */
export function mergeForm(client: string, say: Say): Form {
  return {
    action: 'client.merge.send',
    id: client,
    title: say.label('merge.title'),
    submit: say.label('merge.submit'),
    inputs: [
      { kind: 'text', name: 'other', label: say.label('merge.other'), hint: say.label('merge.hint'), most: 200 },
    ],
  };
}
