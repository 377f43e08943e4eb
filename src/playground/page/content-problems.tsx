import { useEffect, useRef } from 'preact/hooks';
import { articleTextsFor } from './article-texts.ts';
import { useSession } from './session.ts';

/** What is to be mended in the files that the bot serves, as long as it is. */
export function ContentProblems() {
  const { problems, persona, announce } = useSession();
  const texts = articleTextsFor(persona.locale);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const title = errors.length > 0 ? texts.broken(new Set(errors.map(({ file }) => file)).size) : texts.advice;
  const had = useRef(problems.length);
  useEffect(() => {
    if (problems.length === 0 && had.current > 0) announce(texts.mended);
    had.current = problems.length;
  }, [problems]);
  return (
    <div role="status" class="problems-place">
      {problems.length === 0 ? null : (
        <details class={errors.length > 0 ? 'problems broken' : 'problems'} open={errors.length > 0}>
          <summary>{title}</summary>
          {errors.length > 0 ? <p class="muted">{texts.goesOn}</p> : null}
          <ul>
            {problems.map(({ file, line, severity, message }) => (
              <li key={`${file}:${line}:${message}`}>
                <code>{`${file}:${line}`}</code>{' '}
                <span class={`severity ${severity}`}>{texts.severity[severity]}</span>{' '}
                <span lang="en">{message}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
