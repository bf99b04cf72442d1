export type Decimal = '.' | ','

/** Currency signs and codes, percent signs and spaces (also the narrow ones that spreadsheets put between thousands). */
const around = /^(?:[\s\p{Sc}]|[A-Z]{3}(?![A-Z]))+|(?:[\s\p{Sc}%]|(?<![A-Z])[A-Z]{3})+$/gu

/** A number as people write it: “1,234.50”, “€ 1.234,50”, “1 234”, “(50)”. NaN when it is none, or not clearly one. */
export function readNumber(text: string, decimal: Decimal): number {
  const isNegative = /^\(.*\)$/.test(text.trim())
  const plain = text.trim().replace(/^\((.*)\)$/, '$1').replace(around, '')
  const thousands = decimal === '.' ? "[,'’\\s]" : "[.'’\\s]"
  const parts = new RegExp(`^([+-]?)(\\d{1,3}(?:${thousands}\\d{3})+|\\d+)(?:\\${decimal}(\\d+))?$`).exec(plain)
  const signed = parts ? Number(`${parts[1]}${(parts[2] ?? '').replace(/\D/g, '')}.${parts[3] ?? '0'}`) : Number.NaN
  return isNegative ? -signed : signed
}

/** Which decimal mark a column's cells use: what only one of the two can explain decides, else how the file is separated. */
export function proposeDecimal(samples: string[], separator: string): Decimal {
  const reads = (decimal: Decimal) => samples.filter((each) => !Number.isNaN(readNumber(each, decimal))).length
  const [point, comma] = [reads('.'), reads(',')]
  if (point !== comma) return point > comma ? '.' : ','
  return separator === ';' ? ',' : '.'
}
