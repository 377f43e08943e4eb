import { faqEn } from './faq-en.ts';
import { humanEn } from './human-en.ts';
import type { Naming } from './naming.ts';
import { postsEn } from './posts-en.ts';

/** Something in every language of the bot's. */
export interface Localised<T> {
  readonly en: T;
  readonly fr: T;
}

/**
 * The English catalogue: what people read of several parts of the bot. What one command alone says may stand in its own
 * file instead, as its name and its description do.
 */
export const en = ({ command, naming }: Naming) => ({
  naming,
  command,

  /** What stands elsewhere, in the catalogue's language. */
  own: <T>(words: Localised<T>): T => words.en,

  /** Something, and what there is to say of it. */
  labelled: (label: string, what: string) => `${label}: ${what}`,

  /** The catalogue's name as Discord's locales know it; the first is the default. */
  discordLocales: ['en-US', 'en-GB'],

  reading: {
    highlights: 'Highlights',
    contents: 'Contents',
    faq: 'Questions and answers',
    source: 'Source',
    /** The line under an answer that says where it comes from. */
    citation: (section: string | null, source: string) =>
      section === null ? source : `Section “${section}” of ${source}`,
    /** In place of an article's title, or before its section. */
    addedByModerators: 'Added by this server’s moderators',
    /** Behind that. */
    answeredBy: (name: string) => ` — answered by ${name}`,
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
    /** In a pinned message that stays. */
    sectionGone: 'This section is no longer in the article.',
    passageGone: 'This part is no longer in the article.',
    noHighlights: 'This article has no highlights.',
    noFaq: 'This article has no questions and answers yet.',
    noSuchSection: (typed: string, slug: string) =>
      `I can't find a section like “${typed}”. ${command(`${slug} contents`)} lists them all.`,
    noSuchSectionOffered: (typed: string) =>
      `I can't find a section like “${typed}”. Choose one of those that are offered while you type.`,
  },

  ask: {
    didYouMean: 'I’m not sure what you mean. Is it one of these?',
    didYouMeanHint: (slug: string) => `If not, ${command(`${slug} contents`)} shows all there is.`,
    none: "The article doesn't say.",
    noneOf: (topic: string) => `The article doesn't say ${topic}.`,
    noneHint: (slug: string) => `${command(`${slug} contents`)} shows what it does cover.`,
    /** In their place, for an article that has no command of its own. */
    belowHint: `A button below shows all there is; ${command('ask')} asks it alone where you choose it as “article”.`,
    noContent: 'I have no article to answer from yet. Whoever runs me can add one.',
    answering: (link: string) => `In answer to ${link}`,
    /** To a question in another language; their names, listed. */
    onlyIn: (languages: string) => `I can answer this in ${languages} only.`,
    /** Above the answers to several questions of one message, and what of them isn't answered. */
    several: 'Your questions',
    missed: (question: string) => `I have no answer to “${question}”.`,
    unsure: (question: string) =>
      `I’m not sure what you mean by “${question}”. One of the questions below, perhaps? If not, ask it by itself, in other words.`,
    /** Above those that aren't answered, in lines of their own. */
    stillMissed: 'Not answered yet:',
    tooMany: (count: number) => `I answer ${count} questions at a time. Ask the others by themselves.`,
    /** In place of mentions in a question that is kept. */
    someone: '@someone',
    someRole: '@role',
    someChannel: '#channel',
  },

  /** What is said to a message that mentions the bot, or replies to it. */
  messages: {
    unsure: 'I’m not sure what you mean. Whoever asked can see what comes close.',
    whichAnswer: 'Which of these answers is that about? Whoever asked can choose.',
    show: 'Show me',
    inPrivate: 'I answer in private here.',
    notAsker: 'This button is for whoever asked. Ask me, too: mention me, with your question.',
    questionGone: 'I can’t read any more what was asked. Please ask again.',
  },

  followUp: {
    button: 'Ask a follow-up',
    label: 'Your question',
    placeholder: 'And why? For families, too?',
    nothingAsked: 'Your question has no letter in it. Please ask again.',
  },

  /** To what asks nothing. */
  talk: {
    greeting: 'Hi! Ask me something in your own words, and I’ll show you where the article says so.',
    farewell: 'See you!',
    thanks: 'You’re welcome!',
    reaction: 'If you have a question, ask me in your own words.',
    insult: 'Sorry that I was no help. Try other words, or see what I can answer.',
    test: 'I’m here. Ask me something in your own words.',
    /** What asks on about something, and follows nothing. */
    unclear:
      'I can’t tell what that is about. Ask it in full words, or press “Ask a follow-up” under an answer of mine.',
    /** The same where there is nothing to press. */
    unclearAlone: 'I can’t tell what that is about. Ask it in full words.',
    help: 'I answer questions in your own words, from what people wrote for this server.',
    about:
      'I’m Footnote, a bot. I quote what people wrote, show where it stands, and say so when it doesn’t say. I make nothing up.',
    source: 'Under each answer I name the article and the section that say so.',
    sourceOf: (sources: string) =>
      `Under each answer I name the section that says so. I answer from ${sources}.`,
    /** Buttons. */
    whatICanDo: 'What I can do',
    browse: 'Browse the questions',
  },

  articles: {
    /** `where` are channels. */
    onIn: (title: string, where: string, more: boolean) =>
      `**${title}** is off in this channel. It is on in ${where}${more ? ' and others' : ''}.`,
    offHere: (title: string) => `**${title}** is off in this channel. It is on elsewhere in this server.`,
    offEverywhere: (title: string) => `**${title}** is off in this server.`,
    noneHere: 'No article is on in this channel.',
    noneOfAll: 'None of the articles here says.',
    noneOfAllHint: `${command('help')} lists what they are.`,
    unknown: (typed: string, titles: string) =>
      `I have no article called “${typed}” here.${titles === '' ? '' : ` There is: ${titles}.`}`,
    row: 'Articles',
    form: 'Articles',
    server: 'Articles in this server',
    channel: 'Articles in a channel',
    inServer: 'These are on in every channel that has no choice of its own, and in its threads and posts:',
    inChannel: (channel: string) => `These are on in ${channel}, its threads and its posts:`,
    asInServer: (channel: string) => `${channel} goes by the server’s choice:`,
    all: 'All, also those that are added later',
    nothing: 'None is on.',
    off: (titles: string) => `Off: ${titles}`,
    ownChoices: (channels: string) => `With a choice of their own: ${channels}`,
    andMore: (count: number) => `… and ${count} more`,
    chooseOn: 'Which are on',
    chooseFirst: 'Put one first',
    chooseChannel: 'Choose for one channel',
    wholeServer: 'The whole server',
    thisChannel: 'This channel',
    reset: 'All on, in their usual order',
    resetChannel: 'As in the server',
    back: 'All settings',
    outdated: 'Somebody else changed this meanwhile, so I changed nothing. This is how it stands now:',
    full: (limit: number) =>
      `${limit} channels have a choice of their own already, which is as many as I keep. Let one go by the server’s first.`,
  },

  votes: {
    helpful: '👍 Helpful',
    unhelpful: '👎 Not helpful',
    countedHelpful: 'Thanks! I noted that this was helpful.',
    countedUnhelpful: 'Thanks! I noted that this was not helpful, and the moderators can see to it.',
    same: 'I noted that already. Press the other button to change it.',
    takeAway: 'Take it away',
    takenAway: 'I took that answer away and noted that it was not helpful. The moderators can see to it.',
    /** The passage is gone, or the database is away. */
    takenAwayUncounted: 'I took that answer away.',
    notYours: 'Only the member who asked and moderators can take this answer away.',
  },

  pin: {
    done: (what: string, link: string) => `Pinned: ${what} (${link})`,
    updated: (what: string, link: string) =>
      `It stands here already; I brought it up to date: ${what} (${link})`,
    pinnedAgain: (what: string, link: string) =>
      `It stood here unpinned; I pinned it again: ${what} (${link})`,
    unchanged: (what: string, link: string) => `It is pinned here already and up to date: ${what} (${link})`,
    /** Behind the above. */
    keptTrue: 'I keep it up to date when the article changes.',
    until: (time: string) => `I unpin it ${time}.`,
    replaced: (what: string, link: string) => `Unpinned for it: ${what} (${link})`,
    full: (limit: number) =>
      `This channel already has ${limit} pins, which is as many as Discord allows. Unpin one and try again; I posted nothing.`,
    fullOffer: (limit: number, what: string, link: string) =>
      `This channel already has ${limit} pins, which is as many as Discord allows. Shall I unpin my oldest here and pin this instead? It is ${what} (${link}), and the message stays.`,
    replace: 'Replace it',
    stop: 'Leave it',
    stopped: 'All pins stay as they are.',
    /** Before the second offer. */
    unpinnedInVain: (what: string, link: string) =>
      `I unpinned ${what} (${link}) to make room, but something else was pinned here in the meantime.`,
    stoppedLate: (link: string) =>
      `I pinned nothing. This message, which I had unpinned to make room, stays unpinned: ${link}. All other pins stay as they are.`,
    failedHere: (link: string) =>
      `Discord refused to pin the message: ${link}. It is up to date, but not pinned. Check my permissions and try again.`,
    unpinFailed: (link: string) =>
      `Discord refused to unpin the message, so everything stays as it was: ${link}. Check my permissions in this channel and try again.`,
    unpinnedNotNoted: (link: string) =>
      `I unpinned the message, but couldn’t note it in my database: ${link}. Please use ${command('pin remove')} once more in a minute.`,
    notKept: 'I couldn’t note the pin in my database, so I took it back. Please try again in a minute.',
    notKeptAndLeft: (link: string) =>
      `I couldn’t note the pin in my database, and I couldn’t take it back: ${link}. I won’t keep it up to date; please unpin it by hand, then try again.`,
    messageGone: 'That message is gone: somebody deleted it.',
    notMine: 'I can only pin answers of my own. That message is somebody else’s.',
    privateMessage: 'Only you can see that message, and Discord pins no such messages. Ask again in public.',
    noPart: 'I can’t tell which part of an article that message shows, so I couldn’t keep it up to date.',
    removed: (what: string, link: string) =>
      `Unpinned: ${what} (${link}). The message stays as it is, and I no longer keep it up to date; delete it if nobody needs it.`,
    removedGone: (what: string) => `Somebody had deleted the message of ${what}. I took it off the list.`,
    /** A choice of `/pin remove`. */
    goneChoice: (title: string) => `${title} (somebody deleted the message)`,
    noSuchPin: `I keep no such pin in this channel. ${command('pin list')} shows where they are; remove each in its own channel.`,
    list: 'Living pins',
    listEmpty: `I keep no pins in this server yet. ${command('pin summary')} makes the first.`,
    listUntil: (time: string) => `until ${time}`,
    listGone: `somebody deleted the message, so I forgot it; pin it anew, or ${command('pin remove')} it from this list`,
    failed: 'Discord refused to pin the message, so I removed it again. Please try once more.',
    failedAndLeft: (link: string) =>
      `Discord refused to pin the message, and I couldn't remove it again: ${link}. Please pin or delete it by hand.`,
    refused:
      'Discord refused to let me post here, so nothing was pinned. Check my permissions in this channel and try again.',
    /** For the server's audit log. */
    auditReason: (name: string, id: string, used: string) => `${name} (${id}) used ${used}`,
    auditExpired: 'The time that was chosen for this pin is up',
    auditFinished: 'Finishing what a moderator had begun when I was stopped',
    auditExtended: 'Pinned again: a moderator has just chosen more time for it',
    auditUndo: (name: string, id: string, used: string) => `${name} (${id}) used ${used}, which failed`,
  },

  faq: faqEn(command),

  human: humanEn(command),

  posts: postsEn,

  settings: {
    title: 'How I answer in this server',
    audienceForm: 'Who sees answers',
    reportsForm: 'Reports',
    answeringForm: 'How I answer',
    mentionsForm: 'Mentions',
    teachingForm: 'What I’m taught',
    helpersForm: 'When I don’t know',
    everyChannel: 'Show answers in every channel',
    answers: 'Answers of /ask',
    public: { label: 'Public', line: 'Everybody in the channel sees them, unless a member asks in private.' },
    private: {
      label: 'Private',
      line: 'Only the member who asks sees them, unless they choose to show one.',
    },
    channels: 'Channels for public answers',
    channelsHint: 'Elsewhere, answers are private. None chosen: every channel.',
    everywhere: 'Every channel',
    mentions: 'Mentions and replies',
    answered: {
      label: 'Answered',
      line: 'Whoever mentions me, or replies to an answer of mine, gets a reply in the channel.',
    },
    unanswered: { label: 'Not answered', line: 'I answer commands alone.' },
    mentionChannels: 'Channels where I answer mentions',
    mentionChannelsHint: 'Elsewhere I stay silent. None chosen: every channel.',
    language: 'Language of public replies',
    ownLanguage: 'The server’s own',
    confidence: 'How sure I must be',
    levels: {
      careful: { label: 'Careful', line: 'I answer when I’m nearly sure; else I ask “did you mean”.' },
      balanced: { label: 'Balanced', line: 'I answer when I’m more likely right than wrong.' },
      eager: { label: 'Eager', line: 'I answer more often, and am wrong more often.' },
    },
    cooldown: 'Wait between two questions of a member',
    noCooldown: 'None',
    seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
    keeping: 'Keep what members asked',
    keepingHint: 'Without their names. It fills the queue for moderators and the lists in /stats.',
    notKept: {
      label: 'Not at all',
      line: 'Deletes at once what is kept. How many there were is still counted.',
    },
    keptDays: (count: number) => `${count} days`,
    credit: {
      title: 'Credit the author of what is taught',
      no: { label: 'No', line: 'Nobody is named.' },
      yes: {
        label: 'Yes',
        line: 'What is taught from a message names whoever wrote it. The help lets them take it out.',
      },
    },
    editors: {
      title: 'Keep who changed an entry',
      no: { label: 'No', line: 'Its history says what was changed, and when.' },
      yes: { label: 'Yes', line: 'Moderators see in its history who changed it.' },
    },
    creditsDeleted: 'All names of authors are deleted.',
    editorsDeleted: 'It is deleted who changed which entry.',
    helpers: 'Channel for helpers',
    helpersHint: '“Ask a human” brings questions there. Who may write there can answer in my name.',
    noHelpers: 'None',
    /** In that channel, once it is chosen. */
    helpersHere: 'Questions that I can’t answer come here from now on, when a member asks for a human.',
    channelRefused: (channel: string) =>
      `I can’t write in ${channel}: let me view the channel, send messages and embed links there, then choose it again.`,
    reports: {
      digest: {
        label: 'Weekly digest for moderators',
        hint: 'On Mondays: what was asked, what waits, what nobody needs. None chosen: no digest.',
        /** In that channel, once it is chosen. */
        here: (first: string) =>
          `It comes here each Monday at 8:00 UTC: what was asked in this server, what still waits for an answer, what members found not helpful. The first one comes ${first}. When there is nothing to say, none comes.`,
      },
      news: {
        label: 'What changed in the articles',
        hint: 'A post each time that an article changes. None chosen: no posts.',
        here: 'I tell it here from now on: one message for all that changes in an article within a day.',
      },
    },
    noReport: 'None',
    showDigest: 'Show the digest',
    refused:
      '⚠️ Discord didn’t let me post there. Grant me “View Channel”, “Send Messages” and “Embed Links” in it, or choose another channel; I try again each day.',
    helpersRefused:
      '⚠️ Discord didn’t let me post there. Grant me “View Channel”, “Send Messages” and “Embed Links” in it, or choose another channel.',
    forumsRefused: (forums: string) =>
      `⚠️ Discord didn’t let me post in ${forums}. Grant me “View Channel”, “Send Messages in Threads”, “Embed Links” and “Read Message History” there.`,
    refusedIn: (what: string, channel: string) =>
      `⚠️ ${what}: Discord doesn’t let me post in ${channel}. ${command('settings')} says what I need there.`,
    saved: 'Saved.',
    change: (what: string, before: string, after: string) => `${what}: ${before} → **${after}**`,
    questionsDeleted: 'The questions that were kept are deleted.',
    unchanged: 'Nothing was changed.',
  },

  /** What changed in an article. */
  news: {
    title: (article: string) => `What changed in “${article}”`,
    added: 'New',
    changed: 'Changed',
    removed: 'Removed',
    kinds: { faq: 'Question', section: 'Section', highlight: 'Highlight' },
    andMore: (count: number) => `and ${count} more`,
    nothing: 'These changes were taken back.',
    read: 'Read what is new or changed',
  },

  stats: {
    title: (days: number) => `The last ${days} days`,
    nothing: (days: number) =>
      `Nobody has asked me anything in the last ${days} days. Once somebody uses ${command('ask')}, the figures stand here.`,
    questions: (count: number, figure: string) =>
      count === 1 ? '**1** question' : `**${figure}** questions`,
    /** One of the figures; its share of all stands behind it where there is one. */
    figure: (label: string, count: string, share: string | null) =>
      share === null ? `${label}: **${count}**` : `${label}: **${count}** (${share})`,
    answered: 'Answered',
    suggested: '“Did you mean”',
    missed: 'Not answered',
    helpful: (votes: string) => `Found helpful, of ${votes}`,
    votes: (count: number, figure: string) => (count === 1 ? '1 vote' : `${figure} votes`),
    noVotes: 'No votes on answers yet',
    mostAsked: 'Most asked',
    mostMissed: 'Most asked without an answer',
    notKept: `This server keeps no questions, so there are no lists of them. ${command('settings')} changes that.`,
    keptShorter: (days: number) => `Questions are kept for ${days} days: the lists go no further back.`,
    utc: (from: string, to: string) => `${from} – ${to}, days in UTC`,
    noFiles: (permission: string) =>
      `The chart and the tables are missing: I lack permission in this channel: ${permission}.`,
    chart: 'Questions per day',
    chartAnswered: 'Answered',
    chartSuggested: 'Did you mean',
    chartMissed: 'Not answered',
    /** The chart in words. */
    alt: (parts: {
      from: string;
      to: string;
      questions: string;
      answered: string;
      suggested: string;
      missed: string;
      most: string;
      mostDay: string;
      without: string;
    }) =>
      `Bar chart of the questions per day from ${parts.from} to ${parts.to} (UTC): ${parts.questions} in all, of which ${parts.answered} answered, ${parts.suggested} “did you mean” and ${parts.missed} not answered. Most on one day: ${parts.most}, on ${parts.mostDay}. Days without a question: ${parts.without}.`,
  },

  help: {
    title: 'What I can do',
    intro:
      'I answer questions from the articles below, show where they say so, and tell you when they don’t.',
    articles: 'What I know',
    commands: 'Commands',
    uncredit: 'Take my name out of answers here',
    uncredited: (entries: number) =>
      entries === 0
        ? 'Your name stands with no answer that moderators of this server taught me.'
        : entries === 1
          ? 'Done: your name is out of the one answer that had it.'
          : `Done: your name is out of the ${entries} answers that had it.`,
    contextMenu: (name: string) => `Right-click or hold a message → Apps → **${name}**`,
  },

  errors: {
    unexpected: (reference: string) =>
      `Sorry, something went wrong on my side. Please try again; if it stays, tell whoever runs me this reference: \`${reference}\``,
    tooSlow: (reference: string) =>
      `Sorry, this took too long and I gave up. Please try again; if it stays, tell whoever runs me this reference: \`${reference}\``,
    storeAway: 'I can’t reach my database right now; nothing was changed. Please try again in a minute.',
    limited: (when: string) => `Discord asks me to wait before I do that. Please try again ${when}.`,
    slowDown: (seconds: number) =>
      `That was quick! Please wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`,
    busy: 'Too many people are asking me something right now. Please try again in a minute.',
    unknownCommand: 'I don’t know this command any more. Reload Discord (Ctrl+R) and try again.',
    unknownComponent: 'This button is from an older version of me. Please run the command again.',
    serverOnly: 'This works only in a server that has added me: I can’t post or pin messages of my own here.',
    memberLacks: (permissions: string) => `You need this permission in this channel: ${permissions}.`,
    botLacks: (permissions: string) =>
      `I lack permission in this channel: ${permissions}. Ask an administrator to grant it to me.`,
    noToken:
      'I can’t post or pin anything here: whoever runs me gave me no bot token. I can still answer questions.',
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
});

/** Every catalogue has the same entries: the compiler sees to it. */
export type Texts = ReturnType<typeof en>;
