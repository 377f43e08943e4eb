/** The English catalogue: everything that people read, except an article's own content. */
export const en = {
  /** The catalogue's name as Discord's locales know it; the first is the default. */
  discordLocales: ['en-US', 'en-GB'],

  commands: {
    ask: {
      name: 'ask',
      description: 'Ask a question in your own words',
      options: {
        question: { name: 'question', description: 'What you want to know' },
        private: { name: 'private', description: 'Show the answer to me only' },
      },
    },
    article: {
      /** Behind the article's own title. */
      description: (title: string) => `Read: ${title}`,
      highlights: { name: 'highlights', description: 'The main points in brief' },
      summary: { name: 'summary', description: 'What the article is about' },
      contents: { name: 'contents', description: 'All sections, to choose from' },
      section: {
        name: 'section',
        description: 'One section, whole',
        options: { name: { name: 'name', description: "The section's heading, or a part of it" } },
      },
      faq: {
        name: 'faq',
        description: 'Questions and answers, to browse',
        options: { question: { name: 'question', description: 'Go straight to this question' } },
      },
      source: { name: 'source', description: 'Where all this comes from' },
    },
    pin: {
      name: 'pin',
      description: 'Post a part of an article here and pin it',
      summary: { name: 'summary', description: 'Pin what the article is about' },
      highlights: { name: 'highlights', description: 'Pin the main points' },
      section: { name: 'section', description: 'Pin one section' },
      options: {
        name: { name: 'name', description: "The section's heading, or a part of it" },
        article: { name: 'article', description: 'Which article' },
      },
    },
    help: { name: 'help', description: 'What I know and what I can do' },
    answerThis: { name: 'Answer this' },
  },

  reading: {
    highlights: 'Highlights',
    contents: 'Contents',
    faq: 'Questions and answers',
    source: 'Source',
    /** The line under an answer that says where it comes from. */
    citation: (section: string | null, source: string) =>
      section === null ? source : `Section “${section}” of ${source}`,
    published: (date: string) => `Published ${date}`,
    languages: (languages: string) => `Languages: ${languages}`,
    noLink: 'There is no link to the original.',
    sectionCount: (count: number) => (count === 1 ? '1 section' : `${count} sections`),
    faqCount: (count: number) => (count === 1 ? '1 question' : `${count} questions`),
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
    wholeSection: 'Whole section',
    chooseSection: 'Choose a section',
    chooseQuestion: 'Choose a question',
    gone: 'That part is no longer in the article. Please ask again.',
    noHighlights: 'This article has no highlights.',
    noFaq: 'This article has no questions and answers yet.',
    noSuchSection: (typed: string, slug: string) =>
      `I can't find a section like “${typed}”. \`/${slug} contents\` lists them all.`,
  },

  ask: {
    didYouMean: 'I’m not sure what you mean. Is it one of these?',
    didYouMeanHint: (slug: string) => `If not, \`/${slug} contents\` shows all there is.`,
    none: "The article doesn't say.",
    noneOf: (line: string) => `The article doesn't say ${line}.`,
    noneHint: (slug: string) => `\`/${slug} contents\` shows what it does cover.`,
    noContent: 'I have no article to answer from yet. Whoever runs me can add one.',
    answering: (link: string) => `In answer to ${link}`,
  },

  pin: {
    done: (what: string, link: string) => `Pinned: ${what} (${link})`,
    full: (limit: number) =>
      `This channel already has ${limit} pins, which is as many as Discord allows. Unpin one and try again; I posted nothing.`,
    failed: 'Discord refused to pin the message, so I removed it again. Please try once more.',
    failedAndLeft: (link: string) =>
      `Discord refused to pin the message, and I couldn't remove it again: ${link}. Please pin or delete it by hand.`,
    refused:
      'Discord refused to let me post here, so nothing was pinned. Check my permissions in this channel and try again.',
    /** For the server's audit log. */
    auditReason: (name: string, id: string, command: string) => `${name} (${id}) used ${command}`,
    auditUndo: (name: string, id: string, command: string) => `${name} (${id}) used ${command}, which failed`,
  },

  help: {
    title: 'What I can do',
    intro:
      'I answer questions from the articles below, show where they say so, and tell you when they don’t.',
    articles: 'What I know',
    commands: 'Commands',
    contextMenu: (name: string) => `Right-click or hold a message → Apps → **${name}**`,
    contextMenuUse: 'Answer the question in that message',
  },

  errors: {
    unexpected: (reference: string) =>
      `Sorry, something went wrong on my side. Please try again; if it stays, tell whoever runs me this reference: \`${reference}\``,
    tooSlow: (reference: string) =>
      `Sorry, this took too long and I gave up. Please try again; if it stays, tell whoever runs me this reference: \`${reference}\``,
    storeAway: 'I can’t reach my database right now; nothing was changed. Please try again in a minute.',
    slowDown: (seconds: number) =>
      `That was quick! Please wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`,
    unknownCommand: 'I don’t know this command any more. Reload Discord (Ctrl+R) and try again.',
    unknownComponent: 'This button is from an older version of me. Please run the command again.',
    serverOnly: 'This works only in a server that has added me: I can’t post or pin messages of my own here.',
    memberLacks: (permissions: string) => `You need this permission in this channel: ${permissions}.`,
    botLacks: (permissions: string) =>
      `I lack permission in this channel: ${permissions}. Ask an administrator to grant it to me.`,
    noText: 'That message has no text that I could answer.',
    unreadableMessage: 'Discord didn’t show me that message. Please try again.',
  },

  permissions: {
    ViewChannel: 'View Channel',
    SendMessages: 'Send Messages',
    SendMessagesInThreads: 'Send Messages in Threads',
    EmbedLinks: 'Embed Links',
    AttachFiles: 'Attach Files',
    ReadMessageHistory: 'Read Message History',
    PinMessages: 'Pin Messages',
    ManageMessages: 'Manage Messages',
    ManageGuild: 'Manage Server',
  },
};

/** Every catalogue has the same entries: the compiler sees to it. */
export type Texts = typeof en;
