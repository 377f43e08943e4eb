/** In English: what is said in a forum's posts, and of them. */
export const postsEn = {
  /** Above the answer. */
  unasked: 'Nobody asked me, but I know an answer to this post.',
  helped: '✅ This helped',
  solved: (tag: string) => `Thanks! This post is marked as “${tag}”.`,
  noRoom: (tag: string) =>
    `I noted that this helped. The post has as many tags as Discord allows: take one away to mark it as “${tag}”.`,
  mayNotTag: (tag: string) =>
    `I noted that this helped. To mark posts as “${tag}”, I need the permission “Manage Threads” in this forum.`,
  notMarked: 'I noted that this helped, but I couldn’t mark the post as solved.',
  /** In the server’s audit log. */
  auditReason: (name: string, id: string) => `${name} (${id}): this helped`,

  form: 'Forum posts',
  forums: 'Forums where I answer new posts',
  forumsHint: 'Once, and only when I’m sure. None chosen: I stay silent in posts.',
  none: 'None',
  answered: 'A new post is answered once when I’m sure, at most ten an hour; else I say nothing.',
  good: (title: string, precision: string) =>
    `“${title}” answers posts: ${precision} of its answers to its own test questions are right.`,
  tooFew: (title: string, has: readonly [number, number], needs: readonly [number, number]) =>
    `⚠️ “${title}” answers no posts: it has ${has[0]} test questions of its own that it answers, and ${has[1]} that it doesn’t cover. It takes ${needs[0]} and ${needs[1]} to know that it is right.`,
  measuring: (title: string) =>
    `“${title}” is being measured by its own test questions. Look again in a minute.`,
  wrong: (title: string, precision: string, least: string) =>
    `⚠️ “${title}” answers no posts: ${precision} of its answers to its own test questions are right. It takes ${least}.`,
  answersNothing: (title: string) =>
    `⚠️ “${title}” answers no posts: it is sure of no answer to its own test questions.`,
  wronglyAnswered: (title: string, share: string, most: string) =>
    `⚠️ “${title}” answers no posts: it answers ${share} of the test questions that it doesn’t cover. It takes ${most} at most.`,
  more: (count: number) => (count === 1 ? 'And 1 more article.' : `And ${count} more articles.`),
};
