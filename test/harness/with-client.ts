import { Client, Connection } from '@temporalio/client'

/** Does some work with a client of this Temporal, and closes its connection afterwards. */
export async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address })
  try {
    return await work(new Client({ connection }))
  } finally {
    await connection.close()
  }
}
