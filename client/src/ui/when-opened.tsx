// A dialog or an editor whose code comes when it is first opened: the first screen does without it. The service worker
// holds it, so it opens with no network too.
import { lazy, Suspense, type ComponentType } from "react";

export function whenOpened<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  const WhenOpened = (props: Props) => <Suspense><Loaded {...props} /></Suspense>;
  return WhenOpened;
}
