/** The import rules of the house: nodes ← engine ← server ⇠ (types only) editor. The editor’s are in test/architecture/editor-imports.test.ts. */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Two files that need each other are one, or need a third.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'nodes-stand-alone', severity: 'error', comment: 'Nodes reach the world only through the services they are handed.', from: { path: '^nodes/' }, to: { path: '^(engine|server|editor|templates|test)/' } },
    { name: 'engine-knows-no-server', severity: 'error', comment: 'The database reaches the engine as RunStore and Services.', from: { path: '^engine/' }, to: { path: '^(server|editor|test)/' } },
    {
      name: 'pure-engine', severity: 'error', comment: 'The document, the compiler and the reducer run in the browser and in the workflow.',
      from: { path: '^engine/(graph|compile|advance|triggers|plan)', pathNot: '\\.test\\.ts$' }, to: { path: '^(node:|engine/(workflows|activities|simulate|temporal-server|client|worker))|@temporalio' },
    },
    { name: 'workflows-stay-tiny', severity: 'error', comment: 'Whatever they import lands in the sandbox of every run.', from: { path: '^engine/workflows/' }, to: { pathNot: '^(engine/(workflows|advance|perform-command|plan)|nodes/sdk/assert-never|node_modules/@temporalio/(workflow|common))|^engine/activities/answers' } },
    { name: 'server-knows-no-editor', severity: 'error', from: { path: '^server/', pathNot: '\\.test\\.ts$' }, to: { path: '^(editor|test)/' } },
    { name: 'no-drawers', severity: 'error', comment: 'A file belongs to a noun, not to a drawer.', from: {}, to: { path: '/(utils|helpers|common|misc|shared)/', pathNot: 'node_modules' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.watertight)' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
