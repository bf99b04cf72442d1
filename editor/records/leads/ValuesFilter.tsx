import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { matchWords } from '../../parts/match-words'
import { Popover } from '../../parts/Popover'
import { t } from '../../words/t'
import { readList, writeList } from './lead-search'

interface Choice {
  id: string
  words: string
}

const searchedFrom = 9

/** Any of several values of one field. What is chosen stands on the button. */
export function ValuesFilter({ what, choices, chosen, onChoose }: { what: string; choices: Choice[]; chosen: string | undefined; onChoose: (chosen: string | undefined) => void }) {
  const on = readList(chosen)
  const words = on.map((id) => choices.find((choice) => choice.id === id)?.words ?? t('Unknown'))
  const shown = words.length > 2 ? t('{count} chosen', { count: words.length }) : words.join(', ')
  if (choices.length === 0 && on.length === 0) return null
  return (
    <Popover className={`btn xs filter-button ${on.length > 0 ? 'soft' : ''}`} button={<><span className="truncate">{on.length > 0 ? `${what}: ${shown}` : what}</span> <ChevronDown className="xs" aria-hidden="true" /></>}>
      {() => <Choices what={what} choices={choices} on={on} onChoose={onChoose} />}
    </Popover>
  )
}

/** Remembers what was pressed: the address, which holds the filter, follows a moment later, and the next press must not undo this one. */
function Choices({ what, choices, on: before, onChoose }: { what: string; choices: Choice[]; on: string[]; onChoose: (chosen: string | undefined) => void }) {
  const [text, setText] = useState('')
  const [on, setOn] = useState(before)
  const choose = (next: string[]) => {
    setOn(next)
    onChoose(writeList(next))
  }
  const shown = choices.filter(({ words }) => matchWords(words, text) > 0)
  return (
    <>
      {choices.length >= searchedFrom && <input className="field small" aria-label={t('Find in {what}', { what })} placeholder={t('Find')} value={text} onChange={(event) => setText(event.target.value)} />}
      <fieldset aria-label={what}>
        {shown.map(({ id, words }) => (
          <label key={id} className="pop-item">
            <input type="checkbox" className="check" checked={on.includes(id)} onChange={(event) => choose(event.target.checked ? [...on, id] : on.filter((each) => each !== id))} />
            <span className="truncate">{words}</span>
          </label>
        ))}
        {shown.length === 0 && <p className="pop-label">{t('Nothing is called that')}</p>}
      </fieldset>
      {on.length > 0 && <button type="button" className="btn xs plain" onClick={() => choose([])}>{t('Any')}</button>}
    </>
  )
}
