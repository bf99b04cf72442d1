import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImporter } from '#server/imports/importer'
import { runImport } from '#server/imports/run-import'
import type { World } from '#test/conformance/world'

/** Imports in this very process, over a world that no other thread can open; they end with its database. */
export function importHere({ db, writer }: Pick<World, 'db' | 'writer'>, report: (error: unknown) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-imports-'))
  const importer = createImporter({
    db, writer, now: Date.now, report,
    run(importId, holder) {
      let isLettingGo = false
      return {
        done: runImport({ db, writer, folder, importId, holder, now: Date.now, isAskedToLetGo: () => isLettingGo, report }),
        letGo: () => {
          isLettingGo = true
        },
      }
    },
  })
  const close = db.$client.close.bind(db.$client)
  db.$client.close = () => {
    void importer.stop()
    return close()
  }
  return { folder, importer }
}
