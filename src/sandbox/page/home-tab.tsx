import { useState } from 'react';
import type { ViewInputs } from '../element-value.js';
import type { SlackView } from '../view.js';
import { BlockList } from './blocks/block-list.js';
import { SurfaceFrame } from './blocks/surface-frame.js';
import { useSurfaceState } from './blocks/use-surface-state.js';
import { useReader } from './reader-context.js';

interface HomeTabProps {
  readonly view: SlackView;
  complain(problem: string): void;
}

export function HomeTab({ view, complain }: HomeTabProps) {
  const { reader } = useReader();
  const [inputs, setInputs] = useState<ViewInputs>({});
  const surface = useSurfaceState({ userId: reader.id, where: { viewId: view.id }, inputs, setInputs, complain });
  return (
    <div className="home-tab" data-testid="home">
      <SurfaceFrame surface={surface}>
        <BlockList blocks={view.blocks} />
      </SurfaceFrame>
    </div>
  );
}
