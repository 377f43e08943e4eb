import * as spec from 'discord-api-spec/zod';
import { messageRules, withTextIds } from './messages.ts';
import { checkModal } from './modals.ts';
import { againstSchema, asList, asObject, blank, longer, type Json } from './rules.ts';

/** What Discord would object to in the first response to an interaction, one line for each violation. */
export function checkResponse(response: unknown): string[] {
  const { type, data } = asObject(response);
  switch (type) {
    case 1:
    case 6:
      return [];
    case 5:
      return deferralRules(asObject(data));
    case 4:
      return [
        ...againstSchema(spec.CreateMessageInteractionCallbackRequestSchema, {
          type,
          data: withTextIds(data),
        }),
        ...messageRules(asObject(data)),
      ];
    case 7:
      return [
        ...againstSchema(spec.UpdateMessageInteractionCallbackRequestSchema, {
          type,
          data: withTextIds(data),
        }),
        ...messageRules(asObject(data)),
      ];
    case 8:
      return [
        ...againstSchema(spec.ApplicationCommandAutocompleteCallbackRequestSchema, response),
        ...choiceRules(asObject(data)['choices']),
      ];
    case 9:
      return checkModal(data);
    default:
      return [`unknown response type ${String(type)}`];
  }
}

/** EPHEMERAL (Receiving and Responding): a deferral takes no other. */
const PRIVATE = 1 << 6;

function deferralRules({ flags, ...others }: Json): string[] {
  return [
    ...(Object.keys(others).length === 0 ? [] : ['a deferral accepts only flags']),
    ...(flags === undefined || flags === 0 || flags === PRIVATE
      ? []
      : ['a deferral accepts only the flag EPHEMERAL']),
  ];
}

function choiceRules(choices: unknown): string[] {
  const list = asList(choices).map(asObject);
  return [
    ...(list.length > 25 ? ['more than 25 choices'] : []),
    ...list.flatMap((choice) => [
      ...blank(choice['name'], 'choice name'),
      ...longer(choice['name'], 100, 'choice name'),
      ...longer(choice['value'], 100, 'choice value'),
    ]),
  ];
}
