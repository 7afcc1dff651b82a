import { useCommand } from '../commands/use-commands.ts'
import { useApp } from '../store/app-store.ts'
import { HELP, helpWords } from '../text/words/help-words.ts'
import { Dialog } from './dialog.tsx'

/** F1: what the tabs mean, the words of the business, what to do when something is wrong. Opens at the asked topic. */
export function HelpDialog() {
  const asked = useApp((state) => state.helpTopic)
  const showHelp = useApp((state) => state.showHelp)
  const showPanel = useApp((state) => state.showPanel)
  const shortcuts = useCommand('shortcuts')
  const topic = HELP.flatMap(({ topics }) => topics).find(({ id }) => id === asked)
  const close = () => showPanel(null)
  return (
    <Dialog label={helpWords.title} className="wide help" testId="help" close={close}>
      <h2>{helpWords.title}</h2>
      <div className="help-body">
        <nav aria-label={helpWords.topics}>
          {HELP.map(({ title, topics }) => (
            <section key={title}>
              <h3>{title}</h3>
              <ul>
                {topics.map((one) => (
                  <li key={one.id}>
                    <button
                      type="button"
                      aria-current={one.id === topic?.id ? 'true' : undefined}
                      data-testid={`help-${one.id}`}
                      onClick={() => showHelp(one.id)}
                    >
                      {one.title}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <article aria-live="polite" data-testid="help-topic">
          <h3>{topic?.title}</h3>
          {topic?.says.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </article>
      </div>
      <p className="actions">
        <button type="button" data-testid="help-shortcuts" onClick={shortcuts}>
          {helpWords.shortcuts}
        </button>
        <button type="button" data-testid="help-close" onClick={close}>
          {helpWords.close}
        </button>
      </p>
    </Dialog>
  )
}
