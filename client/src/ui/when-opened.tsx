// A dialog or an editor whose code comes when it is first opened: the first screen does without it. The service worker
// holds it, so it opens with no network too.
import { lazy, Suspense, useState, type ComponentType } from "react";

/** `preload` fetches it before it is opened: what is there by then is drawn with what stands around it, and not after it. */
type Opened<Props> = ComponentType<Props> & { readonly preload: () => void };

export function whenOpened<Props extends object>(load: () => Promise<ComponentType<Props>>): Opened<Props> {
  let here: ComponentType<Props> | undefined;
  let coming: Promise<ComponentType<Props>> | undefined;
  const fetched = async (): Promise<ComponentType<Props>> => {
    coming ??= load();
    try {
      here = await coming;
      return here;
    } catch (error) {
      coming = undefined;
      throw error;
    }
  };
  const Loaded = lazy(async () => ({ default: await fetched() })) as unknown as ComponentType<Props>;
  const WhenOpened = (props: Props) => {
    // The same for as long as it is shown: another would lose what is typed in it.
    const [Here] = useState(() => here);
    return Here === undefined ? <Suspense><Loaded {...props} /></Suspense> : <Here {...props} />;
  };
  return Object.assign(WhenOpened, { preload: () => void fetched().catch(() => undefined) });
}
