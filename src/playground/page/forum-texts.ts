/** What the page says of forums and their posts. */
interface ForumTexts {
  readonly newPost: string;
  readonly skip: string;
  readonly title: string;
  readonly text: string;
  readonly tags: string;
  /** Said of a tag that moderators give. */
  readonly forModerators: string;
  readonly noPosts: string;
  readonly posts: string;
  readonly messages: (count: number) => string;
  readonly back: (forum: string) => string;
  readonly by: (name: string) => string;
}

const en: ForumTexts = {
  newPost: 'New post',
  skip: 'Skip to the posts',
  title: 'Title',
  text: 'Text',
  tags: 'Tags',
  forModerators: 'for moderators',
  noPosts: 'There are no posts here yet. Make the first one.',
  posts: 'Posts',
  messages: (count) => (count === 1 ? '1 message' : `${count} messages`),
  back: (forum) => `Back to ${forum}`,
  by: (name) => `A post by ${name}`,
};

const fr: ForumTexts = {
  newPost: 'Nouveau post',
  skip: 'Aller aux posts',
  title: 'Titre',
  text: 'Texte',
  tags: 'Tags',
  forModerators: 'pour les modérateurs',
  noPosts: 'Il n’y a encore aucun post ici. Écris le premier.',
  posts: 'Posts',
  messages: (count) => `${count} message${count < 2 ? '' : 's'}`,
  back: (forum) => `Retour à ${forum}`,
  by: (name) => `Un post de ${name}`,
};

/** For one of Discord's locales. */
export function forumTextsFor(locale: string): ForumTexts {
  return locale === 'fr' ? fr : en;
}
