/*
 * A sender that is killed while it hands over a mail cuts the connection; the SMTP receiver lets that pass as an unhandled
 * rejection (its `receive` awaits the stream without a catch). For this test that is no error: the mail did not arrive.
 */
process.on('unhandledRejection', (reason) => {
  const { code, message } = (reason ?? {}) as { code?: unknown; message?: unknown }
  if (code === 'ECONNECTION' && String(message).startsWith('Connection closed before the message')) return
  console.error(reason)
  process.exit(1)
})
