/** Which step is looked at: a node, and which of the run’s visits to it. The newest where none is given. */
export interface ChosenStep {
  nodeId: string
  visit?: number
}
