import { t } from '../words/t'

/** The canvas before its flow is there, with panels in their places. */
export function CanvasBones() {
  return (
    <div className="workbench" style={{ gridTemplateColumns: '200px minmax(0, 1fr) 336px' }} role="status" aria-label={t('Reading the flow')}>
      <div className="palette">
        {Array.from({ length: 12 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change place
          <span key={index} className="bone" style={{ margin: '9px 14px', width: `${45 + ((index * 13) % 40)}%` }} />
        ))}
      </div>
      <div className="canvas-bones">
        {Array.from({ length: 4 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards never change place
          <span key={index} className="bone" style={{ width: 240, height: 66, borderRadius: 8 }} />
        ))}
      </div>
      <div className="inspector" />
    </div>
  )
}
