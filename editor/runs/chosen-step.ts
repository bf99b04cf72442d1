/** The step whose details are shown: one visit of it, or the newest. */
export interface ChosenStep {
  nodeId: string
  visit?: number
}
