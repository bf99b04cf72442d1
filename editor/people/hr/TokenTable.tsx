import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { hrApi, type ScimAccess, scimAccessQuery } from '../../api/hr'
import { Sheet } from '../../parts/Sheet'
import { Ago } from '../../parts/Time'
import { sayError } from '../../parts/toasts'
import { t } from '../../words/t'

/** The tokens that are valid, each with when it was last used and a way to end it. */
export function TokenTable({ tokens }: { tokens: ScimAccess['tokens'] }) {
  const client = useQueryClient()
  const [ending, setEnding] = useState<ScimAccess['tokens'][number]>()
  const end = useMutation({
    mutationFn: hrApi.endToken,
    onSuccess: () => setEnding(undefined),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: scimAccessQuery.queryKey }),
  })
  if (tokens.length === 0) return <p className="soft">{t('No HR system is connected yet. Make a token and enter it there, with the address.')}</p>
  return (
    <>
      <table className="list-table">
        <thead><tr><th style={{ width: '40%' }}>{t('Token')}</th><th>{t('Made')}</th><th>{t('Last used')}</th><th style={{ width: 90 }}><span className="sr-only-now">{t('End it')}</span></th></tr></thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td className="med">{token.name}</td>
              <td className="soft"><Ago at={token.createdAt} /></td>
              <td className="soft">{token.lastUsedAt === null ? t('never') : <Ago at={token.lastUsedAt} />}</td>
              <td className="tools"><button type="button" className="btn sm" aria-label={t('End it: {name}', { name: token.name })} onClick={() => setEnding(token)}>{t('End it')}</button></td>
            </tr>
          ))}
        </tbody>
      </table>
      {ending && (
        <Sheet
          title={t('End the token “{name}”?', { name: ending.name })}
          onClose={() => setEnding(undefined)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setEnding(undefined)}>{t('Keep it')}</button>
              <button type="button" className="btn danger" disabled={end.isPending} onClick={() => end.mutate(ending.id)}>{t('End it now')}</button>
            </>
          }
        >
          <p>{t('The HR system that uses it can change nothing here any more, until you give it a new one. The people stay as they are.')}</p>
        </Sheet>
      )}
    </>
  )
}
