import type { Naming } from './naming.ts';

/** In English: what is said where an answer ends, of helpers, and of being told. */
export const humanEn = (command: Naming['command']) => ({
  /** Buttons under what isn't an answer. */
  askHuman: 'Ask a human',
  tellMe: 'Tell me when it’s answered',

  confirm: (channel: string, questions: number) =>
    `This goes to the helpers in ${channel}: ${questions === 1 ? 'your question as it stands' : 'your questions as they stand'} above, your name, a link to this channel, and what I found.`,
  answerHere: 'Their answer comes here, for everybody to see, with your question and your name.',
  answerPrivately: 'Their answer comes to you by direct message, if you take those from this server.',
  send: 'Send it',
  leave: 'Leave it',
  left: 'Nothing was sent.',
  sent: (channel: string) => `Sent to the helpers in ${channel}.`,
  maybeSent: (channel: string) =>
    `Discord didn’t say whether your question reached the helpers in ${channel}. If nobody answers, you can send it again in a few minutes.`,
  waiting: 'The helpers have this question already.',
  limited: (anHour: number, aDay: number, when: string) =>
    `You can bring the helpers ${anHour} questions an hour and ${aDay} a day. You can send the next one ${when}.`,
  limitedHere: (anHour: number, aDay: number, when: string) =>
    `This wasn’t sent: I bring this server’s helpers ${anHour} questions an hour and ${aDay} a day, of all members together, and that many have come. You can send yours ${when}.`,
  noHelpers: 'This server has no channel for helpers any more.',
  notReached: (channel: string) =>
    `I couldn’t post in ${channel}, so nothing was sent. Please tell a moderator: ${command('settings')} chooses the channel.`,
  questionGone: 'I can’t find the question here any more. Please ask it again.',

  told: (questions: number) =>
    `I’ll send you one direct message when ${questions === 1 ? 'this' : 'each of them'} has an answer, within 30 days. I can’t reach you while you take no direct messages from this server.`,
  dontTell: 'Don’t tell me',
  toldNoMore: 'All right: I won’t send you a message about this.',
  toldTooMuch: (most: number) =>
    `I can remember ${most} questions of yours in this server, and no more. Press the button on one of yours again: there you can take it back.`,
  toldTooManyHere: (most: number) =>
    `I can remember ${most} questions of all members of this server together, and so many wait already. Please try again another day: each that is answered makes room.`,

  /** In the helpers’ channel. */
  asks: (member: string, link: string) => `${member} asks for a human: ${link}`,
  found: 'What I found',
  foundNothing: 'Nothing that comes near.',
  likely: 'likely',
  maybe: 'maybe',
  unlikely: 'unlikely',
  claim: 'I’ll take it',
  release: 'Give it back',
  claimedBy: (helper: string) => `${helper} takes care of it.`,
  claimedAlready: (helper: string) => `${helper} has taken it already.`,
  answer: 'Answer',
  answeredBy: (helper: string, link: string | null) =>
    link === null ? `Answered by ${helper}, by direct message.` : `Answered by ${helper}: ${link}`,
  answeredAlready: 'Somebody else has answered it already.',
  noLonger: 'I no longer know of this question: it was answered, or it waited for too long.',
  movedAway:
    'Questions no longer come to this channel, so I pass on no answers from here. Follow the link to answer where the question was asked.',

  form: 'Answer',
  formAnswer: 'Your answer',
  formPublic: 'It is shown where the question was asked, with your name, and sent to all who wait for it.',
  formPrivate: 'It is sent by direct message, with your name, to who asked and to all who wait for it.',
  /** Above an answer, where it was asked. */
  answers: (helper: string, asker: string) => `${helper} answers ${asker}:`,
  posted: (link: string) => `Posted: ${link}`,
  /** The database could not be reached. */
  postedOnly: (link: string) =>
    `Posted: ${link}\nI couldn’t note it, so whoever else waits for it isn’t told.`,
  passedOn: 'I pass it on by direct message.',
  toldInstead: (channel: string) => `I can’t post in ${channel} any more, so I pass it on by direct message.`,
  nobodyWaits: 'Whoever asked no longer waits for it, so I tell nobody.',
  teachHint: 'Shall I know it from now on?',
  teach: 'Teach me this',
  cantPost: (channel: string) => `Discord doesn’t let me post in ${channel}.`,
  /** Nobody knows whether it stands where it was asked. */
  maybePosted: (channel: string) =>
    `Discord didn’t say whether it posted your answer in ${channel}: please look there. I pass it on by direct message, too.`,
  /** Nor can whoever asked be told. */
  maybePostedOnly: (channel: string) =>
    `Discord didn’t say whether it posted your answer in ${channel}: please look there. If it isn’t there, write it there yourself: I can’t pass it on to whoever asked.`,
  away: 'I can’t reach my database right now. Please try again in a minute.',
  /** Below the reason, and above the text. */
  typed: 'Your answer was not sent. This is what you typed:',

  /** The direct message. */
  hasAnswer: (channel: string) => `You asked this in ${channel}, and now there is an answer:`,
  helperAnswered: (channel: string, helper: string) => `You asked this in ${channel}, and ${helper} answers:`,
});
