import { buildEditor } from '#server/processes/build-editor'

/** Before any test, so that none of them waits for it. */
export const setup = () => buildEditor((line) => console.log(line))
