/** Called wrongly: exit code 2. The message says how to call it right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Footnote answers a community's questions from an article.

  footnote start [--mode gateway|http|playground]
      Runs the bot: over Discord's gateway if DISCORD_TOKEN is set, else over HTTP if DISCORD_PUBLIC_KEY is set, else in
      the playground.
  footnote ask "question" [--json] [--explain] [--locale L] [--content DIR]
  footnote ask --jsonl [--explain] [--locale L] [--content DIR]
      Answers a question, or one JSON object {"id","query","locale"?} a line of standard input.
  footnote check [DIR]
      Checks the articles in DIR (default: CONTENT_DIR).
  footnote eval FILE.jsonl [--json] [--content DIR]
      Measures the answers to a file of questions with known answers.
  footnote register [--guild ID [--clear]] [--dry-run] [--check] [--prune] [--json]
      Brings the commands on Discord in line with these: for all servers, or for one. --clear takes them off that one;
      --prune deletes others' commands, too. --dry-run and --check send nothing; --check exits with 1 where something
      differs.
  footnote purge --guild ID [--yes]
      Deletes at once all that is kept of a server. Asks first; --yes goes on without.
  footnote --help | --version

Exit codes: 0 done, 1 it found something wrong, 2 called wrongly.
The environment is read from .env too; .env.example lists and explains its variables.
`;
