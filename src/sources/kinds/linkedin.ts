import { createHmac } from 'node:crypto';
import { at, listAt, textAt } from '../body.ts';
import { findFields, pick } from '../fields.ts';
import { moment } from '../moments.ts';
import { json, type SourceKind } from '../source.ts';

/** LinkedIn lead sync: a delivery names an enquiry by id; answers are joined with the form's questions. */
export const linkedin: SourceKind = {
  name: 'linkedin',
  scheme: {
    by: 'hmac',
    header: 'x-li-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    before: 'hmacsha256=',
  },
  greet: ({ method, query }, _body, _settings, secret) => {
    const code = query.challengeCode;
    if (method !== 'GET' || code === undefined || secret === undefined) return undefined;
    return json({ challengeCode: code, challengeResponse: createHmac('sha256', secret).update(code).digest('hex') });
  },
  read: (body) => {
    const id = textAt(body, 'leadGenFormResponse');
    const action = textAt(body, 'leadAction');
    if (!id || action === 'DELETED') return { event: `${id} ${action}`, nothing: 'deleted' };
    const submittedAt = moment(at(body, 'occurredAt'));
    return {
      event: `${id} ${action}`,
      fetch: [pick({ externalId: id, form: textAt(body, 'leadGenForm'), submittedAt })],
    };
  },
  fetching: {
    api: 'https://api.linkedin.com/rest/',
    path: (id) => `leadFormResponses/${encodeURIComponent(id)}?fields=id,submittedAt,form,formResponse`,
    read: (body) => {
      const questions = new Map(
        listAt(body, 'form.content.questions').map((each) => [
          textAt(each, 'questionId'),
          textAt(each, 'predefinedField') ?? textAt(each, 'question.localized.en_US') ?? textAt(each, 'name'),
        ]),
      );
      const answers = listAt(body, 'formResponse.answers').map((each) => ({
        label: (questions.get(textAt(each, 'questionId')) ?? '').replaceAll('_', ' '),
        value:
          at(each, 'answerDetails.textQuestionAnswer.answer') ?? at(each, 'answerDetails.multipleChoiceAnswer.options'),
      }));
      return pick({
        ...findFields(answers),
        form: textAt(body, 'form.id'),
        submittedAt: moment(at(body, 'submittedAt')),
        externalId: textAt(body, 'id'),
      });
    },
  },
};
