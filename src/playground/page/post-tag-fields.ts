import type { FieldValues, Forum, FormBody } from '../protocol.ts';
import { CHECKBOX_GROUP, LABEL } from './component-types.ts';
import { forumTextsFor } from './forum-texts.ts';
import type { Session } from './session.ts';

type Field = FormBody['components'][number];

export function labelled(label: string, component: Field['component']): Field {
  return { type: LABEL, label, component };
}

/** Discord's limit of the tags of a thread. */
const MAX_TAGS = 5;

/** The tags that somebody may give and take; no field where there are none. */
export function tagFields(forum: Forum, given: readonly string[], session: Session): readonly Field[] {
  const texts = forumTextsFor(session.persona.locale);
  const offered = offeredTags(forum, session);
  if (offered.length === 0) return [];
  const kept = given.filter((id) => offered.every((tag) => tag.id !== id));
  return [
    labelled(texts.tags, {
      type: CHECKBOX_GROUP,
      custom_id: 'tags',
      required: false,
      max_values: Math.min(MAX_TAGS - kept.length, offered.length),
      options: offered.map(({ id, name, emoji, moderated }) => ({
        value: id,
        label: [emoji, name].flatMap((part) => part ?? []).join(' '),
        default: given.includes(id),
        ...(moderated ? { description: texts.forModerators } : {}),
      })),
    }),
  ];
}

export function offeredTags({ tags }: Forum, { may }: Session): Forum['tags'] {
  return tags.filter(({ moderated }) => may.manageThreads || !moderated);
}

export function chosenTags({ tags }: FieldValues): readonly string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}
