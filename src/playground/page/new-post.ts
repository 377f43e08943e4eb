import type { FieldValues, Forum, FormBody } from '../protocol.ts';
import { TEXT_INPUT } from './component-types.ts';
import { openDialog } from './dialogs.ts';
import { forumTextsFor } from './forum-texts.ts';
import { chosenTags, labelled, tagFields } from './post-tag-fields.ts';
import type { Session } from './session.ts';

/** Has somebody make a post, and goes to it. */
export async function beginPost(session: Session, forum: Forum): Promise<void> {
  let made: string | null = null;
  await openDialog({
    kind: 'form',
    body: formOf(forum, session),
    async submit(values) {
      const written = { title: textOf(values, 'title'), content: textOf(values, 'text') };
      const result = await session.act({ kind: 'new-post', ...written, tags: chosenTags(values) });
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

/** The styles of a text input (Components, Component Reference). */
const SHORT = 1;
const PARAGRAPH = 2;

function formOf(forum: Forum, session: Session): FormBody {
  const texts = forumTextsFor(session.persona.locale);
  return {
    custom_id: 'new-post',
    title: texts.newPost,
    components: [
      labelled(texts.title, { type: TEXT_INPUT, custom_id: 'title', style: SHORT, max_length: MAX_TITLE }),
      labelled(texts.text, { type: TEXT_INPUT, custom_id: 'text', style: PARAGRAPH, max_length: MAX_TEXT }),
      ...tagFields(forum, [], session),
    ],
  };
}

function textOf(values: FieldValues, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}
