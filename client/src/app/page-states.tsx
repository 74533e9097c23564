// What stands for a page that is coming, is not there, or broke.
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass, TriangleAlert } from "lucide-react";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { text } from "./text.ts";

export const PendingPage = () => <Page><Skeleton lines={8} boxed /></Page>;

export const NotFoundPage = () => (
  <EmptyState alone icon={Compass} title={text.state.notFound} action={<Link to="/" className={buttonClass("primary")}>{text.state.toStart}</Link>}>
    {text.state.notFoundDetail}
  </EmptyState>
);

export const BrokenPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <EmptyState alone icon={TriangleAlert} title={text.state.broken} action={<Button variant="primary" onClick={retry}>{text.state.retry}</Button>}>
      <p>{text.state.brokenDetail}</p>
      {error instanceof Error && <p className="mt-2 text-caption text-ink-faint">{error.message}</p>}
    </EmptyState>
  );
};
