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
  readonly more: (post: string) => string;
  readonly editTags: string;
  readonly close: string;
  readonly open: string;
  readonly lock: string;
  readonly unlock: string;
  readonly closed: string;
  readonly locked: string;
  readonly opensAgain: string;
  readonly onlyModerators: string;
  readonly closedAndLocked: string;
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
  more: (post) => `More about ${post}`,
  editTags: 'Edit tags',
  close: 'Close post',
  open: 'Open post',
  lock: 'Lock post',
  unlock: 'Unlock post',
  closed: 'Closed',
  locked: 'Locked',
  opensAgain: 'This post is closed. A new message opens it again.',
  onlyModerators: 'This post is locked: only moderators can write here.',
  closedAndLocked: 'This post is closed and locked: only moderators can open it again.',
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
  more: (post) => `Autres actions : ${post}`,
  editTags: 'Modifier les tags',
  close: 'Fermer le post',
  open: 'Rouvrir le post',
  lock: 'Verrouiller le post',
  unlock: 'Déverrouiller le post',
  closed: 'Fermé',
  locked: 'Verrouillé',
  opensAgain: 'Ce post est fermé. Un nouveau message le rouvre.',
  onlyModerators: 'Ce post est verrouillé : seuls les modérateurs peuvent y écrire.',
  closedAndLocked: 'Ce post est fermé et verrouillé : seuls les modérateurs peuvent le rouvrir.',
};

/** For one of Discord's locales. */
export function forumTextsFor(locale: string): ForumTexts {
  return locale === 'fr' ? fr : en;
}
