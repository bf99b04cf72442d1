/**
 * A custom node's definition as a module for the browser: a function of zod, so that the page's own zod makes its params.
 * Settings of the process are not there, as they are not on the server.
 */
export function browserModule(type: string, definitionText: string): string {
  return `// The definition of the custom node “${type}”.
export default (zod) => {
const module = { exports: {} }, exports = module.exports, process = { env: {} }
const require = (name) => {
  if (name === 'zod') return { ...zod, __esModule: true }
  throw new Error(name + ' is not there for a definition.')
}
${definitionText}
return module.exports.default
}
`
}
