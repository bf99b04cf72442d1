import { useQuery } from '@tanstack/react-query'
import { FileUp, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { heldQuery, scimAccessQuery } from '../../api/hr'
import { CopyField } from '../../parts/CopyField'
import { BoneRows, Failed } from '../../parts/states'
import { t } from '../../words/t'
import { HeldNotice } from './HeldNotice'
import { NewTokenSheet } from './NewTokenSheet'
import { PeopleFileSheet } from './PeopleFileSheet'
import { TokenTable } from './TokenTable'

/** How the HR system keeps the roster: where it connects, with which tokens, and what waits for a decision. */
export function HrSection() {
  const access = useQuery(scimAccessQuery)
  const held = useQuery(heldQuery)
  const [open, setOpen] = useState<'token' | 'file'>()
  return (
    <section className="section" aria-labelledby="hr-title">
      <h2 id="hr-title">{t('From your HR system')}</h2>
      <p className="quiet mb-2">{t('It keeps the roster: whoever joins, changes teams or leaves there does so here. By SCIM 2.0 (Entra ID, Okta and others), or from a file.')}</p>
      <div className="stack">
        {held.isError && <Failed error={held.error} what={t('What is held')} />}
        {held.data?.held.map((change) => <HeldNotice key={change.id} change={change} />)}
        {access.isPending ? <BoneRows rows={2} label={t('Reading the tokens')} /> : access.isError ? <Failed error={access.error} what={t('The list of tokens')} /> : (
          <>
            <div>
              <span className="lab" aria-hidden="true">{t('Address for the HR system')}</span>
              <CopyField value={access.data.address} label={t('Address for the HR system')} copied={t('The address is copied.')} />
            </div>
            <TokenTable tokens={access.data.tokens} />
          </>
        )}
        <div className="flex gap-2">
          <button type="button" className="btn" onClick={() => setOpen('token')}><KeyRound aria-hidden="true" /> {t('New token')}</button>
          <button type="button" className="btn" onClick={() => setOpen('file')}><FileUp aria-hidden="true" /> {t('Bring a file of people')}</button>
        </div>
      </div>
      {open === 'token' && <NewTokenSheet onClose={() => setOpen(undefined)} />}
      {open === 'file' && <PeopleFileSheet onClose={() => setOpen(undefined)} />}
    </section>
  )
}
