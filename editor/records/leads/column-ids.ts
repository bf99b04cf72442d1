export const columnIds = ['company', 'contact', 'state', 'owner', 'source', 'territory', 'industry', 'score', 'amount', 'arrived', 'changed'] as const
export type ColumnId = (typeof columnIds)[number]

/** The columns beside the name, which is always the first, when nobody chose others. */
export const usualColumns: readonly ColumnId[] = ['company', 'contact', 'state', 'owner', 'source', 'amount', 'arrived']

export const isColumn = (value: string): value is ColumnId => (columnIds as readonly string[]).includes(value)
