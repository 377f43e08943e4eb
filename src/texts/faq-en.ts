import type { Naming } from './naming.ts';

/** What moderators read who teach the bot, in English. */
export const faqEn = (command: Naming['command']) => ({
  /** The queue. */
  queue: {
    title: (position: number, count: number) => `Waiting for an answer: ${position} of ${count}`,
    empty: 'No question waits for an answer.',
    keepsNone: `This server keeps no questions, so none can wait here. ${command('settings')} changes that; ${command('faq add')} works all the same.`,
    more: (count: number) => `The most asked are shown; in all, ${count} questions wait.`,
    asked: (times: number) => (times === 1 ? 'asked once' : `asked ${times} times`),
    last: (time: string) => `last ${time}`,
    outcomes: {
      answer: 'I answered',
      suggestions: 'I asked “did you mean”',
      none: 'I had no answer',
    },
    unhelpful: '👎 somebody found it not helpful',
    hint: (title: string, times: number) =>
      times === 1 ? `Somebody then chose: ${title}` : `${times} then chose: ${title}`,
    andMore: (count: number) => (count === 1 ? 'and 1 more like it' : `and ${count} more like it`),
    /** What who asks it now gets. */
    nowAnswers: ({ title, percent }: { title: string; percent: number }) =>
      `Now I answer: **${title}** (${percent}% sure)`,
    nowSuggests: 'Now I ask “did you mean”: nothing is sure enough.',
    nowNothing: 'Now I say that I have no answer: nothing is near enough.',
    nowNotCovered: (topic: string) => `Now I say that this isn’t covered: ${topic}`,
    rival: ({ title, percent }: { title: string; percent: number }) => `${title} (${percent}%)`,
    rivals: (list: string) => `Next: ${list}`,
    answerIt: 'Answer it',
    sameAsRival: (title: string) => `Same as: ${title}`,
    dismissSeveral: 'Dismiss several…',
    undo: 'Undo…',
    covered: (count: number) =>
      count === 1
        ? 'It also answers 1 other question that waited, which waits no longer. “Undo…” shows it.'
        : `It also answers ${count} other questions that waited, which wait no longer. “Undo…” shows them.`,
    sameAs: 'Same as…',
    notCovered: 'Not covered',
    dismiss: 'Dismiss',
    back: 'Back to the queue',
    answered: (question: string) => `Added: **${question}**\nThe next one who asks gets this answer.`,
    sameDone: (title: string) => `Noted: it asks the same as **${title}**\nThe next one who asks gets that.`,
    notCoveredDone: `Noted: I’ll say that this isn’t covered. ${command('faq remove')} takes it back.`,
    dismissed: 'Dismissed.',
    sameTaken: (question: string) =>
      `Nothing was done: **${question}** is a question of its own here, so it can’t be another way to ask something else. “Dismiss” takes it off this list.`,
    withoutWords: 'Nothing was done: signs alone are never found. “Dismiss” takes them off this list.',
    settledAlready: 'Somebody else has settled that question already.',
    changed: 'Similar questions came or went meanwhile, so nothing was done. Please look at it again.',
    full: (most: number) =>
      `Nothing was done: this server has ${most} of these already, which is the most that I keep.`,
  },
  /** Many at once. */
  bulk: {
    title: 'Dismiss several',
    text: 'Choose what to dismiss; you are asked once more before it is done.',
    groups: 'Choose questions…',
    about: (times: number, questions: number) =>
      `${times === 1 ? 'asked once' : `asked ${times} times`}${questions === 1 ? '' : ` · ${questions} like it`}`,
    older: 'All that nobody has asked lately…',
    notAskedFor: (days: number, count: number) =>
      `Not asked for ${days} days: ${count === 1 ? '1 question' : `${count} questions`}`,
    sure: (count: number) => (count === 1 ? 'Dismiss this question?' : `Dismiss these ${count} questions?`),
    sureOlder: (count: number, time: string) =>
      `${count === 1 ? 'Dismiss 1 question that was' : `Dismiss ${count} questions that were`} last asked before ${time}?`,
    do: (count: number) => (count === 1 ? 'Dismiss 1 question' : `Dismiss ${count} questions`),
    leave: 'Leave them',
    done: (count: number) => (count === 1 ? 'Dismissed: 1 question.' : `Dismissed: ${count} questions.`),
    someChanged: 'Some of them changed meanwhile, and wait on. Please look at them again.',
    none: 'Nothing was dismissed: those questions wait no longer, or others like them came.',
  },
  /** Once a week, in a channel of the moderators'. */
  digest: {
    title: (from: string, to: string) => `What was asked here: ${from} – ${to}`,
    questions: (count: number) => (count === 1 ? '**1** question' : `**${count}** questions`),
    outcomes: (answered: number, suggested: number, missed: number) =>
      `answered: ${answered}, “did you mean”: ${suggested}, not answered: ${missed}`,
    votes: (helpful: number, unhelpful: number) => `👍 ${helpful} · 👎 ${unhelpful}`,
    gaps: 'Asked that week, and waiting for review',
    /** All of them, whenever they were asked. */
    waiting: (count: number) =>
      count === 1 ? 'In all, 1 question waits.' : `In all, ${count} questions wait.`,
    unhelpful: 'Found not helpful',
    unused: (weeks: number) => `Added here, and given to nobody for ${weeks} weeks`,
    sectionGone: 'Added here, and citing a section that is gone',
    andMore: (count: number) => `and ${count} more`,
    review: 'Review them',
    nothing: 'So far there is nothing to say of this week: I would post nothing.',
    preview: (when: string) => `This is the next digest as it stands. I post it ${when}. Only you see this.`,
  },
  /** What was done with waiting questions. */
  undo: {
    title: 'Done in the last 24 hours',
    nothing: 'Nothing was done in the last 24 hours that could be undone.',
    choose: 'Undo…',
    kinds: {
      dismissed: 'Dismissed',
      same: 'Same as',
      uncovered: 'Not covered',
      covered: 'Answered as well by',
    },
    questions: (count: number) =>
      count === 0 ? 'no question that waited' : count === 1 ? '1 question' : `${count} questions`,
    andMore: (count: number) => `and ${count} more`,
    done: (count: number) =>
      count === 0
        ? 'Undone.'
        : count === 1
          ? 'Undone: 1 question waits again.'
          : `Undone: ${count} questions wait again.`,
    gone: 'That was undone already, or is older than a day.',
  },
  form: {
    add: 'Add a question',
    edit: 'Change a question',
    question: 'Question',
    questionHint: 'As members would ask it',
    answer: 'Answer',
    answerHint: 'Markdown works: **bold**, lists, links',
    wordings: 'Other ways to ask it',
    wordingsHint: 'One on each line',
    section: 'Section of the article',
    sectionHint: 'Where it says so, if it does',
    author: 'Credited to',
    authorHint: 'Shown with the answer, as plain text. Empty: nobody.',
    again: 'Try again',
    problem: 'This was not saved:',
    wordingsInFile: (file: string) =>
      `The other ways to ask don’t fit into the form again. All of them are in \`${file}\`: save it before you go on, and add them with ${command('faq edit')}.`,
    wordingsLost: `The other ways to ask don’t fit into the form again: copy them from here, and add them with ${command('faq edit')}.`,
    keepsTyped: 'What you typed stands below.',
    bothBelow: 'What you typed stands below, and under it what stands there now.',
    standing: 'What stands there now',
    instead: 'Put mine in its place',
    showAll: 'Show all of what stands there',
    discard: 'Leave it as it stands',
    discarded: 'Nothing was changed.',
  },
  problems: {
    'no-question': 'Write a question.',
    'no-words': 'Put a letter or a digit into the question: signs alone are never found.',
    'no-answer': 'Write an answer.',
    'wording-without-words': (wording: string) =>
      `Put a letter or a digit into this other way to ask, or remove it: **${wording}**. Signs alone are never found.`,
    'no-such-section': 'Choose another section: the article no longer has that one.',
    'question-too-long': (most: number, length: number) =>
      `Shorten the question: it has ${length} characters, and at most ${most} fit.`,
    'answer-too-long': (most: number, length: number) =>
      `Shorten the answer: it has ${length} characters, and at most ${most} fit.`,
    'too-many-wordings': (most: number, count: number) =>
      `Remove some of the other ways to ask: there are ${count}, and at most ${most} are kept.`,
    'wordings-too-long': (most: number, length: number) =>
      `Shorten the other ways to ask: they have ${length} characters together, and at most ${most} fit.`,
    'question-taken': (question: string) =>
      `Change the question, or use ${command('faq edit')}: **${question}** is here already.`,
    'wording-taken': (question: string) =>
      `Remove this from the other ways to ask: **${question}** is a question of its own here.`,
    full: (most: number) => `This server has ${most} questions already, which is the most. Remove one first.`,
    changed:
      'Somebody has changed that question meanwhile. “Try again” opens the form to save yours over it.',
    removed: 'Somebody has removed that question meanwhile. You can add it anew.',
    settled: 'Somebody else has settled that question already. You can add yours all the same.',
    answered:
      'Somebody else has answered that question already. You can put yours in its place, or change the question and add yours as well.',
    away: 'I can’t reach my database right now. Please try again in a minute.',
  },
  /** Below what was done. */
  nextAway: 'I can’t show what comes next right now. Please try again in a minute.',
  added: (question: string) => `Added: **${question}**\nThe next one who asks gets this answer.`,
  edited: (question: string) => `Changed: **${question}**`,
  removed: (question: string) => `Removed: **${question}**`,
  changedBeforeRemoval:
    'Nothing was removed: somebody has changed that question since you chose it. This is what stands there now.',
  removeAllTheSame: 'Remove it all the same',
  removedTopic: (question: string) => `Removed: I no longer say that this isn’t covered: **${question}**`,
  noSuch: `There is nothing like that here. ${command('faq list')} shows all that was added.`,
  uncoveredTopic: (question: string) => `Not covered: ${question}`,
  wording: (wording: string, title: string) => `Another way to ask “${title}”: ${wording}`,
  removedWording: (wording: string, title: string) =>
    `Removed: **${wording}**\nI no longer take it for another way to ask **${title}**`,
  list: {
    title: 'Added by this server’s moderators',
    empty: `Nothing was added here yet. ${command('faq add')} adds the first, ${command('faq review')} shows what members asked.`,
    count: (entries: number, most: number) => `${entries} of ${most} questions`,
    wordings: (count: number) => (count === 1 ? '1 other way to ask' : `${count} other ways to ask`),
    uncoveredTopics: 'Not covered',
    articleWordings: 'Other ways to ask what the articles answer',
    leadsTo: (wording: string, title: string) => `${wording} → ${title}`,
  },
  teach: {
    /** What isn't taken of a message, and that it is cut. */
    left: (parts: { files: number; cards: number; stickers: number; polls: number }) =>
      [
        ...(parts.files === 0 ? [] : [parts.files === 1 ? '1 file' : `${parts.files} files`]),
        ...(parts.cards === 0 ? [] : [parts.cards === 1 ? '1 card' : `${parts.cards} cards`]),
        ...(parts.stickers === 0 ? [] : [parts.stickers === 1 ? '1 sticker' : `${parts.stickers} stickers`]),
        ...(parts.polls === 0 ? [] : ['a poll']),
      ].join(', '),
    notTaken: (what: string) => `Not taken: ${what}.`,
    answerCut: (most: number) => `Cut to the first ${most} characters.`,
    questionCut: 'Cut; the whole of it is another way to ask.',
    noText: 'That message has no text that I could take: pictures, cards and stickers can’t answer anybody.',
    ownAnswer: `That is a message of mine. Use this on what somebody else wrote, or ${command('faq edit')}.`,
    already: (question: string) => `That message is an answer here already: **${question}**`,
    near: (question: string) =>
      `Nothing is added yet: **${question}** asks nearly the same, and has an answer here.`,
    asNew: 'Add it as a new question',
    asAnother: 'Add another question from it',
    also: 'Another way to ask it',
    change: 'Change what stands there',
    settled: (count: number) =>
      count === 1 ? 'It settles a question that waited.' : `It settles ${count} questions that waited.`,
    alsoTaken: (question: string) => `Nothing was done: **${question}** is a question of its own here.`,
  },
  history: {
    version: (number: number, count: number) => `Version ${number} of ${count}`,
    now: 'what stands there now',
    /** A mention of a member. */
    by: (who: string) => `by ${who}`,
    removed: (time: string) => `removed ${time}`,
    first: 'The oldest version that is kept:',
    newer: 'Newer',
    older: 'Older',
    all: 'Show all of it',
    show: 'Show its history',
    restore: 'Restore this version',
    restored: 'Restored. What stood there before is the version below: restoring that takes this back.',
    sectionGone: 'The article no longer has the section that it cited, so it cites none.',
    changed: 'Nothing was restored: somebody has changed or removed it meanwhile. This is its history now.',
    taken: (question: string) =>
      `Nothing was restored: **${question}** asks the same by now. Change or remove that first.`,
    full: (most: number) =>
      `Nothing was restored: this server has ${most} questions already, which is the most. Remove one first.`,
    gone: 'That version is no longer kept.',
    putBack: 'Put it back',
    putBackFor: (days: number) => `For ${days} days, ${command('faq history')} can put it back.`,
    isBack: (question: string) => `It is back: **${question}**`,
    removedChoice: (question: string) => `Removed: ${question}`,
  },
  transfer: {
    exported: (count: number) => (count === 1 ? 'Here is 1 question.' : `Here are ${count} questions.`),
    title: 'Questions of our server',
    summary: 'Questions and answers that the moderators of a server added.',
    preview: 'Nothing is changed yet. This is what the file would do:',
    new: (count: number) => `**New: ${count}**`,
    changed: (count: number) => `**Changed, in place of what is here: ${count}**`,
    same: (count: number) => `**Here already: ${count}**`,
    andMore: (count: number) => `- and ${count} more`,
    nothing: 'There is nothing new in this file: all of it is here already.',
    warnings: 'Worth a look:',
    do: (count: number) => (count === 1 ? 'Import 1 question' : `Import ${count} questions`),
    done: (added: number, changed: number) => `Imported: ${added} new, ${changed} changed.`,
    problems: 'Nothing was imported. Please mend this first:',
    problem: (line: number, message: string) => `Line ${line}: ${message}`,
    moreProblems: (count: number) => `and ${count} more`,
    tooLarge: (kilobytes: number) =>
      `That file is gone, or has more than ${kilobytes} kB. Please attach a smaller one.`,
    notText: `That file is no text in UTF-8. Please attach a Markdown file, such as ${command('faq export')} writes.`,
    tooMany: (most: number, would: number) =>
      `Nothing was imported: this server would have ${would} questions, and ${most} is the most. Remove some first.`,
    gone: `That preview is gone. Please use ${command('faq import')} again.`,
    failed: 'I couldn’t read the file from Discord. Please try again.',
    meanwhile:
      'Somebody changed the questions meanwhile, so nothing is imported yet. Please look at it once more.',
  },
});
