import { useState } from 'react'

interface Props {
  id: string
  value: string
  choices: { value: string; words: string }[]
  /** The choice that opens a line to write in, and what stands in it before. */
  own: { words: string; placeholder: string }
  isWrong: boolean
  onChange(value: string): void
}

const ownChoice = '\u0000own'

/** One of those that are known in words, or another that is written by hand. */
export function ChoiceOrOwn({ id, value, choices, own, isWrong, onChange }: Props) {
  const isKnown = choices.some((choice) => choice.value === value)
  const [wantsOwn, setWantsOwn] = useState(!isKnown)
  const isOwn = wantsOwn || !isKnown
  return (
    <div className="choice-or-own">
      <select
        id={id}
        className="field"
        value={isOwn ? ownChoice : value}
        onChange={(event) => {
          setWantsOwn(event.target.value === ownChoice)
          if (event.target.value !== ownChoice) onChange(event.target.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>{choice.words}</option>
        ))}
        <option value={ownChoice}>{own.words}</option>
      </select>
      {isOwn && <input className={`field ${isWrong ? 'wrong' : ''}`} aria-label={own.words} aria-invalid={isWrong} aria-describedby={`${id}__words`} placeholder={own.placeholder} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />}
    </div>
  )
}
