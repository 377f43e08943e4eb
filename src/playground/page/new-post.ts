import type { FieldValues, Forum, FormBody } from '../protocol.ts';
import { CHECKBOX_GROUP, LABEL, TEXT_INPUT } from './component-types.ts';
import { openDialog } from './dialogs.ts';
import { forumTextsFor } from './forum-texts.ts';
import type { Session } from './session.ts';

/** Has somebody make a post, and goes to it. */
export async function beginPost(session: Session, forum: Forum): Promise<void> {
  let made: string | null = null;
  await openDialog({
    kind: 'form',
    body: formOf(forum, session),
    async submit(values) {
      const written = { title: textOf(values, 'title'), content: textOf(values, 'text') };
      const result = await session.act({ kind: 'new-post', ...written, tags: tagsOf(values) });
      made = result?.post?.id ?? null;
      if (made !== null) return null;
      const { unreachable, notDone } = session.texts;
      return { text: result === null ? unreachable : notDone, interaction: null };
    },
  });
  if (made !== null) await session.become({ channel: made });
}

/** Discord's limits of a thread's name and of a message. */
const MAX_TITLE = 100;
const MAX_TEXT = 2000;
/** And of the tags of a thread. */
const MAX_TAGS = 5;

/** The styles of a text input (Components, Component Reference). */
const SHORT = 1;
const PARAGRAPH = 2;

function formOf({ tags }: Forum, { persona, may }: Session): FormBody {
  const texts = forumTextsFor(persona.locale);
  const offered = tags.filter(({ moderated }) => may.manageThreads || !moderated);
  const field = (label: string, component: FormBody['components'][number]['component']) => ({
    type: LABEL,
    label,
    component,
  });
  return {
    custom_id: 'new-post',
    title: texts.newPost,
    components: [
      field(texts.title, { type: TEXT_INPUT, custom_id: 'title', style: SHORT, max_length: MAX_TITLE }),
      field(texts.text, { type: TEXT_INPUT, custom_id: 'text', style: PARAGRAPH, max_length: MAX_TEXT }),
      ...(offered.length === 0
        ? []
        : [
            field(texts.tags, {
              type: CHECKBOX_GROUP,
              custom_id: 'tags',
              required: false,
              max_values: Math.min(MAX_TAGS, offered.length),
              options: offered.map(({ id, name, emoji, moderated }) => ({
                value: id,
                label: [emoji, name].flatMap((part) => part ?? []).join(' '),
                ...(moderated ? { description: texts.forModerators } : {}),
              })),
            }),
          ]),
    ],
  };
}

function textOf(values: FieldValues, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

function tagsOf({ tags }: FieldValues): readonly string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}
