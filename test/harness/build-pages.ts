import { buildEditor } from '#server/processes/build-editor'

/** Before any test: two servers that start at once would each build the pages into the one folder. */
export const setup = () => buildEditor((line) => console.log(line))
