import { keyWords } from '../../parts/keys'
import { Sheet } from '../../parts/Sheet'
import type { CanvasCommand } from './canvas-command'
import { canvasCommands } from './canvas-commands'
import { showShortcuts, useShortcutsOpen } from './shortcuts-open'
import { t } from '../../words/t'

const sections: { group: CanvasCommand['group']; heading: string }[] = [{ group: 'edit', heading: t('Change') }, { group: 'view', heading: t('Look and go') }]

/** What the library of the canvas and the page bring along. */
const others = [
  { words: t('Move the chosen steps'), keys: t('Arrows') },
  { words: t('Move them further'), keys: t('Shift Arrows') },
  { words: t('Choose one more'), keys: t('Ctrl click') },
  { words: t('Choose what lies in a box'), keys: t('Shift drag') },
  { words: t('Find a step to add'), keys: '/' },
  { words: t('Find anything by name'), keys: t('Ctrl K') },
]

/** All shortcuts of the canvas. */
export function ShortcutSheet() {
  const isOpen = useShortcutsOpen((state) => state.isOpen)
  if (!isOpen) return null
  const close = () => showShortcuts(false)
  return (
    <Sheet title={t('Shortcuts')} className="shortcuts" onClose={close} foot={<button type="button" className="btn" onClick={close}>{t('Close')}</button>}>
      {sections.map(({ group, heading }) => (
        <section key={group} aria-label={heading}>
          <h3>{heading}</h3>
          <dl>
            {canvasCommands.filter((command) => command.group === group && command.keys.length > 0).map(({ id, words, keys }) => (
              <Row key={id} words={words} keys={keys.map(keyWords)} />
            ))}
            {group === 'edit' && others.map(({ words, keys }) => <Row key={words} words={words} keys={[keys]} />)}
          </dl>
        </section>
      ))}
    </Sheet>
  )
}

function Row({ words, keys }: { words: string; keys: string[] }) {
  return (
    <div className="shortcut">
      <dt>{words}</dt>
      <dd>{keys.map((each) => <kbd key={each} className="kbd">{each}</kbd>)}</dd>
    </div>
  )
}
