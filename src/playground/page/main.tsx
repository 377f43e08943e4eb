import { render } from 'preact';
import { App } from './app.tsx';
import { openSession } from './session.ts';
import { startTheme } from './theme.ts';

startTheme();
render(<App session={await openSession()} />, document.body);
