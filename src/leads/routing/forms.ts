import type { Person } from '../../chat/directory.ts';
import type { Form, Input } from '../../chat/form.ts';
import { peopleOptions } from '../../team/options.ts';
import type { Say } from '../../words/say.ts';
import { modes, openToAll, type Rule } from './rule.ts';

/** One rule of routing, to be tried on last month before it is put into force. */
export function ruleForm(
  id: string,
  known: Rule | undefined,
  { people, places }: { readonly people: readonly Person[]; readonly places: readonly string[] },
  say: Say,
): Form {
  const rule = known ?? { ...openToAll, name: '' };
  const list = (
    name: 'sources' | 'campaigns' | 'languages' | 'countries' | 'products',
    label: string,
    hint = say.label('routing.list'),
  ): Input => ({
    kind: 'text',
    name,
    label,
    hint,
    optional: true,
    most: 300,
    ...(rule[name] && rule[name].length > 0 ? { initial: rule[name].join(', ') } : {}),
  });
  const number = (name: 'coolOff' | 'offerFor', label: string): Input => ({
    kind: 'text',
    name,
    label,
    most: 5,
    initial: String(rule[name]),
  });
  const options = peopleOptions(people, say);
  return {
    action: 'routing.rule.send',
    id,
    title: say.label('routing.rule'),
    submit: say.label('routing.try'),
    inputs: [
      {
        kind: 'text',
        name: 'name',
        label: say.label('routing.name'),
        hint: say.label('routing.name.hint'),
        optional: true,
        most: 60,
        ...(rule.name ? { initial: rule.name } : {}),
      },
      {
        kind: 'choice',
        name: 'mode',
        label: say.label('routing.mode'),
        options: modes.map((value) => ({ value, label: say.label(`mode.${value}`) })),
        initial: rule.mode,
      },
      {
        kind: 'choice',
        name: 'department',
        label: say.label('people.department'),
        options: (['sales', 'marketing'] as const).map((value) => ({ value, label: say.label(`department.${value}`) })),
        initial: rule.department,
      },
      {
        kind: 'people',
        name: 'people',
        label: say.label('routing.people'),
        hint: say.label('routing.people.hint'),
        known: options,
        initial: rule.people,
        optional: true,
      },
      list('sources', say.label('rule-of.sources')),
      list('campaigns', say.label('rule-of.campaigns')),
      list('languages', say.label('rule-of.languages'), say.label('routing.list.languages')),
      list('countries', say.label('rule-of.countries'), say.label('routing.list.countries')),
      list('products', say.label('rule-of.products')),
      {
        kind: 'text',
        name: 'amountFrom',
        label: say.label('rule-of.amount'),
        optional: true,
        most: 12,
        ...(rule.amountFrom === undefined ? {} : { initial: String(rule.amountFrom) }),
      },
      number('coolOff', say.label('routing.cool-off')),
      number('offerFor', say.label('routing.offer-for')),
      ...(places.length > 1 ? [channelsInput(rule, places, say)] : []),
      {
        kind: 'person',
        name: 'fallback',
        label: say.label('routing.fallback'),
        known: options,
        optional: true,
        ...(rule.fallback === null ? {} : { initial: [rule.fallback] }),
      },
    ],
  };
}

/** Where the leads of a rule are posted: everywhere, unless some are chosen. */
function channelsInput({ channels = [] }: Rule | typeof openToAll, places: readonly string[], say: Say): Input {
  return {
    kind: 'choices',
    name: 'channels',
    label: say.label('routing.channels'),
    hint: say.label('routing.channels.hint'),
    options: places.map((place) => ({ value: place, label: place })),
    initial: channels,
    optional: true,
  };
}
