// The shape of what is coming. Silent for screen readers except for one word.
import { classNames } from "./class-names.ts";
import { useUiLabels } from "./ui-labels.tsx";

export const SkeletonBar = ({ width = "100%" }: { readonly width?: string | undefined }) => (
  <span aria-hidden style={{ width }} className="block h-3 max-w-full animate-pulse rounded-small bg-line" />
);

export const Skeleton = ({ lines = 4, boxed = false }: { readonly lines?: number | undefined; readonly boxed?: boolean | undefined }) => {
  const labels = useUiLabels();
  return (
    <div role="status" className={classNames("flex flex-col gap-4", boxed && "rounded-card border border-line bg-surface p-4")}>
      <span className="sr-only">{labels.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <SkeletonBar key={line} width={`${[92, 68, 80, 54][line % 4] ?? 70}%`} />
      ))}
    </div>
  );
};
