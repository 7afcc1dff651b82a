import { useEffect, useState } from 'react'
import type { About, Bridge } from '../../shared/contract/ipc.ts'
import { ask } from '../bridge.ts'
import { useApp } from '../store/app-store.ts'
import { words } from '../text/words.ts'
import { Dialog } from './dialog.tsx'

const FACTS = ['version', 'electron', 'chromium', 'node', 'system', 'keyStore', 'folder', 'updates'] as const

const asText = (about: About): string =>
  [
    ...FACTS.map((fact) => `${words.about.facts[fact]}: ${about[fact]}`),
    ...about.settings.map(({ name, value, source }) => `${name}: ${value} (${words.about.sources[source]})`),
  ].join('\n')

/** Which Frontline this is, what it runs on, and every setting with where it came from. */
export function AboutDialog({ bridge }: { readonly bridge: Bridge }) {
  const showPanel = useApp((state) => state.showPanel)
  const say = useApp((state) => state.say)
  const [about, setAbout] = useState<About | null>(null)
  const close = () => showPanel(null)
  useEffect(() => {
    const read = async () => {
      const reply = await ask(bridge, 'about.read', undefined)
      if (reply.ok) setAbout(reply.value)
      else say(reply.error.message, 'problem')
    }
    void read()
  }, [bridge, say])
  const copy = async (shown: About) => {
    await navigator.clipboard.writeText(asText(shown))
    say(words.about.copied)
  }
  return (
    <Dialog label={words.about.title} className="wide" testId="about" close={close}>
      <h2>{words.about.title}</h2>
      <p>{words.about.lead}</p>
      {about && (
        /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard */
        <section className="scroll" tabIndex={0} aria-label={words.about.title}>
          <table>
            <tbody>
              {FACTS.map((fact) => (
                <tr key={fact}>
                  <th scope="row">{words.about.facts[fact]}</th>
                  <td data-testid={`about-${fact}`}>{about[fact]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <table>
            <caption>{words.about.settings}</caption>
            <thead>
              <tr>
                <th scope="col">{words.about.setting}</th>
                <th scope="col">{words.about.value}</th>
                <th scope="col">{words.about.from}</th>
              </tr>
            </thead>
            <tbody>
              {about.settings.map(({ name, value, source }) => (
                <tr key={name} data-testid={`setting-${name}`}>
                  <td>{name}</td>
                  <td>{value}</td>
                  <td>{words.about.sources[source]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="actions">
        <button type="button" disabled={about === null} onClick={() => about && void copy(about)}>
          {words.about.copy}
        </button>
        <button type="button" data-testid="about-close" onClick={close}>
          {words.about.close}
        </button>
      </p>
    </Dialog>
  )
}
