// The app as one element: words, parts, messages, routes.
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ToastProvider } from "../ui/toast.tsx";
import { UiLabelsProvider } from "../ui/ui-labels.tsx";
import { AppProvider, type AppParts } from "./app-context.tsx";
import { createAppRouter } from "./routes.tsx";
import { text } from "./text.ts";

export const App = ({ parts }: { readonly parts: AppParts }) => {
  const { session } = parts;
  const [router] = useState(() => createAppRouter(session));
  // Who may see a page has changed with the session: the routes ask again.
  useEffect(() => {
    const standing = () => {
      const now = session.read();
      return now.kind === "signed-in" ? `${now.kind} ${now.user.id} ${now.expired} ${now.owes ?? ""}` : now.kind;
    };
    let before = standing();
    return session.subscribe(() => {
      if (standing() === before) return;
      before = standing();
      void router.invalidate();
    });
  }, [router, session]);
  return (
    <UiLabelsProvider value={text.ui}>
      <AppProvider value={parts}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </AppProvider>
    </UiLabelsProvider>
  );
};
