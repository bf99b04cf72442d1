import { t } from '../../words/t'

/** What a folded group holds: “3 steps, folded”, “3 steps, 1 problem”. */
export function insideWords({ steps, errors, warnings }: { steps: number; errors: number; warnings: number }): string {
  if (errors > 0) return t('{steps, plural, one {# step} other {# steps}}, {errors, plural, one {# problem} other {# problems}}', { steps, errors })
  if (warnings > 0) return t('{steps, plural, one {# step} other {# steps}}, {warnings, plural, one {# warning} other {# warnings}}', { steps, warnings })
  return t('{steps, plural, one {# step} other {# steps}}, folded', { steps })
}
