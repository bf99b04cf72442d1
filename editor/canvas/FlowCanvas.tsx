import { Background, BackgroundVariant, type EdgeTypes, type IsValidConnection, type NodeTypes, ReactFlow, type ReactFlowProps } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { CanvasNode, WayEdge } from './card-data'
import { FoldedGroup } from './groups/FoldedGroup'
import { GroupFrame } from './groups/GroupFrame'
import { NoteCard } from './notes/NoteCard'
import { NodeCard } from './NodeCard'
import { WayLine } from './WayLine'
import { t } from '../words/t'

const nodeTypes: NodeTypes = { card: NodeCard, note: NoteCard, frame: GroupFrame, folded: FoldedGroup } as unknown as NodeTypes
const edgeTypes: EdgeTypes = { way: WayLine as EdgeTypes[string] }

/** A flow of more steps than this is drawn only where it is in sight. */
const drawnWhole = 150

// React Flow tells all its parts of what is another object than before: these stay the same.
const snapGrid: [number, number] = [10, 10]
/** Shift draws a box from an empty place, and chooses one more on a step. */
const oneMoreKeys = ['Shift', 'Meta', 'Control']
const isBetweenTwo: IsValidConnection<WayEdge> = ({ source, target }) => source !== target
const ariaLabels = { 'node.a11yDescription.default': t('Press Enter to choose the step.'), 'node.a11yDescription.keyboardDisabled': t('Press Enter to choose the step.') }

type Props = Omit<ReactFlowProps<CanvasNode, WayEdge>, 'nodeTypes' | 'edgeTypes'> & { children?: ReactNode; isReadOnly?: boolean }

/** The canvas with our cards and lines; the editor and the page of a run hand it what to draw. */
export function FlowCanvas({ children, isReadOnly = false, nodes, edges, ...props }: Props) {
  return (
    <ReactFlow<CanvasNode, WayEdge>
      {...props}
      nodes={nodes}
      edges={edges}
      onlyRenderVisibleElements={(nodes?.length ?? 0) > drawnWhole}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={!isReadOnly}
      nodesConnectable={!isReadOnly}
      edgesFocusable={false}
      minZoom={0.2}
      maxZoom={1.6}
      connectionRadius={36}
      snapToGrid
      snapGrid={snapGrid}
      deleteKeyCode={null}
      multiSelectionKeyCode={oneMoreKeys}
      isValidConnection={isBetweenTwo}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={ariaLabels}
    >
      <Background variant={BackgroundVariant.Dots} gap={18} size={1.6} color="var(--canvas-dot)" />
      {children}
    </ReactFlow>
  )
}
