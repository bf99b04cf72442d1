import type Sqlite from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './open-database'

/*
 * Plain inserts and updates of hot paths. They mean what Drizzle's builders mean, but their SQL is made once for each shape and
 * kept as a prepared statement: building it anew takes ten times as long as the write itself.
 */

type Row<Table extends SQLiteTable> = Table['$inferInsert']
/** Columns that must equal a value, or one of several. */
type Where<Table extends SQLiteTable> = { [Name in keyof Row<Table>]?: Row<Table>[Name] | readonly Row<Table>[Name][] }

/** Inserts a row; true when it is new. With `orIgnore` a row that is there already under one of its unique keys is left as it is. */
export function insertRow<Table extends SQLiteTable>(db: Database, table: Table, values: Row<Table>, options: { orIgnore?: boolean } = {}): boolean {
  const names = given(values)
  const statement = statementOf(db, table, `insert${options.orIgnore ? ' or leave' : ''} ${names.join()}`, () => {
    const columns = names.map((name) => `"${columnName(table, name)}"`)
    return `insert into "${getTableName(table)}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})${options.orIgnore ? ' on conflict do nothing' : ''}`
  })
  return statement.run(names.map((name) => toDriver(table, name, values[name as keyof Row<Table>]))).changes === 1
}

/** Changes the rows that fit; how many there were. */
export function updateRows<Table extends SQLiteTable>(db: Database, table: Table, values: Partial<Row<Table>>, where: Where<Table>): number {
  const names = given(values)
  const keys = given(where)
  const bound = keys.flatMap((name) => {
    const wanted = where[name as keyof Row<Table>] as unknown
    return Array.isArray(wanted) ? (wanted as unknown[]).map((each) => toDriver(table, name, each)) : [toDriver(table, name, wanted)]
  })
  const shape = keys.map((name) => (Array.isArray(where[name as keyof Row<Table>]) ? `${name}*${(where[name as keyof Row<Table>] as unknown[]).length}` : name))
  const statement = statementOf(db, table, `update ${names.join()} where ${shape.join()}`, () => {
    const conditions = keys.map((name) => {
      const wanted = where[name as keyof Row<Table>] as unknown
      return `"${columnName(table, name)}" ${Array.isArray(wanted) ? `in (${wanted.map(() => '?').join(', ')})` : '= ?'}`
    })
    return `update "${getTableName(table)}" set ${names.map((name) => `"${columnName(table, name)}" = ?`).join(', ')} where ${conditions.join(' and ')}`
  })
  return statement.run([...names.map((name) => toDriver(table, name, values[name as keyof Row<Table>])), ...bound]).changes
}

/** Deletes the rows that fit; how many there were. */
export function deleteRows<Table extends SQLiteTable>(db: Database, table: Table, where: { [Name in keyof Row<Table>]?: Row<Table>[Name] }): number {
  const keys = given(where)
  const statement = statementOf(db, table, `delete ${keys.join()}`, () => `delete from "${getTableName(table)}" where ${keys.map((name) => `"${columnName(table, name)}" = ?`).join(' and ')}`)
  return statement.run(keys.map((name) => toDriver(table, name, where[name as keyof Row<Table>]))).changes
}

const statements = new WeakMap<Sqlite.Database, Map<SQLiteTable, Map<string, Sqlite.Statement>>>()
const columnsOf = new WeakMap<SQLiteTable, Map<string, { name: string; column: SQLiteColumn }>>()

function statementOf(db: Database, table: SQLiteTable, shape: string, makeSql: () => string): Sqlite.Statement {
  const ofDatabase = known(statements, db.$client, () => new Map<SQLiteTable, Map<string, Sqlite.Statement>>())
  const ofTable = known(ofDatabase, table, () => new Map<string, Sqlite.Statement>())
  return known(ofTable, shape, () => db.$client.prepare(makeSql()))
}

function columnOf(table: SQLiteTable, name: string): { name: string; column: SQLiteColumn } {
  const columns = known(columnsOf, table, () => {
    const all = Object.entries(getTableColumns(table) as Record<string, SQLiteColumn & { keyAsName?: boolean }>)
    return new Map(all.map(([key, column]) => [key, { name: column.keyAsName ? toSnakeCase(column.name) : column.name, column }]))
  })
  const found = columns.get(name)
  if (!found) throw new Error(`db.writeRows: ${getTableName(table)} has no column ${name}`)
  return found
}

function columnName(table: SQLiteTable, name: string): string {
  return columnOf(table, name).name
}

function toDriver(table: SQLiteTable, name: string, value: unknown): unknown {
  return value === null ? null : columnOf(table, name).column.mapToDriverValue(value)
}

/** What is undefined is left to the column's default, or as it is. */
function given(values: object): string[] {
  return Object.keys(values).filter((name) => (values as Record<string, unknown>)[name] !== undefined)
}

function known<Key extends object | string, Value>(map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown }, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
