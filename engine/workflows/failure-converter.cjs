// Found by its name: messages and stacks of failures go into a payload, which the codec then encrypts. CommonJS, since
// Temporal's SDK loads it with `require`.
const { DefaultFailureConverter } = require('@temporalio/common')

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
