import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { RoutedWay } from '../route-ways'

type LedWays = ReadonlyMap<string, RoutedWay>

/** How lines run while cards are dragged, by their ids. */
export const createLedWays = (): StoreApi<LedWays> => createStore<LedWays>(() => new Map())

const none = createLedWays()

/** Given by a canvas on which cards can be dragged. */
export const LedWaysContext = createContext<StoreApi<LedWays>>(none)

/** How this line runs while a card at one of its ends is dragged. */
export function useLedWay(id: string): RoutedWay | undefined {
  return useStore(useContext(LedWaysContext), (ways) => ways.get(id))
}
