import { Braces } from 'lucide-react'
import { Command } from 'cmdk'
import { useRef, useState } from 'react'
import { placeBeside } from '../../parts/place-beside'
import { t } from '../../words/t'
import { exampleWords } from '../example-words'
import type { FieldChoice } from '../field-choice'
import { fieldGroups } from '../field-groups'

/** A list of the fields that exist at this step, with an example of each, to put one into a text. */
export function FieldMenu({ fields, onChoose }: { fields: readonly FieldChoice[]; onChoose: (path: string) => void }) {
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  const open = () => {
    if (!popover.current || !button.current) return
    popover.current.showPopover()
    placeBeside(popover.current, button.current)
  }
  return (
    <>
      <button ref={button} type="button" className="btn xs plain" aria-haspopup="dialog" aria-expanded={isOpen} onClick={open}>
        <Braces className="s" aria-hidden="true" /> {t('Insert a field')}
      </button>
      <div ref={popover} popover="auto" role="dialog" aria-label={t('Fields')} className="pop picker" onToggle={(event) => setOpen(event.newState === 'open')}>
        {isOpen && (
          <Command label={t('Fields')}>
            <Command.Input className="field small" placeholder={t('Find a field')} autoFocus />
            <Command.List>
              {fieldGroups(fields).map(({ words, fields: grouped }) => (
                <Command.Group key={words} heading={<span className="pop-label">{words}</span>}>
                  {grouped.map((each) => (
                    <Command.Item
                      key={each.path}
                      value={`${each.label} ${each.path}`}
                      className="pop-item"
                      onSelect={() => {
                        popover.current?.hidePopover()
                        onChoose(each.path)
                      }}
                    >
                      <span>{each.label}</span>
                      <span className="quiet truncate ml-auto">{each.isSure ? exampleWords(each) : t('may be empty')}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            <Command.Empty className="pop-label">{t('No field is called that.')}</Command.Empty>
          </Command>
        )}
      </div>
    </>
  )
}
